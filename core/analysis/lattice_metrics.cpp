#include "core/analysis/lattice_metrics.h"

#include "core/analysis/scored_map.h"
#include "core/analysis/strong_maxima.h"

#include <numbers>

namespace hippodrome {

namespace {

constexpr const char* tooFewPeaks = "fewer than six peaks around the centre of the autocorrelogram";

/// `read` takes the number from the lattice; `ifNone` says why a lattice may lack it.
template <class Read>
MetricValue ofLattice(const ScoredMap& map, Read read, const char* ifNone = tooFewPeaks) {
    if (!map.expanding())
        return {std::nullopt, "the autocorrelogram has no central field of five bins"};
    if (!map.geometry())
        return {std::nullopt, tooFewPeaks};
    return {read(*map.geometry()), ifNone};
}

} // namespace

MetricType spacingMetric() {
    return {.key = "spacing_bins",
            .label = "Grid spacing",
            .unit = "bins",
            .help = "Mean distance from the centre of the autocorrelogram to its peaks along three "
                    "axes: the distance between neighbouring fields.",
            .range = {.minimum = 0},
            .column = {.heading = "spacing", .unit = "[bins]", .digits = 2},
            .compute = [](const ScoredMap& map) {
                return ofLattice(map,
                                 [](const GridGeometry& g) { return std::optional(g.spacing); });
            }};
}

MetricType orientationMetric() {
    return {.key = "orientation_deg",
            .label = "Grid orientation",
            .unit = "°",
            .help = "Direction of the axis nearest to +x, counter-clockwise, averaged over the "
                    "three axes; within about 30 degrees of 0, since a hexagonal lattice repeats "
                    "every 60.",
            .range = {-60, 60},
            .column = {},
            .compute = [](const ScoredMap& map) {
                return ofLattice(map, [](const GridGeometry& g) {
                    return std::optional(g.orientation * 180.0 / std::numbers::pi);
                });
            }};
}

MetricType ellipticityMetric() {
    return {.key = "ellipticity",
            .label = "Ellipticity",
            .unit = "",
            .help = "Major over minor radius of the ellipse through the six peaks around the "
                    "centre of the autocorrelogram; 1 for a regular lattice.",
            .range = {.minimum = 1},
            .column = {},
            .compute = [](const ScoredMap& map) {
                return ofLattice(
                    map,
                    [](const GridGeometry& g) {
                        return g.ellipse
                                   ? std::optional(g.ellipse->majorRadius / g.ellipse->minorRadius)
                                   : std::nullopt;
                    },
                    "no ellipse fits the peaks");
            }};
}

MetricType strongMaximaMetric() {
    return {.key = "strong_maxima",
            .label = "Strong maxima",
            .unit = "",
            .help = "How many fields of a lattice the map shows: local maxima after smoothing by "
                    "one bin, at least half a grid spacing apart, at least half as high as the "
                    "highest.",
            .range = {.minimum = 0},
            .count = true,
            .column = {},
            .compute = [](const ScoredMap& map) {
                return ofLattice(map, [&map](const GridGeometry& g) {
                    return std::optional<double>(strongMaxima(map.map(), g.spacing));
                });
            }};
}

} // namespace hippodrome

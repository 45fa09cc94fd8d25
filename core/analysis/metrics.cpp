#include "core/analysis/metrics.h"

#include "core/analysis/autocorrelogram.h"
#include "core/analysis/banino_border_score.h"
#include "core/analysis/border_score.h"
#include "core/analysis/expanding_grid_score.h"
#include "core/analysis/information.h"
#include "core/analysis/strong_maxima.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

/// Collects values, and reasons where there are none.
class Collector {
public:
    explicit Collector(MapMetrics& metrics) : metrics_(metrics) {}

    void set(std::optional<double> MapMetrics::*member, std::optional<double> value,
             const std::string& reason) {
        if (value && std::isfinite(*value)) {
            metrics_.*member = value;
            return;
        }
        for (const MetricInfo& info : metricInfos())
            if (info.value == member)
                metrics_.undefined.push_back({info.key, reason});
    }

private:
    MapMetrics& metrics_;
};

void addGridScores(const RateMap& map, const GridScorer& scorer, bool empty, Collector& collect) {
    const std::string unvisited = "no bin was visited";
    const RateMap whole = autocorrelogram(map);
    const GridScores scores = scorer.scoreAutocorrelogram(whole.values);
    const auto known = [&](double value) {
        return empty ? std::nullopt : std::optional<double>(value);
    };
    collect.set(&MapMetrics::deepmind60, known(scores.deepmind60), unvisited);
    collect.set(&MapMetrics::deepmind90, known(scores.deepmind90), unvisited);
    collect.set(&MapMetrics::deepmind60MinMax, known(scores.deepmind60MinMax), unvisited);

    const RateMap central = centralPart(whole);
    const auto expanding = expandingGridScore(central);
    const std::string noField = "the autocorrelogram has no central field of five bins";
    collect.set(&MapMetrics::expanding, expanding ? std::optional(expanding->score) : std::nullopt,
                noField);
    const auto geometry = expanding ? gridGeometry(central, *expanding) : std::nullopt;
    const std::string noPeaks =
        expanding ? "fewer than six peaks around the centre of the autocorrelogram" : noField;
    std::optional<double> spacing, orientation, ellipticity;
    if (geometry) {
        spacing = geometry->spacing;
        orientation = geometry->orientation * 180.0 / std::numbers::pi;
        if (geometry->ellipse)
            ellipticity = geometry->ellipse->majorRadius / geometry->ellipse->minorRadius;
    }
    collect.set(&MapMetrics::spacing, spacing, noPeaks);
    collect.set(&MapMetrics::orientation, orientation, noPeaks);
    collect.set(&MapMetrics::ellipticity, ellipticity,
                geometry ? "no ellipse fits the peaks" : noPeaks);
    collect.set(&MapMetrics::strongMaxima,
                spacing ? std::optional<double>(strongMaxima(map, *spacing)) : std::nullopt,
                noPeaks);
}

void addInformation(const RateMap& map, const RateMap* occupancy, Collector& collect) {
    std::optional<SpatialInformation> information;
    if (occupancy) {
        information = spatialInformation(map, *occupancy);
    } else {
        RateMap uniform = map;
        for (double& value : uniform.values)
            value = std::isnan(value) ? value : 1.0;
        information = spatialInformation(map, uniform);
    }
    const std::string reason = map.anyNegative()
                                   ? "some values are negative: a signed activation is no rate"
                                   : "the mean rate is 0";
    const auto member = [&](double SpatialInformation::*value) {
        return information ? std::optional<double>((*information).*value) : std::nullopt;
    };
    collect.set(&MapMetrics::bitsPerSpike, member(&SpatialInformation::bitsPerSpike), reason);
    collect.set(&MapMetrics::bitsPerSecond, member(&SpatialInformation::bitsPerSecond), reason);
    collect.set(&MapMetrics::opexeboBitsPerSpike, member(&SpatialInformation::opexeboBitsPerSpike),
                reason);
    collect.set(&MapMetrics::sparsity, member(&SpatialInformation::sparsity), reason);
    collect.set(&MapMetrics::selectivity, member(&SpatialInformation::selectivity), reason);
}

void addBorderScores(const RateMap& map, const MetricOptions& options, bool empty,
                     Collector& collect) {
    std::optional<WalledBins> outline;
    if (!options.walls && !empty)
        outline = WalledBins::around(map, options.binSize, options.halfWidth);
    const WalledBins* walls = outline ? &*outline : options.walls;
    const std::string none = empty            ? "no bin was visited"
                             : walls->empty() ? "the arena has no walls"
                                              : "";
    const auto border = none.empty() ? borderScore(map, *walls) : std::nullopt;
    collect.set(&MapMetrics::borderScore, border ? std::optional(border->score) : std::nullopt,
                none.empty() ? "no rate is above 0" : none);
    collect.set(&MapMetrics::baninoBorderScore,
                none.empty() ? baninoBorderScore(map, *walls) : std::nullopt,
                none.empty() ? "no activity at the walls and away from them" : none);
}

} // namespace

std::span<const MetricInfo> metricInfos() {
    static const std::vector<MetricInfo> infos{
        {"grid_score.deepmind_60", "Grid score (60°)", "",
         "How much the autocorrelogram, in the best of ten rings, resembles itself turned by 60 "
         "and "
         "120 degrees more than turned by 30, 90 and 150 (Banino et al. 2018; difference of "
         "means). "
         "At 20x20 bins noise often exceeds 0.37: compare with the noise null.",
         &MapMetrics::deepmind60},
        {"grid_score.deepmind_90", "Square score (90°)", "",
         "The same for a square lattice: turned by 90 degrees against 45 and 135.",
         &MapMetrics::deepmind90},
        {"grid_score.deepmind_60_min_max", "Grid score (60°, strict)", "",
         "As the grid score, but the smaller of 60 and 120 degrees minus the largest of 30, 90 and "
         "150.",
         &MapMetrics::deepmind60MinMax},
        {"grid_score.expanding", "Grid score (expanding ring)", "",
         "The strict score in a ring that grows outward from the central field of the "
         "autocorrelogram, best mean of three radii (Langston et al. 2010, as in opexebo).",
         &MapMetrics::expanding},
        {"spacing_bins", "Grid spacing", "bins",
         "Mean distance from the centre of the autocorrelogram to its peaks along three axes: the "
         "distance between neighbouring fields.",
         &MapMetrics::spacing},
        {"orientation_deg", "Grid orientation", "°",
         "Direction of the axis nearest to +x, counter-clockwise, averaged over the three axes; "
         "within about 30 degrees of 0, since a hexagonal lattice repeats every 60.",
         &MapMetrics::orientation},
        {"ellipticity", "Ellipticity", "",
         "Major over minor radius of the ellipse through the six peaks around the centre of the "
         "autocorrelogram; 1 for a regular lattice.",
         &MapMetrics::ellipticity},
        {"strong_maxima", "Strong maxima", "",
         "How many fields of a lattice the map shows: local maxima after smoothing by one bin, at "
         "least half a grid spacing apart, at least half as high as the highest.",
         &MapMetrics::strongMaxima},
        {"information_bits_per_spike", "Spatial information", "bits/spike",
         "Sum of p (r / mean) log2(r / mean) over the bins, with occupancy p and rate r (Skaggs et "
         "al. 1993).",
         &MapMetrics::bitsPerSpike},
        {"information_bits_per_second", "Spatial information rate", "bits/s",
         "Spatial information times the mean rate.", &MapMetrics::bitsPerSecond},
        {"information_opexebo_bits_per_spike", "Spatial information (opexebo)", "bits/spike",
         "As spatial information, but without the bins whose rate is below the mean; larger.",
         &MapMetrics::opexeboBitsPerSpike},
        {"sparsity", "Sparsity", "",
         "Mean rate squared over the mean squared rate: the share of the arena in which the cell "
         "fires (Skaggs et al. 1996).",
         &MapMetrics::sparsity},
        {"selectivity", "Selectivity", "", "Largest rate over mean rate.",
         &MapMetrics::selectivity},
        {"coherence", "Coherence", "",
         "Correlation of each bin with the mean of its eight neighbours, on the unsmoothed map "
         "(Muller and Kubie 1989, without Fisher's z).",
         &MapMetrics::coherence},
        {"border_score", "Border score", "",
         "(c - d) / (c + d), with c the largest share of one wall covered by one field and d the "
         "mean distance of the fields from the walls, as a share of the largest possible (Solstad "
         "et al. 2008). A circle is one wall; inner walls and holes count. 1 hugs a wall, -1 "
         "keeps away.",
         &MapMetrics::borderScore},
        {"border_score_banino", "Border score (Banino)", "",
         "(b - c) / (b + c), with b the mean within three bins of one wall and c the mean farther "
         "than three from every wall; the best of all walls (Banino et al. 2018). Negative "
         "activity counts as none.",
         &MapMetrics::baninoBorderScore}};
    return infos;
}

const MetricInfo* findMetric(const std::string& key) {
    for (const MetricInfo& info : metricInfos())
        if (info.key == key)
            return &info;
    return nullptr;
}

MapMetrics computeMetrics(const RateMap& map, const GridScorer& scorer,
                          const MetricOptions& options, const RateMap* occupancy) {
    MapMetrics metrics;
    Collector collect(metrics);
    const bool empty = map.visitedBins() == 0;
    addGridScores(map, scorer, empty, collect);
    addInformation(map, occupancy, collect);
    collect.set(&MapMetrics::coherence, coherence(map),
                empty ? "no bin was visited" : "the map does not vary");
    addBorderScores(map, options, empty, collect);
    metrics.fields =
        findFields(map, options.ratesInHertz ? FieldRules{} : FieldRules::relativeTo(map.peak()));
    return metrics;
}

Json toJson(const MapMetrics& metrics) {
    Json object = Json::object();
    const auto addFields = [&] {
        Json fields = Json::array();
        for (const Field& field : metrics.fields)
            fields.push_back({{"bins", field.bins.size()},
                              {"peak", field.peakRate},
                              {"centroid_row", field.centroidRow},
                              {"centroid_col", field.centroidColumn}});
        object["fields"] = std::move(fields);
    };
    for (const MetricInfo& info : metricInfos()) {
        if (info.value == &MapMetrics::borderScore)
            addFields(); // stands before the border score
        const std::optional<double>& value = metrics.*info.value;
        const std::size_t dot = info.key.find('.');
        Json& target = dot == std::string::npos
                           ? object[info.key]
                           : object[info.key.substr(0, dot)][info.key.substr(dot + 1)];
        target = value ? Json(*value) : Json();
    }
    Json undefined = Json::object();
    for (const MapMetrics::Undefined& entry : metrics.undefined)
        undefined[entry.key] = entry.reason;
    object["undefined"] = std::move(undefined);
    return object;
}

} // namespace hippodrome

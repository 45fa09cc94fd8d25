#include "core/analysis/grid_metrics.h"

#include "core/analysis/scored_map.h"

namespace hippodrome {

namespace {

/// One of the scores over ten rings. A map without variation has 0, one that was not visited none.
/// They are near -2 to 2, as differences of correlations, but have no bounds: in rings of a few
/// bins turning by splines overshoots.
std::function<MetricValue(const ScoredMap&)> ringScore(double GridScores::*score) {
    return [score](const ScoredMap& map) {
        return MetricValue(map.empty() ? std::nullopt : std::optional(map.gridScores().*score),
                           "no bin was visited");
    };
}

} // namespace

MetricType gridScoreMetric() {
    return {.key = "grid_score.deepmind_60",
            .label = "Grid score (60°)",
            .unit = "",
            .help = "How much the autocorrelogram, in the best of ten rings, resembles itself "
                    "turned by 60 and 120 degrees more than turned by 30, 90 and 150 (Banino et "
                    "al. 2018; difference of means). At 20x20 bins noise often exceeds 0.37: "
                    "compare with the noise null.",
            .column = {.heading = "grid 60"},
            .compute = ringScore(&GridScores::deepmind60)};
}

MetricType squareScoreMetric() {
    return {.key = "grid_score.deepmind_90",
            .label = "Square score (90°)",
            .unit = "",
            .help = "The same for a square lattice: turned by 90 degrees against 45 and 135.",
            .column = {.heading = "grid 90"},
            .compute = ringScore(&GridScores::deepmind90)};
}

MetricType strictGridScoreMetric() {
    return {.key = "grid_score.deepmind_60_min_max",
            .label = "Grid score (60°, strict)",
            .unit = "",
            .help = "As the grid score, but the smaller of 60 and 120 degrees minus the largest of "
                    "30, 90 and 150.",
            .column = {.heading = "min-max"},
            .compute = ringScore(&GridScores::deepmind60MinMax)};
}

MetricType expandingGridScoreMetric() {
    return {.key = "grid_score.expanding",
            .label = "Grid score (expanding ring)",
            .unit = "",
            .help = "The strict score in a ring that grows outward from the central field of the "
                    "autocorrelogram, best mean of three radii (Langston et al. 2010, as in "
                    "opexebo).",
            .range = {-2, 2},
            .column = {.heading = "ring"},
            .compute = [](const ScoredMap& map) {
                const auto& expanding = map.expanding();
                return MetricValue(expanding ? std::optional(expanding->score) : std::nullopt,
                                   "the autocorrelogram has no central field of five bins");
            }};
}

} // namespace hippodrome

#include "core/analysis/border_metrics.h"

#include "core/analysis/banino_border_score.h"
#include "core/analysis/border_score.h"
#include "core/analysis/scored_map.h"

namespace hippodrome {

namespace {

/// `score` is asked where there are walls that the rat can have been at.
template <class Score>
MetricValue atWalls(const ScoredMap& map, Score score, const char* ifNone) {
    if (map.empty())
        return {std::nullopt, "no bin was visited"};
    if (map.walls().empty())
        return {std::nullopt, "the arena has no walls"};
    return {score(map.map(), map.walls()), ifNone};
}

} // namespace

MetricType borderScoreMetric() {
    return {.key = "border_score",
            .label = "Border score",
            .unit = "",
            .help = "(c - d) / (c + d), with c the largest share of one wall covered by one field "
                    "and d the mean distance of the fields from the walls, as a share of the "
                    "largest possible (Solstad et al. 2008). A circle is one wall; inner walls and "
                    "holes count. 1 hugs a wall, -1 keeps away.",
            .range = {-1, 1},
            .column = {.heading = "border", .width = 7},
            .compute = [](const ScoredMap& map) {
                return atWalls(
                    map,
                    [](const RateMap& rates, const WalledBins& walls) {
                        const auto border = borderScore(rates, walls);
                        return border ? std::optional(border->score) : std::nullopt;
                    },
                    "no rate is above 0");
            }};
}

MetricType baninoBorderScoreMetric() {
    return {.key = "border_score_banino",
            .label = "Border score (Banino)",
            .unit = "",
            .help = "(b - c) / (b + c), with b the mean within three bins of one wall and c the "
                    "mean farther than three from every wall; the best of all walls (Banino et al. "
                    "2018). Negative activity counts as none.",
            .range = {-1, 1},
            .column = {},
            .compute = [](const ScoredMap& map) {
                return atWalls(map, baninoBorderScore,
                               "no activity at the walls and away from them");
            }};
}

} // namespace hippodrome

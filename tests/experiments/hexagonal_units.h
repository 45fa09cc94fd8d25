#pragma once

#include "core/analysis/grid_module.h"
#include "core/analysis/map_accumulator.h"
#include "core/analysis/noise_null.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <vector>

namespace hippodrome::testing {

/// Which units of a population are grid cells, and what these share.
struct HexagonalUnits {
    std::vector<double> scores;       ///< DeepMind's 60-degree score of every unit
    std::vector<std::size_t> byScore; ///< the highest first
    int above = 0;                    ///< units above 99 % of 1000 maps of noise
    std::optional<GridModule> module; ///< the largest

    double share() const { return static_cast<double>(above) / static_cast<double>(scores.size()); }
};

inline HexagonalUnits hexagonalUnits(const PopulationMaps& maps, std::uint64_t seed) {
    HexagonalUnits found;
    const GridScorer scorer(maps.rows, maps.columns);
    Rng rng = Rng::stream(seed, "null");
    const NoiseNull null =
        noiseNull(meanSpectrum(maps.values, maps.rows, maps.columns), scorer, 1000, rng);
    std::vector<RateMap> all;
    std::vector<bool> members;
    for (int unit = 0; unit < maps.units; ++unit) {
        all.push_back(RateMap::fromFloats(maps.map(unit), maps.rows, maps.columns));
        found.scores.push_back(scorer.score(all.back()).deepmind60);
        members.push_back(found.scores.back() > null.percentile60(99.0));
        found.above += members.back();
    }
    const std::vector<GridModule> modules = gridModules(all, members);
    if (!modules.empty())
        found.module = modules.front();
    found.byScore.resize(found.scores.size());
    std::iota(found.byScore.begin(), found.byScore.end(), std::size_t{0});
    std::stable_sort(found.byScore.begin(), found.byScore.end(), [&](std::size_t a, std::size_t b) {
        return found.scores[a] > found.scores[b];
    });
    return found;
}

} // namespace hippodrome::testing

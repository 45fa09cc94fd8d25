#include "core/maps/unit_values.h"

#include "core/analysis/scored_map.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

bool scorable(const PopulationMaps& maps) {
    constexpr int smallest = 8, largest = 64;
    return std::min(maps.rows, maps.columns) >= smallest &&
           std::max(maps.rows, maps.columns) <= largest;
}

MetricOptions metricOptions(const PopulationPicture& picture, const WalledBins* walls) {
    MetricOptions options;
    options.binSize = picture.scoredGrid().binWidth;
    options.ratesInHertz = picture.population.unit == "Hz";
    options.walls = walls;
    return options;
}

std::optional<RateMap> occupancyMap(const PopulationPicture& picture) {
    if (picture.occupancy.empty())
        return std::nullopt;
    const PopulationMaps& maps = picture.scoredMaps();
    return RateMap::fromFloats(picture.occupancy, maps.rows, maps.columns);
}

std::optional<WalledBins> wallsIn(const MapsSnapshot& maps, const PopulationPicture& picture) {
    if (const ArenaPointer& arena = arenaOf(maps, picture))
        return WalledBins::of(*arena, picture.scoredGrid());
    return maps.periodic ? std::optional(WalledBins()) : std::nullopt;
}

std::vector<float> unitValues(const MapsSnapshot& maps, std::size_t population,
                              const MetricType& metric, const std::function<bool()>& stop) {
    const PopulationPicture& picture = maps.populations.at(population);
    const PopulationMaps& scored = picture.scoredMaps();
    std::vector<float> values(static_cast<std::size_t>(scored.units), std::nanf(""));
    if (picture.difference || !scorable(scored))
        return values;
    const std::optional<WalledBins> walls = wallsIn(maps, picture);
    const MetricOptions options = metricOptions(picture, walls ? &*walls : nullptr);
    const std::optional<RateMap> occupancy = occupancyMap(picture);
    const GridScorer scorer(scored.rows, scored.columns);
    for (int unit = 0; unit < scored.units; ++unit) {
        if (stop && stop())
            return {};
        const RateMap map = RateMap::fromFloats(scored.map(unit), scored.rows, scored.columns);
        const ScoredMap look(map, scorer, options, occupancy ? &*occupancy : nullptr);
        if (const std::optional<double> value = metric.compute(look).value)
            values[static_cast<std::size_t>(unit)] = static_cast<float>(*value);
    }
    return values;
}

} // namespace hippodrome

#pragma once

#include "core/brains/brain.h"

namespace hippodrome {

/// Maps of a population whose rates follow from the place: `ratesAt(place, rates)` is asked at the
/// centre of every bin that lies inside the arena; the others are unvisited.
template <class RatesAt>
PopulationMaps probeMaps(const BinGrid& grid, const ArenaGeometry& arena, std::size_t units,
                         RatesAt ratesAt) {
    const std::size_t bins = static_cast<std::size_t>(grid.bins());
    PopulationMaps maps{static_cast<int>(units), grid.rows, grid.columns, {}};
    maps.values.assign(bins * units, std::nanf(""));
    std::vector<float> rates(units);
    for (int row = 0; row < grid.rows; ++row)
        for (int column = 0; column < grid.columns; ++column) {
            const Vec2 place = grid.centre(row, column);
            if (!arena.contains(place))
                continue;
            ratesAt(place, std::span<float>(rates));
            const std::size_t bin = static_cast<std::size_t>(row * grid.columns + column);
            for (std::size_t unit = 0; unit < units; ++unit)
                maps.values[unit * bins + bin] = rates[unit];
        }
    return maps;
}

/// The same at given places: (places, units).
template <class RatesAt>
std::vector<float> probeRates(std::span<const Vec2> places, std::size_t units, RatesAt ratesAt) {
    std::vector<float> all(places.size() * units);
    for (std::size_t i = 0; i < places.size(); ++i)
        ratesAt(places[i], std::span(all).subspan(i * units, units));
    return all;
}

} // namespace hippodrome

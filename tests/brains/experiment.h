#pragma once

#include "core/analysis/map_similarity.h"
#include "core/brains/brain.h"

#include "tests/brains/network/small_network.h"
#include "tests/brains/walk.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace hippodrome::testing {

/// A list for each cell: its rates at places, or the bins of its map.
using Rates = std::vector<std::vector<double>>;

/// Pearson correlation over the pairs of which neither is NaN; NaN where it is undefined.
inline double correlation(std::span<const double> a, std::span<const double> b) {
    return pearsonCorrelation(a, b).value_or(std::nan(""));
}

/// A mean that passes over NaN.
class Mean {
public:
    void add(double value) {
        if (std::isnan(value))
            return;
        sum_ += value;
        squares_ += value * value;
        ++count_;
    }
    double value() const { return count_ > 0 ? sum_ / count_ : std::nan(""); }
    /// Standard deviation.
    double deviation() const {
        return std::sqrt(std::max(0.0, squares_ / count_ - value() * value()));
    }
    int count() const { return count_; }

private:
    double sum_ = 0.0, squares_ = 0.0;
    int count_ = 0;
};

/// Rates of every cell of a population at places, with the rat looking into `headings` there (none:
/// towards +x).
inline Rates ratesOver(const Brain& brain, std::size_t population, std::span<const Vec2> places,
                       std::span<const double> headings = {}) {
    const std::vector<float> all = brain.ratesAt(population, places, headings);
    const std::size_t cells = all.size() / places.size();
    Rates rates(cells, std::vector<double>(places.size()));
    for (std::size_t place = 0; place < places.size(); ++place)
        for (std::size_t cell = 0; cell < cells; ++cell)
            rates[cell][place] = all[place * cells + cell];
    return rates;
}

/// The maps of a population as lists of bins, row by row; NaN where the rat was not.
inline Rates ratesOf(const PopulationMaps& maps) {
    Rates rates;
    for (int unit = 0; unit < maps.units; ++unit)
        rates.emplace_back(maps.map(unit).begin(), maps.map(unit).end());
    return rates;
}

/// Maps that a walk of so many seconds shows.
inline PopulationMaps mapsOfWalk(Brain& brain, Walk& walk, const BinGrid& grid, double seconds,
                                 std::size_t population = 0) {
    MapAccumulator maps(grid, brain.populations()[population].units);
    for (int tick = 0; tick < static_cast<int>(seconds / dt); ++tick) {
        walk.advance(brain);
        maps.add(walk.now.position, brain.rates(population), dt);
    }
    return maps.means();
}

inline double largest(std::span<const double> values) {
    double peak = -1e300;
    for (const double value : values)
        peak = std::isnan(value) ? peak : std::max(peak, value);
    return peak;
}

} // namespace hippodrome::testing

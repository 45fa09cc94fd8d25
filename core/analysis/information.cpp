#include "core/analysis/information.h"

#include "core/analysis/map_similarity.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hippodrome {

std::optional<SpatialInformation> spatialInformation(const RateMap& rates,
                                                     const RateMap& occupancy) {
    assert(rates.sameSize(occupancy));
    if (rates.anyNegative())
        return std::nullopt;
    double time = 0.0, spikes = 0.0, squares = 0.0, peak = 0.0;
    const auto forEachVisited = [&](auto visit) {
        for (std::size_t i = 0; i < rates.values.size(); ++i)
            if (!std::isnan(rates.values[i]) && occupancy.values[i] > 0.0)
                visit(rates.values[i], occupancy.values[i]);
    };
    forEachVisited([&](double rate, double seconds) {
        time += seconds;
        spikes += rate * seconds;
        squares += rate * rate * seconds;
        peak = std::max(peak, rate);
    });
    if (!(time > 0.0 && spikes > 0.0))
        return std::nullopt;

    SpatialInformation result;
    result.meanRate = spikes / time;
    forEachVisited([&](double rate, double seconds) {
        if (rate <= 0.0)
            return;
        const double bits = seconds / time * rate * std::log2(rate / result.meanRate);
        result.bitsPerSecond += bits;
        result.opexeboBitsPerSecond += std::max(bits, 0.0);
    });
    result.bitsPerSpike = result.bitsPerSecond / result.meanRate;
    result.opexeboBitsPerSpike = result.opexeboBitsPerSecond / result.meanRate;
    result.sparsity = result.meanRate * result.meanRate / (squares / time);
    result.selectivity = peak / result.meanRate;
    return result;
}

std::optional<double> coherence(const RateMap& map) {
    std::vector<double> own, around;
    for (int r = 0; r < map.rows; ++r)
        for (int c = 0; c < map.columns; ++c) {
            double sum = 0.0;
            int known = 0;
            for (int dr = -1; dr <= 1; ++dr)
                for (int dc = -1; dc <= 1; ++dc) {
                    const int i = r + dr, j = c + dc;
                    if (dr == 0 && dc == 0)
                        continue;
                    const bool inside = i >= 0 && i < map.rows && j >= 0 && j < map.columns;
                    if (inside && !map.visited(i, j))
                        continue;
                    ++known;
                    sum += inside ? map.at(i, j) : 0.0;
                }
            around.push_back(known > 0 ? sum / known : 0.0);
            own.push_back(map.visited(r, c) ? map.at(r, c) : 0.0);
        }
    return pearsonCorrelation(own, around);
}

} // namespace hippodrome

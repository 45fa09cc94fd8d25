#include "core/analysis/information.h"

#include "core/analysis/map_similarity.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <vector>

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
    // With a frame of one bin, whose neighbours outside the map are known to be 0.
    const std::ptrdiff_t stride = map.columns + 2;
    std::vector<double> values(static_cast<std::size_t>((map.rows + 2) * stride));
    std::vector<int> known(values.size(), 1);
    for (int r = 0; r < map.rows; ++r)
        for (int c = 0; c < map.columns; ++c) {
            const auto bin = static_cast<std::size_t>((r + 1) * stride + c + 1);
            known[bin] = map.visited(r, c);
            values[bin] = known[bin] ? map.at(r, c) : 0.0;
        }
    std::vector<double> own, around;
    own.reserve(map.values.size());
    around.reserve(map.values.size());
    const std::array<std::ptrdiff_t, 8> neighbours{-stride - 1, -stride, -stride + 1, -1, 1,
                                                   stride - 1,  stride,  stride + 1};
    for (int r = 0; r < map.rows; ++r)
        for (int c = 0; c < map.columns; ++c) {
            const std::ptrdiff_t bin = (r + 1) * stride + c + 1;
            double sum = 0.0;
            int count = 0;
            for (const std::ptrdiff_t step : neighbours) {
                sum += values[static_cast<std::size_t>(bin + step)];
                count += known[static_cast<std::size_t>(bin + step)];
            }
            around.push_back(count > 0 ? sum / count : 0.0);
            own.push_back(values[static_cast<std::size_t>(bin)]);
        }
    return pearsonCorrelation(own, around);
}

} // namespace hippodrome

#include "core/analysis/banino_border_score.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hippodrome {

namespace {

/// The mean activity of visited bins.
struct MeanActivity {
    double sum = 0.0;
    int count = 0;
    void add(double value) {
        if (std::isnan(value))
            return;
        sum += std::max(0.0, value);
        ++count;
    }
    double value() const { return sum / count; }
};

} // namespace

std::optional<double> baninoBorderScore(const RateMap& map, const WalledBins& walls) {
    assert(map.rows == walls.rows() && map.columns == walls.columns());
    std::vector<char> isNear(map.values.size());
    for (const WalledBins::Side& side : walls.sides())
        for (const int bin : side.near)
            isNear[static_cast<std::size_t>(bin)] = 1;
    MeanActivity middle;
    for (std::size_t bin = 0; bin < isNear.size(); ++bin)
        if (!isNear[bin])
            middle.add(map.values[bin]);
    if (middle.count == 0)
        return std::nullopt;
    std::optional<double> best;
    for (const WalledBins::Side& wall : walls.sides()) {
        MeanActivity side;
        for (const int bin : wall.near)
            side.add(map.values[static_cast<std::size_t>(bin)]);
        if (side.count == 0 || side.value() + middle.value() <= 0.0)
            continue;
        const double score = (side.value() - middle.value()) / (side.value() + middle.value());
        best = std::max(best.value_or(-1.0), score);
    }
    return best;
}

} // namespace hippodrome

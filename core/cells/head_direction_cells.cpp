#include "core/cells/head_direction_cells.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace hippodrome {

HeadDirectionCells::HeadDirectionCells(std::vector<double> preferred, double spread,
                                       double minimumRate, double maximumRate)
    : preferred_(std::move(preferred)), concentration_(1.0 / (spread * spread)),
      minimumRate_(minimumRate), maximumRate_(maximumRate) {}

std::vector<double> HeadDirectionCells::evenDirections(int count) {
    std::vector<double> directions;
    for (int i = 0; i < count; ++i)
        directions.push_back(2.0 * std::numbers::pi * i / count);
    return directions;
}

void HeadDirectionCells::rates(double heading, std::span<float> out) const {
    assert(out.size() == preferred_.size());
    for (std::size_t i = 0; i < preferred_.size(); ++i) {
        const double shape = std::exp(concentration_ * (std::cos(heading - preferred_[i]) - 1.0));
        out[i] = static_cast<float>(minimumRate_ + (maximumRate_ - minimumRate_) * shape);
    }
}

} // namespace hippodrome

#include "core/cells/grid_cell_shapes.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {
constexpr double pi = std::numbers::pi;
constexpr double sqrt3 = std::numbers::sqrt3;
} // namespace

GridCells::GridCells(std::vector<GridTuning> tunings, GridShape shape, double fieldWidth)
    : tunings_(std::move(tunings)), shape_(shape),
      threshold_((2.0 * std::cos(sqrt3 * pi * fieldWidth / 2.0) + 1.0) / 3.0) {}

void GridCells::rates(Vec2 position, std::span<float> out) const {
    assert(out.size() == tunings_.size());
    for (std::size_t cell = 0; cell < tunings_.size(); ++cell) {
        const GridTuning& tuning = tunings_[cell];
        const double waveNumber = 2.0 * pi / (tuning.spacing * sqrt3 / 2.0);
        const Vec2 from = position - tuning.origin;
        double mean = 0.0;
        for (int wave = 0; wave < 3; ++wave) {
            const Vec2 direction = unitVector(tuning.orientation - pi / 6.0 + wave * pi / 3.0);
            mean += std::cos(waveNumber * dot(from, direction)) / 3.0;
        }
        const double rate = shape_ == GridShape::shifted
                                ? (mean + 0.5) * 2.0 / 3.0
                                : std::max(mean - threshold_, 0.0) / (1.0 - threshold_);
        out[cell] = static_cast<float>(rate);
    }
}

} // namespace hippodrome

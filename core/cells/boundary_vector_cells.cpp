#include "core/cells/boundary_vector_cells.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

/// Walls farther than this many distance widths from the preferred distance do not count (4e-10).
constexpr double wallReach = 6.5;
/// Directions of less weight than this do not either.
constexpr double leastWeight = 1e-9;

} // namespace

BoundaryVectorCells::BoundaryVectorCells(std::vector<VectorTuning> tunings, Frame frame,
                                         ArenaPointer arena, int directions)
    : tunings_(std::move(tunings)), frame_(frame), arena_(std::move(arena)) {
    for (int i = 0; i < directions; ++i)
        angles_.push_back(2.0 * std::numbers::pi * i / directions);
    for (const VectorTuning& tuning : tunings_) {
        const double concentration = 1.0 / (tuning.angleWidth * tuning.angleWidth);
        double sum = 0.0;
        for (const double angle : angles_)
            sum += std::exp(concentration * (std::cos(angle) - 1.0));
        starts_.push_back(looks_.size());
        for (std::size_t i = 0; i < angles_.size(); ++i) {
            const double weight =
                std::exp(concentration * (std::cos(angles_[i] - tuning.angle) - 1.0)) / sum;
            if (weight > leastWeight)
                looks_.push_back({static_cast<int>(i), weight});
        }
        farthest_ = std::max(farthest_, tuning.distance + wallReach * tuning.distanceWidth);
    }
    starts_.push_back(looks_.size());
}

void BoundaryVectorCells::ratesFrom(std::size_t first, Vec2 position, double heading,
                                    std::span<float> out) const {
    assert(first + out.size() <= tunings_.size());
    const double turn = frame_ == Frame::egocentric ? heading : 0.0;
    std::vector<double> distances(angles_.size(), -1.0); // negative: no wall within reach
    for (std::size_t i = 0; i < angles_.size(); ++i)
        if (const auto hit = arena_->rayCast(position, unitVector(angles_[i] + turn), farthest_))
            distances[i] = hit->distance;

    for (std::size_t cell = first; cell < first + out.size(); ++cell) {
        const VectorTuning& tuning = tunings_[cell];
        double sum = 0.0;
        for (std::size_t k = starts_[cell]; k < starts_[cell + 1]; ++k) {
            const double distance = distances[static_cast<std::size_t>(looks_[k].direction)];
            const double z = (distance - tuning.distance) / tuning.distanceWidth;
            if (distance >= 0.0 && std::abs(z) < wallReach)
                sum += looks_[k].weight * std::exp(-0.5 * z * z);
        }
        out[cell - first] = static_cast<float>(sum);
    }
}

} // namespace hippodrome

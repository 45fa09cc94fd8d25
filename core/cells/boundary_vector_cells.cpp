#include "core/cells/boundary_vector_cells.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

constexpr double degree = std::numbers::pi / 180.0;
/// Walls farther than this many distance widths from the preferred distance do not count.
constexpr double reach = 8.0;

} // namespace

BoundaryTuning BoundaryTuning::random(Rng& rng) {
    BoundaryTuning tuning;
    tuning.distance = rng.uniform(0.05, 0.3);
    tuning.angle = rng.uniform(0.0, 360.0) * degree;
    tuning.distanceWidth = 0.08 + tuning.distance / 12.0;
    tuning.angleWidth = rng.uniform(10.0, 30.0) * degree;
    return tuning;
}

BoundaryVectorCells::BoundaryVectorCells(std::vector<BoundaryTuning> tunings, Frame frame,
                                         ArenaPointer arena, int directions)
    : tunings_(std::move(tunings)), frame_(frame), arena_(std::move(arena)) {
    for (int i = 0; i < directions; ++i)
        angles_.push_back(2.0 * std::numbers::pi * i / directions);
    for (const BoundaryTuning& tuning : tunings_) {
        const double concentration = 1.0 / (tuning.angleWidth * tuning.angleWidth);
        double sum = 0.0;
        for (const double angle : angles_)
            sum += std::exp(concentration * (std::cos(angle) - 1.0));
        for (const double angle : angles_)
            weights_.push_back(std::exp(concentration * (std::cos(angle - tuning.angle) - 1.0)) /
                               sum);
    }
}

void BoundaryVectorCells::rates(Vec2 position, double heading, std::span<float> out) const {
    assert(out.size() == tunings_.size());
    double farthest = 0.0;
    for (const BoundaryTuning& tuning : tunings_)
        farthest = std::max(farthest, tuning.distance + reach * tuning.distanceWidth);
    const double turn = frame_ == Frame::egocentric ? heading : 0.0;
    std::vector<double> distances(angles_.size(), -1.0); // negative: no wall within reach
    for (std::size_t i = 0; i < angles_.size(); ++i)
        if (const auto hit = arena_->rayCast(position, unitVector(angles_[i] + turn), farthest))
            distances[i] = hit->distance;

    const double* weight = weights_.data();
    for (std::size_t cell = 0; cell < tunings_.size(); ++cell) {
        const BoundaryTuning& tuning = tunings_[cell];
        double sum = 0.0;
        for (const double distance : distances) {
            const double z = (distance - tuning.distance) / tuning.distanceWidth;
            if (distance >= 0.0)
                sum += *weight * std::exp(-0.5 * z * z);
            ++weight;
        }
        out[cell] = static_cast<float>(sum);
    }
}

} // namespace hippodrome

#include "core/cells/head_direction_code.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

std::vector<double> uniformDirections(int count, Rng& rng) {
    std::vector<double> directions(static_cast<std::size_t>(count));
    for (double& direction : directions)
        direction = rng.uniform(-std::numbers::pi, std::numbers::pi);
    return directions;
}

} // namespace

HeadDirectionCode::HeadDirectionCode(int cells, double concentration, Rng& rng)
    : HeadDirectionCode(uniformDirections(cells, rng), concentration) {}

HeadDirectionCode::HeadDirectionCode(std::vector<double> preferred, double concentration)
    : preferred_(std::move(preferred)), concentration_(concentration) {
    constexpr int headings = 720;
    std::vector<double> activity(preferred_.size());
    for (int i = 0; i < headings; ++i) {
        const double heading = 2.0 * std::numbers::pi * i / headings;
        encode(std::span<const double>(&heading, 1), activity.data());
        for (const double p : activity)
            if (p > 0.0)
                meanEntropy_ -= p * std::log(p) / headings;
    }
}

template <class T>
void HeadDirectionCode::encode(std::span<const double> headings, T* out) const {
    for (const double heading : headings) {
        double highest = -concentration_;
        for (const double direction : preferred_)
            highest = std::max(highest, concentration_ * std::cos(heading - direction));
        double sum = 0.0;
        for (std::size_t i = 0; i < preferred_.size(); ++i) {
            const double value =
                std::exp(concentration_ * std::cos(heading - preferred_[i]) - highest);
            out[i] = static_cast<T>(value);
            sum += value;
        }
        for (std::size_t i = 0; i < preferred_.size(); ++i)
            out[i] /= static_cast<T>(sum);
        out += preferred_.size();
    }
}

template void HeadDirectionCode::encode(std::span<const double>, float*) const;
template void HeadDirectionCode::encode(std::span<const double>, double*) const;

} // namespace hippodrome

#include "core/brains/dynamics/input_sheet.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// Beyond so many widths an input is silent (rate below 0.0004).
constexpr double reach = 4.0;

/// First and one past the last of the lattice's lines that are near.
std::pair<int, int> linesNear(double place, double start, double spacing, double reachInMetres,
                              int count) {
    const double at = (place - start) / spacing;
    const double radius = reachInMetres / spacing;
    return {std::clamp(static_cast<int>(std::ceil(at - radius)), 0, count),
            std::clamp(static_cast<int>(std::floor(at + radius)) + 1, 0, count)};
}

} // namespace

InputSheet::InputSheet(const Bounds& bounds, double spacing, double width)
    : bounds_(bounds), spacing_(spacing), width_(width),
      rows_(static_cast<int>(std::lround(bounds.height() / spacing)) + 1),
      columns_(static_cast<int>(std::lround(bounds.width() / spacing)) + 1) {}

void InputSheet::activityAt(Vec2 place, Activity& activity) const {
    float squaresX = 0.0f, squaresY = 0.0f;
    const auto fill = [&](double at, double start, int count, int& first, std::vector<float>& rates,
                          float& squares) {
        const auto [begin, end] = linesNear(at, start, spacing_, reach * width_, count);
        first = begin;
        rates.resize(static_cast<std::size_t>(std::max(0, end - begin)));
        for (std::size_t i = 0; i < rates.size(); ++i) {
            const double away = (at - start - spacing_ * (begin + static_cast<double>(i))) / width_;
            rates[i] = static_cast<float>(std::exp(-0.5 * away * away));
            squares += rates[i] * rates[i];
        }
    };
    fill(place.x, bounds_.minimum.x, columns_, activity.firstColumn, activity.alongX, squaresX);
    fill(place.y, bounds_.minimum.y, rows_, activity.firstRow, activity.alongY, squaresY);
    activity.sumOfSquares = squaresX * squaresY;
}

float InputSheet::drive(const Activity& activity, std::span<const float> weights) const {
    float sum = 0.0f;
    const float* alongX = activity.alongX.data();
    const std::size_t count = activity.alongX.size();
    for (std::size_t row = 0; row < activity.alongY.size(); ++row) {
        const float* line = weights.data() +
                            (static_cast<std::size_t>(activity.firstRow) + row) * columns_ +
                            activity.firstColumn;
        // Four sums, so that the processor need not wait for one addition after the other.
        float partial[4] = {};
        std::size_t i = 0;
        for (; i + 4 <= count; i += 4)
            for (std::size_t lane = 0; lane < 4; ++lane)
                partial[lane] += line[i + lane] * alongX[i + lane];
        for (; i < count; ++i)
            partial[0] += line[i] * alongX[i];
        sum += activity.alongY[row] * ((partial[0] + partial[1]) + (partial[2] + partial[3]));
    }
    return sum;
}

template <class Change>
void InputSheet::forEachActive(const Activity& activity, std::span<float> weights,
                               Change change) const {
    for (std::size_t row = 0; row < activity.alongY.size(); ++row) {
        float* line = weights.data() +
                      (static_cast<std::size_t>(activity.firstRow) + row) * columns_ +
                      activity.firstColumn;
        const float y = activity.alongY[row];
        for (std::size_t i = 0; i < activity.alongX.size(); ++i)
            line[i] = change(line[i], y * activity.alongX[i]);
    }
}

void InputSheet::add(const Activity& activity, float amount, std::span<float> weights) const {
    forEachActive(activity, weights,
                  [amount](float weight, float rate) { return weight + amount * rate; });
}

void InputSheet::addAndClip(const Activity& activity, float amount,
                            std::span<float> weights) const {
    forEachActive(activity, weights, [amount](float weight, float rate) {
        return std::max(0.0f, weight + amount * rate);
    });
}

} // namespace hippodrome

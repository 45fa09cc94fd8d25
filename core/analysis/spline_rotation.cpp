#include "core/analysis/spline_rotation.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>

namespace hippodrome {

namespace {

/// Lines of samples, each `between` values apart from the next.
struct Lines {
    double* first;
    int lines;
    std::ptrdiff_t between;
};

/// Turns `count` samples that lie `stride` apart into spline coefficients, in several lines at
/// once: a recursive filter waits for itself, and columns are best read along the rows.
void filterLines(const Lines& lines, int count, std::ptrdiff_t stride) {
    if (count < 2)
        return;
    const double pole = std::sqrt(3.0) - 2.0;
    const double gain = (1.0 - pole) * (1.0 - 1.0 / pole);
    const auto at = [&](int i, int line) -> double& {
        return lines.first[i * stride + line * lines.between];
    };
    for (int i = 0; i < count; ++i)
        for (int line = 0; line < lines.lines; ++line)
            at(i, line) *= gain;
    // The start of the causal pass is the sum over the mirrored, endlessly repeated line; its
    // hundredth term is 1e-57 of the first.
    const int period = 2 * count - 2;
    std::vector<double> start(static_cast<std::size_t>(lines.lines));
    double power = 1.0;
    for (int i = 0; i < std::min(period, 100); ++i, power *= pole)
        for (int line = 0; line < lines.lines; ++line)
            start[static_cast<std::size_t>(line)] += power * at(i < count ? i : period - i, line);
    for (int line = 0; line < lines.lines; ++line)
        at(0, line) = start[static_cast<std::size_t>(line)] / (1.0 - power);
    for (int i = 1; i < count; ++i)
        for (int line = 0; line < lines.lines; ++line)
            at(i, line) += pole * at(i - 1, line);
    for (int line = 0; line < lines.lines; ++line)
        at(count - 1, line) =
            (pole * at(count - 2, line) + at(count - 1, line)) * pole / (pole * pole - 1.0);
    for (int i = count - 2; i >= 0; --i)
        for (int line = 0; line < lines.lines; ++line)
            at(i, line) = pole * (at(i + 1, line) - at(i, line));
}

int mirroredAtEdge(int i, int count) {
    if (count == 1)
        return 0;
    if (i < 0)
        i = -i;
    return i < count ? i : 2 * count - 2 - i;
}

/// Weights of the four coefficients around a point, `t` past the second of them.
std::array<double, 4> cubicWeights(double t) {
    const double u = 1.0 - t;
    std::array<double, 4> weights{};
    weights[0] = u * u * u / 6.0;
    weights[1] = (t * t * (t - 2.0) * 3.0 + 4.0) / 6.0;
    weights[2] = (u * u * (u - 2.0) * 3.0 + 4.0) / 6.0;
    weights[3] = 1.0 - weights[0] - weights[1] - weights[2];
    return weights;
}

/// Sine of an angle in degrees, exact at multiples of 90: bins on the axes must not slip out of the
/// map by a rounding error.
double sineOfDegrees(double degrees) {
    const double turned = std::remainder(degrees, 360.0);
    if (std::fmod(turned, 180.0) == 0.0)
        return 0.0;
    if (std::abs(turned) == 90.0)
        return turned > 0.0 ? 1.0 : -1.0;
    return std::sin(turned * std::numbers::pi / 180.0);
}

} // namespace

SplineCoefficients::SplineCoefficients(std::span<const double> map, int rows, int columns)
    : stride(columns + 2 * padding) {
    std::vector<double> filtered(map.begin(), map.end());
    constexpr int together = 8;
    for (int r = 0; r < rows; r += together)
        filterLines({filtered.data() + r * columns, std::min(together, rows - r), columns}, columns,
                    1);
    filterLines({filtered.data(), columns, 1}, rows, columns);
    values.resize(static_cast<std::size_t>((rows + 2 * padding) * stride));
    for (int r = -padding; r < rows + padding; ++r)
        for (int c = -padding; c < columns + padding; ++c)
            values[static_cast<std::size_t>((r + padding) * stride + c + padding)] =
                filtered[static_cast<std::size_t>(mirroredAtEdge(r, rows) * columns +
                                                  mirroredAtEdge(c, columns))];
}

SplineRotation::SplineRotation(int rows, int columns, double angleDegrees,
                               std::span<const int> targets) {
    const double cosine = sineOfDegrees(angleDegrees + 90.0), sine = sineOfDegrees(angleDegrees);
    const double rowCentre = (rows - 1) / 2.0, columnCentre = (columns - 1) / 2.0;
    const int stride = columns + 2 * SplineCoefficients::padding;
    taps_.resize(targets.size());
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const double dr = targets[i] / columns - rowCentre;
        const double dc = targets[i] % columns - columnCentre;
        const double row = cosine * dr + sine * dc + rowCentre;
        const double column = -sine * dr + cosine * dc + columnCentre;
        if (!(row >= 0.0 && row <= rows - 1 && column >= 0.0 && column <= columns - 1))
            continue; // weights of zero: the value outside is 0
        const int firstRow = static_cast<int>(row) - 1, firstColumn = static_cast<int>(column) - 1;
        taps_[i].base = (firstRow + SplineCoefficients::padding) * stride + firstColumn +
                        SplineCoefficients::padding;
        taps_[i].rowWeights = cubicWeights(row - std::floor(row));
        taps_[i].columnWeights = cubicWeights(column - std::floor(column));
    }
}

void SplineRotation::apply(const SplineCoefficients& coefficients, std::span<double> out) const {
    assert(out.size() == taps_.size());
    const int stride = coefficients.stride;
    for (std::size_t i = 0; i < taps_.size(); ++i) {
        const Tap& tap = taps_[i];
        const double* block = coefficients.values.data() + tap.base;
        double sum = 0.0;
        for (int r = 0; r < 4; ++r, block += stride) {
            const auto& w = tap.columnWeights;
            sum += tap.rowWeights[static_cast<std::size_t>(r)] *
                   (w[0] * block[0] + w[1] * block[1] + w[2] * block[2] + w[3] * block[3]);
        }
        out[i] = sum;
    }
}

RateMap rotated(const RateMap& map, double angleDegrees) {
    if (map.values.empty())
        return map;
    std::vector<int> all(map.values.size());
    std::iota(all.begin(), all.end(), 0);
    RateMap result(map.rows, map.columns);
    SplineRotation(map.rows, map.columns, angleDegrees, all)
        .apply(SplineCoefficients(map.values, map.rows, map.columns), result.values);
    return result;
}

} // namespace hippodrome

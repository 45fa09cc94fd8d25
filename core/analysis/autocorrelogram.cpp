#include "core/analysis/autocorrelogram.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hippodrome {

namespace {

/// A window whose variance is below this share of its mean square is constant up to rounding.
constexpr double constantWindow = 1e-12;

struct WindowSums {
    double sum = 0.0;
    double squares = 0.0;
};

/// Sums of values and of squares over the rectangles that touch one corner of the map. Every window
/// of an autocorrelogram is such a rectangle. Summing from its own corner, rather than subtracting
/// sums over the whole map, keeps the relative precision of windows that hold small values only.
class CornerSums {
public:
    CornerSums(std::span<const double> map, int rows, int columns, bool lastRows, bool lastColumns)
        : columns_(columns), sums_(map.size()), squares_(map.size()) {
        for (int h = 0; h < rows; ++h) {
            const int r = lastRows ? rows - 1 - h : h;
            double rowSum = 0.0, rowSquares = 0.0;
            for (int w = 0; w < columns; ++w) {
                const int c = lastColumns ? columns - 1 - w : w;
                const double value = map[static_cast<std::size_t>(r * columns + c)];
                rowSum += value;
                rowSquares += value * value;
                const auto here = static_cast<std::size_t>(h * columns + w);
                const auto below = here - static_cast<std::size_t>(columns);
                sums_[here] = rowSum + (h > 0 ? sums_[below] : 0.0);
                squares_[here] = rowSquares + (h > 0 ? squares_[below] : 0.0);
            }
        }
    }
    WindowSums of(int height, int width) const {
        const auto index = static_cast<std::size_t>((height - 1) * columns_ + width - 1);
        return {sums_[index], squares_[index]};
    }

private:
    int columns_;
    std::vector<double> sums_, squares_;
};

/// Adds to products[columns - 1 + lag] the sum over c of first[c] * second[c + lag].
void addRowProducts(const double* first, const double* second, int columns, double* products) {
    for (int c = 0; c < columns; ++c) {
        const double value = first[c];
        if (value == 0.0)
            continue;
        double* target = products + (columns - 1 - c);
        for (int j = 0; j < columns; ++j)
            target[j] += value * second[j];
    }
}

double correlation(double products, double count, WindowSums a, WindowSums b) {
    const double meanA = a.sum / count, meanB = b.sum / count;
    const double varianceA = a.squares / count - meanA * meanA;
    const double varianceB = b.squares / count - meanB * meanB;
    if (!(varianceA > constantWindow * a.squares / count) ||
        !(varianceB > constantWindow * b.squares / count))
        return 0.0;
    const double deviation = std::sqrt(varianceA * varianceB);
    const double r = (products / count - meanA * meanB) / deviation;
    return std::isfinite(r) ? std::clamp(r, -1.0, 1.0) : 0.0;
}

} // namespace

void autocorrelate(std::span<const double> map, int rows, int columns, std::span<double> out) {
    const int width = 2 * columns - 1;
    assert(map.size() == static_cast<std::size_t>(rows * columns));
    assert(out.size() == static_cast<std::size_t>((2 * rows - 1) * width));
    const CornerSums lowLow(map, rows, columns, false, false);
    const CornerSums lowHigh(map, rows, columns, false, true);
    const CornerSums highLow(map, rows, columns, true, false);
    const CornerSums highHigh(map, rows, columns, true, true);

    std::vector<double> products(static_cast<std::size_t>(width));
    for (int dr = 0; dr < rows; ++dr) {
        std::fill(products.begin(), products.end(), 0.0);
        const int height = rows - dr;
        for (int r = 0; r < height; ++r)
            addRowProducts(map.data() + r * columns, map.data() + (r + dr) * columns, columns,
                           products.data());
        for (int dc = -(columns - 1); dc < columns; ++dc) {
            const int overlap = columns - std::abs(dc);
            // Shifted to the right, the first window ends at the right edge of neither map: it
            // keeps the low columns of the map, and the second the high ones; to the left, the
            // other way round.
            const CornerSums& first = dc >= 0 ? lowLow : lowHigh;
            const CornerSums& second = dc >= 0 ? highHigh : highLow;
            const double r = correlation(products[static_cast<std::size_t>(columns - 1 + dc)],
                                         static_cast<double>(height) * overlap,
                                         first.of(height, overlap), second.of(height, overlap));
            out[static_cast<std::size_t>((rows - 1 + dr) * width + columns - 1 + dc)] = r;
            out[static_cast<std::size_t>((rows - 1 - dr) * width + columns - 1 - dc)] = r;
        }
    }
}

RateMap autocorrelogram(const RateMap& map) {
    if (map.values.empty())
        return {};
    RateMap result(2 * map.rows - 1, 2 * map.columns - 1);
    autocorrelate(withoutNaN<double>(map.values), map.rows, map.columns, result.values);
    return result;
}

RateMap centralAutocorrelogram(const RateMap& map) {
    if (map.values.empty())
        return {};
    const RateMap full = autocorrelogram(map);
    const auto side = [](int bins) {
        const int kept = static_cast<int>(std::nearbyint(bins + bins * 0.8));
        return std::min(kept - (kept % 2 == 0), 2 * bins - 1);
    };
    RateMap central(side(map.rows), side(map.columns));
    const int rowOffset = (full.rows - central.rows) / 2;
    const int columnOffset = (full.columns - central.columns) / 2;
    for (int r = 0; r < central.rows; ++r)
        for (int c = 0; c < central.columns; ++c)
            central.at(r, c) = full.at(r + rowOffset, c + columnOffset);
    return central;
}

} // namespace hippodrome

#include "core/analysis/autocorrelogram.h"

#include "core/analysis/lag_products.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace hippodrome {

namespace {

/// A window whose variance is below this share of its mean square is constant up to rounding.
constexpr double constantWindow = 1e-12;
/// Maps of at most so many bins (32 x 32) are correlated by direct sums.
constexpr int largestDirectMap = 1024;
/// Correlations that transforms may get wrong by more are made by direct sums.
constexpr double largestError = 1e-9;
/// As far as this takes at most so many products for each bin and each halving of their number;
/// beyond, negligible windows count as constant.
constexpr double affordableProducts = 12.0;

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

/// What the correlation of two windows needs besides their products.
struct Windows {
    double count, meanA, meanB;
    double deviation = 0.0; ///< of the one times that of the other; 0 where either is constant

    Windows(double bins, WindowSums a, WindowSums b)
        : count(bins), meanA(a.sum / count), meanB(b.sum / count) {
        const double varianceA = a.squares / count - meanA * meanA;
        const double varianceB = b.squares / count - meanB * meanB;
        if (varianceA > constantWindow * a.squares / count &&
            varianceB > constantWindow * b.squares / count)
            deviation = std::sqrt(varianceA * varianceB);
    }
    double correlation(double products) const {
        const double r = (products / count - meanA * meanB) / deviation;
        return std::isfinite(r) ? std::clamp(r, -1.0, 1.0) : 0.0;
    }
};

/// The four kinds of windows of a map.
class WindowSumsOfMap {
public:
    WindowSumsOfMap(std::span<const double> map, int rows, int columns)
        : rows_(rows), columns_(columns), lowLow_(map, rows, columns, false, false),
          lowHigh_(map, rows, columns, false, true), highLow_(map, rows, columns, true, false),
          highHigh_(map, rows, columns, true, true) {}

    Windows at(int dr, int dc) const {
        // Shifted to the right, the first window ends at the right edge of neither map: it keeps
        // the low columns of the map, and the second the high ones; to the left, the other way
        // round.
        const int height = rows_ - dr, overlap = columns_ - std::abs(dc);
        return {static_cast<double>(height) * overlap,
                (dc >= 0 ? lowLow_ : lowHigh_).of(height, overlap),
                (dc >= 0 ? highHigh_ : highLow_).of(height, overlap)};
    }

private:
    int rows_, columns_;
    CornerSums lowLow_, lowHigh_, highLow_, highHigh_;
};

/// Calls correlation(dr, dc) for one half of all shifts, and writes its result for both.
template <class Correlation>
void fillAutocorrelogram(int rows, int columns, std::span<double> out, Correlation correlation) {
    const int width = 2 * columns - 1;
    for (int dr = 0; dr < rows; ++dr)
        for (int dc = -(columns - 1); dc < columns; ++dc) {
            const double r = correlation(dr, dc);
            out[static_cast<std::size_t>((rows - 1 + dr) * width + columns - 1 + dc)] = r;
            out[static_cast<std::size_t>((rows - 1 - dr) * width + columns - 1 - dc)] = r;
        }
}

void autocorrelateDirectly(std::span<const double> map, int rows, int columns,
                           std::span<double> out) {
    const WindowSumsOfMap windows(map, rows, columns);
    std::vector<double> products(static_cast<std::size_t>(2 * columns - 1));
    fillAutocorrelogram(rows, columns, out, [&](int dr, int dc) {
        if (dc == -(columns - 1)) {
            std::fill(products.begin(), products.end(), 0.0);
            for (int r = 0; r < rows - dr; ++r)
                addRowProducts(map.data() + r * columns, map.data() + (r + dr) * columns, columns,
                               products.data());
        }
        const Windows both = windows.at(dr, dc);
        return both.deviation > 0.0
                   ? both.correlation(products[static_cast<std::size_t>(columns - 1 + dc)])
                   : 0.0;
    });
}

/// The sum over the overlap of map(r, c) * map(r + dr, c + dc).
double overlapProducts(std::span<const double> map, int rows, int columns, int dr, int dc) {
    std::array<double, 4> sums{};
    const int first = std::max(0, -dc), count = columns - std::abs(dc);
    for (int r = 0; r < rows - dr; ++r) {
        const double* a = map.data() + r * columns + first;
        const double* b = map.data() + (r + dr) * columns + first + dc;
        int c = 0;
        for (; c + 4 <= count; c += 4)
            for (std::size_t i = 0; i < 4; ++i)
                sums[i] += a[c + static_cast<int>(i)] * b[c + static_cast<int>(i)];
        for (; c < count; ++c)
            sums[0] += a[c] * b[c];
    }
    return sums[0] + sums[1] + (sums[2] + sums[3]);
}

/// The shifts whose products are summed directly, because no transform is precise enough.
struct DirectShifts {
    int bands = 1; ///< for which this is meant
    double cost = 0.0;
    bool withNegligible = true; ///< otherwise windows far below all others count as constant
};

/// The number of bands that takes least work, from the precision that each shift needs.
DirectShifts cheapest(const LagProducts& products, std::span<const double> needed, int rows,
                      int columns) {
    std::array<double, LagProducts::mostBands> direct{};
    double negligible = 0.0;
    std::size_t next = 0;
    for (int dr = 0; dr < rows; ++dr)
        for (int dc = -(columns - 1); dc < columns; ++dc) {
            const double error = needed[next++], count = (rows - dr) * (columns - std::abs(dc));
            if (!(error > 0.0))
                continue;
            if (products.negligible(dr, dc))
                negligible += count;
            else
                for (int bands = 1;
                     bands <= LagProducts::mostBands && products.errorAt(bands, dr, dc) > error;
                     ++bands)
                    direct[static_cast<std::size_t>(bands - 1)] += count;
        }
    DirectShifts best;
    for (int bands = 1; bands <= LagProducts::mostBands; ++bands) {
        const double cost = direct[static_cast<std::size_t>(bands - 1)] + products.cost(bands);
        if (bands == 1 || cost < best.cost)
            best = {bands, cost};
    }
    const double bins = rows * columns;
    best.withNegligible = negligible <= affordableProducts * bins * std::log2(bins);
    return best;
}

void autocorrelateByTransforms(std::span<const double> map, int rows, int columns,
                               std::span<double> out) {
    const WindowSumsOfMap sums(map, rows, columns);
    LagProducts products(map, rows, columns);
    std::vector<Windows> windows;
    std::vector<double> needed;
    windows.reserve(static_cast<std::size_t>(rows * (2 * columns - 1)));
    needed.reserve(windows.capacity());
    for (int dr = 0; dr < rows; ++dr)
        for (int dc = -(columns - 1); dc < columns; ++dc) {
            windows.push_back(sums.at(dr, dc));
            needed.push_back(largestError * windows.back().deviation * windows.back().count);
        }
    const DirectShifts direct = cheapest(products, needed, rows, columns);
    products.transform(direct.bands);
    std::size_t shift = 0;
    fillAutocorrelogram(rows, columns, out, [&](int dr, int dc) {
        const double error = needed[shift];
        const Windows& both = windows[shift++];
        if (!(error > 0.0) || (!direct.withNegligible && products.negligible(dr, dc)))
            return 0.0;
        return both.correlation(products.errorAt(direct.bands, dr, dc) > error
                                    ? overlapProducts(map, rows, columns, dr, dc)
                                    : products.at(dr, dc));
    });
}

} // namespace

void autocorrelate(std::span<const double> map, int rows, int columns, std::span<double> out) {
    assert(map.size() == static_cast<std::size_t>(rows * columns));
    assert(out.size() == static_cast<std::size_t>((2 * rows - 1) * (2 * columns - 1)));
    if (rows * columns <= largestDirectMap)
        autocorrelateDirectly(map, rows, columns, out);
    else
        autocorrelateByTransforms(map, rows, columns, out);
}

RateMap autocorrelogram(const RateMap& map) {
    if (map.values.empty())
        return {};
    RateMap result(2 * map.rows - 1, 2 * map.columns - 1);
    autocorrelate(withoutNaN<double>(map.values), map.rows, map.columns, result.values);
    return result;
}

RateMap centralPart(const RateMap& full) {
    if (full.values.empty())
        return {};
    const auto side = [](int shifts) {
        const int bins = (shifts + 1) / 2;
        const int kept = static_cast<int>(std::nearbyint(bins + bins * 0.8));
        return std::min(kept - (kept % 2 == 0), shifts);
    };
    RateMap central(side(full.rows), side(full.columns));
    const int rowOffset = (full.rows - central.rows) / 2;
    const int columnOffset = (full.columns - central.columns) / 2;
    for (int r = 0; r < central.rows; ++r)
        for (int c = 0; c < central.columns; ++c)
            central.at(r, c) = full.at(r + rowOffset, c + columnOffset);
    return central;
}

RateMap centralAutocorrelogram(const RateMap& map) {
    return centralPart(autocorrelogram(map));
}

} // namespace hippodrome

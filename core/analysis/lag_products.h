#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace hippodrome {

/// For every shift of a map against itself the sum, over the bins that overlap, of the products of
/// the two values. By Fourier transforms: n log n in the number of bins.
///
/// The error of a transform is a share of the whole map's energy, and would drown the sums over
/// windows far from a narrow field. Values can therefore be sorted into bands of magnitude, three
/// decades each, the last one open; the products of two bands come from transforms of their own. A
/// shift whose windows hold nothing of the stronger bands takes the weaker ones' products only.
class LagProducts {
public:
    static constexpr int mostBands = 4;

    /// `map` (rows * columns) holds no NaN and has to outlive this.
    LagProducts(std::span<const double> map, int rows, int columns);

    /// How far at() may be off with so many bands; infinite where a window is negligible.
    double errorAt(int bands, int rowShift, int columnShift) const {
        const Bands strongest = strongest_[index(rowShift, columnShift)];
        return strongest.first == mostBands
                   ? std::numeric_limits<double>::infinity()
                   : errors_[static_cast<std::size_t>(bands - 1)]
                            [static_cast<std::size_t>(std::min<int>(strongest.first, bands - 1) +
                                                      std::min<int>(strongest.second, bands - 1))];
    }
    /// What transform() costs with so many bands, in products summed directly.
    double cost(int bands) const;
    /// Whether one of the windows holds no value above 1e-12 of the map's largest magnitude.
    bool negligible(int rowShift, int columnShift) const {
        return strongest_[index(rowShift, columnShift)].first == mostBands;
    }

    void transform(int bands);
    /// The sum of map(r, c) * map(r + rowShift, c + columnShift); rowShift is at least 0.
    double at(int rowShift, int columnShift) const {
        return products_[index(rowShift, columnShift)];
    }

private:
    struct Bands {
        std::uint8_t first = mostBands, second = mostBands;
    };
    std::size_t index(int rowShift, int columnShift) const {
        return static_cast<std::size_t>(rowShift * (2 * columns_ - 1) + columns_ - 1 + columnShift);
    }
    void findStrongest();
    void boundErrors();

    std::span<const double> map_;
    int rows_, columns_;
    double largest_ = 0.0;
    /// Of each shift the strongest bands in its two windows; `mostBands` where one is negligible.
    std::vector<Bands> strongest_;
    /// By the number of bands, less one, and the sum of the strongest bands of the windows.
    std::array<std::array<double, 2 * mostBands>, mostBands> errors_{};
    std::vector<double> products_;
};

} // namespace hippodrome

#include "core/analysis/lag_products.h"

#include <fftw3.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace hippodrome {

namespace {

constexpr double bandWidth = 1e-3;
/// Of the energy, with some room: measured errors stay below a fifth of it.
constexpr double transformError = 4e-16;
/// Of one transform, for each value and each halving of their number, in products.
constexpr double transformCost = 0.4;

/// The smallest even number at least this large without prime factors above 7.
int transformLength(int atLeast) {
    for (int length = std::max(2, atLeast + atLeast % 2);; length += 2) {
        int rest = length;
        for (const int factor : {2, 3, 5, 7})
            while (rest % factor == 0)
                rest /= factor;
        if (rest == 1)
            return length;
    }
}

template <class T>
struct FreeBuffer {
    void operator()(T* buffer) const { fftw_free(buffer); }
};
using RealBuffer = std::unique_ptr<double, FreeBuffer<double>>;
using WaveBuffer = std::unique_ptr<fftw_complex, FreeBuffer<fftw_complex>>;

/// Real transforms there and back of one size. Executing is safe in several threads at once.
class Transform {
public:
    Transform(int height, int width) : height_(height), width_(width) {
        const RealBuffer values = newValues();
        const WaveBuffer waves = newWaves();
        // Plans that are measured differ from run to run, and with them the last bits.
        forward_ = fftw_plan_dft_r2c_2d(height, width, values.get(), waves.get(), FFTW_ESTIMATE);
        backward_ = fftw_plan_dft_c2r_2d(height, width, waves.get(), values.get(), FFTW_ESTIMATE);
    }
    ~Transform() {
        fftw_destroy_plan(forward_);
        fftw_destroy_plan(backward_);
    }
    Transform(const Transform&) = delete;
    Transform& operator=(const Transform&) = delete;

    /// That of a size, made once. The planner is the one part of FFTW that threads may not share.
    static const Transform& ofSize(int height, int width) {
        static std::mutex mutex;
        static std::map<std::pair<int, int>, std::unique_ptr<Transform>> made;
        const std::lock_guard lock(mutex);
        std::unique_ptr<Transform>& transform = made[{height, width}];
        if (!transform)
            transform = std::make_unique<Transform>(height, width);
        return *transform;
    }

    int width() const { return width_; }
    int height() const { return height_; }
    std::size_t size() const { return static_cast<std::size_t>(height_) * width_; }
    std::size_t waveCount() const { return static_cast<std::size_t>(height_) * (width_ / 2 + 1); }
    RealBuffer newValues() const { return RealBuffer(fftw_alloc_real(size())); }
    WaveBuffer newWaves() const { return WaveBuffer(fftw_alloc_complex(waveCount())); }
    void forward(double* values, fftw_complex* waves) const {
        fftw_execute_dft_r2c(forward_, values, waves);
    }
    void backward(fftw_complex* waves, double* values) const {
        fftw_execute_dft_c2r(backward_, waves, values);
    }

private:
    int height_, width_;
    fftw_plan forward_, backward_;
};

/// The band of a magnitude, from 0 for the strongest; `last` for all that is weaker.
std::uint8_t bandOf(double magnitude, double largest, std::uint8_t last) {
    std::uint8_t band = 0;
    for (double floor = bandWidth * largest; magnitude < floor && band < last; floor *= bandWidth)
        ++band;
    return band;
}

} // namespace

LagProducts::LagProducts(std::span<const double> map, int rows, int columns)
    : map_(map), rows_(rows), columns_(columns) {
    for (const double value : map)
        largest_ = std::max(largest_, std::abs(value));
    findStrongest();
    boundErrors();
}

void LagProducts::findStrongest() {
    // The windows of a shift to the right are a rectangle at the lower left corner of the map and
    // one at the upper right; to the left, at the lower right and the upper left.
    std::vector<std::uint8_t> bandsOfMap(map_.size());
    for (std::size_t bin = 0; bin < map_.size(); ++bin)
        bandsOfMap[bin] = bandOf(std::abs(map_[bin]), largest_, mostBands);
    std::array<std::vector<std::uint8_t>, 4> corners;
    for (std::size_t corner = 0; corner < 4; ++corner) {
        std::vector<std::uint8_t>& strongest = corners[corner];
        strongest.resize(map_.size());
        for (int h = 0; h < rows_; ++h) {
            const int r = corner & 1 ? rows_ - 1 - h : h;
            std::uint8_t ofRow = mostBands;
            for (int w = 0; w < columns_; ++w) {
                const int c = corner & 2 ? columns_ - 1 - w : w;
                ofRow = std::min(ofRow, bandsOfMap[static_cast<std::size_t>(r * columns_ + c)]);
                const auto here = static_cast<std::size_t>(h * columns_ + w);
                strongest[here] = ofRow;
                if (h > 0)
                    strongest[here] =
                        std::min(ofRow, strongest[here - static_cast<std::size_t>(columns_)]);
            }
        }
    }
    strongest_.resize(static_cast<std::size_t>(rows_ * (2 * columns_ - 1)));
    for (int dr = 0; dr < rows_; ++dr)
        for (int dc = 1 - columns_; dc < columns_; ++dc) {
            const auto window =
                static_cast<std::size_t>((rows_ - dr - 1) * columns_ + columns_ - 1 - std::abs(dc));
            const std::uint8_t first = corners[dc >= 0 ? 0 : 2][window];
            const std::uint8_t second = corners[dc >= 0 ? 3 : 1][window];
            if (first < mostBands && second < mostBands)
                strongest_[index(dr, dc)] = {first, second};
        }
}

void LagProducts::boundErrors() {
    std::array<double, mostBands> energies{};
    for (const double value : map_)
        energies[bandOf(std::abs(value), largest_, mostBands - 1)] += value * value;
    for (int bands = mostBands; bands >= 1; --bands) {
        auto& errors = errors_[static_cast<std::size_t>(bands - 1)];
        double error = 0.0;
        for (int both = 2 * (bands - 1); both >= 0; --both) {
            for (int one = std::max(0, both - bands + 1); one <= std::min(both, bands - 1); ++one)
                error += transformError * std::sqrt(energies[static_cast<std::size_t>(one)] *
                                                    energies[static_cast<std::size_t>(both - one)]);
            errors[static_cast<std::size_t>(both)] = error;
        }
        if (bands > 1)
            energies[static_cast<std::size_t>(bands - 2)] +=
                energies[static_cast<std::size_t>(bands - 1)];
    }
}

double LagProducts::cost(int bands) const {
    const double size =
        static_cast<double>(transformLength(2 * rows_ - 1)) * transformLength(2 * columns_ - 1);
    return (3 * bands - 1) * transformCost * size * std::log2(size);
}

void LagProducts::transform(int bands) {
    const Transform& transform =
        Transform::ofSize(transformLength(2 * rows_ - 1), transformLength(2 * columns_ - 1));
    const auto last = static_cast<std::uint8_t>(bands - 1);
    const RealBuffer values = transform.newValues();
    std::vector<WaveBuffer> waves;
    for (std::uint8_t band = 0; band <= last; ++band) {
        std::fill_n(values.get(), transform.size(), 0.0);
        for (int r = 0; r < rows_; ++r)
            for (int c = 0; c < columns_; ++c) {
                const double value = map_[static_cast<std::size_t>(r * columns_ + c)];
                if (last == 0 || bandOf(std::abs(value), largest_, last) == band)
                    values.get()[r * transform.width() + c] = value;
            }
        waves.push_back(transform.newWaves());
        transform.forward(values.get(), waves.back().get());
    }

    products_.assign(strongest_.size(), 0.0);
    const double scale = 1.0 / static_cast<double>(transform.size());
    const WaveBuffer sums = transform.newWaves();
    for (int both = 2 * last; both >= 0; --both) {
        std::fill_n(&sums.get()[0][0], 2 * transform.waveCount(), 0.0);
        for (int one = std::max(0, both - last); one <= std::min<int>(both, last); ++one) {
            const fftw_complex* a = waves[static_cast<std::size_t>(one)].get();
            const fftw_complex* b = waves[static_cast<std::size_t>(both - one)].get();
            for (std::size_t k = 0; k < transform.waveCount(); ++k)
                sums.get()[k][0] += scale * (a[k][0] * b[k][0] + a[k][1] * b[k][1]);
        }
        transform.backward(sums.get(), values.get());
        for (int dr = 0; dr < rows_; ++dr) {
            const double* row = values.get() + static_cast<std::ptrdiff_t>(dr) * transform.width();
            for (int dc = 1 - columns_; dc < columns_; ++dc) {
                const Bands strongest = strongest_[index(dr, dc)];
                if (std::min(strongest.first, last) + std::min(strongest.second, last) <= both)
                    products_[index(dr, dc)] += row[dc < 0 ? dc + transform.width() : dc];
            }
        }
    }
}

} // namespace hippodrome

#include "core/brains/dynamics/attractor_sheet.h"

#include "core/base/error.h"

#include <fftw3.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <mutex>

namespace hippodrome {

namespace {

/// How far outputs are displaced [neurons]. Even, so that they arrive at neurons of the same
/// preferred direction, and one convolution does for all four directions.
constexpr int outputShift = 2;
constexpr int settlingSteps = 3000;
constexpr int smallestSide = 24;

/// Preferred directions in a 2 x 2 block, by parity of row and column: west, north, south, east.
Vec2 preferredDirection(int row, int column) {
    constexpr std::array<Vec2, 4> directions{{{-1.0, 0.0}, {0.0, 1.0}, {0.0, -1.0}, {1.0, 0.0}}};
    return directions[static_cast<std::size_t>(2 * (row & 1) + (column & 1))];
}

int wrapped(int index, int side) {
    return ((index % side) + side) % side;
}

/// The planner of FFTW is the one part of it that threads may not share.
std::mutex& plannerMutex() {
    static std::mutex mutex;
    return mutex;
}

} // namespace

/// Buffers and plans of a real transform there and back.
struct AttractorSheet::Transform {
    explicit Transform(int side)
        : values(fftwf_alloc_real(static_cast<std::size_t>(side) * side)),
          waves(fftwf_alloc_complex(static_cast<std::size_t>(side) * (side / 2 + 1))) {
        const std::lock_guard lock(plannerMutex());
        // Plans that are measured differ from run to run, and with them the last bits.
        forward = fftwf_plan_dft_r2c_2d(side, side, values, waves, FFTW_ESTIMATE);
        backward = fftwf_plan_dft_c2r_2d(side, side, waves, values, FFTW_ESTIMATE);
    }
    ~Transform() {
        const std::lock_guard lock(plannerMutex());
        fftwf_destroy_plan(forward);
        fftwf_destroy_plan(backward);
        fftwf_free(values);
        fftwf_free(waves);
    }
    Transform(const Transform&) = delete;
    Transform& operator=(const Transform&) = delete;

    float* values;
    fftwf_complex* waves;
    fftwf_plan forward, backward;
};

AttractorSheet::AttractorSheet(const AttractorSheetParameters& parameters)
    : parameters_(parameters) {
    const int side = parameters.side;
    if (side % 2 != 0)
        throw Error("expected an even number of neurons along a side, found " +
                    std::to_string(side))
            .atField("side");
    if (side < smallestSide || side < 1.8 * parameters.wavelength)
        throw Error("a sheet of " + std::to_string(side) +
                    " neurons a side is too small for two "
                    "bumps; expected at least " +
                    std::to_string(
                        std::max(smallestSide, static_cast<int>(1.8 * parameters.wavelength) + 1)))
            .atField("side");
    transform_ = std::make_unique<Transform>(side);
    const std::size_t neurons = static_cast<std::size_t>(side) * side;
    source_.resize(neurons);
    activity_.resize(neurons);
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            const Vec2 e = preferredDirection(row, column);
            const int fromRow = wrapped(row - outputShift * static_cast<int>(e.y), side);
            const int fromColumn = wrapped(column - outputShift * static_cast<int>(e.x), side);
            source_[static_cast<std::size_t>(row * side + column)] = fromRow * side + fromColumn;
        }
    makeWeights();
    settle();
}

AttractorSheet::~AttractorSheet() = default;
AttractorSheet::AttractorSheet(AttractorSheet&&) noexcept = default;
AttractorSheet& AttractorSheet::operator=(AttractorSheet&&) noexcept = default;

void AttractorSheet::makeWeights() {
    const int side = parameters_.side;
    const double beta = 3.0 / (parameters_.wavelength * parameters_.wavelength);
    const double gamma = parameters_.inhibitionRatio * beta;
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            const double y = std::min(row, side - row), x = std::min(column, side - column);
            const double square = x * x + y * y;
            transform_->values[row * side + column] =
                static_cast<float>(std::exp(-gamma * square) - std::exp(-beta * square));
        }
    fftwf_execute(transform_->forward);
    const int columns = side / 2 + 1;
    weights_.resize(static_cast<std::size_t>(side) * columns);
    double strongest = -std::numeric_limits<double>::infinity();
    int ideal = 1;
    for (std::size_t i = 0; i < weights_.size(); ++i) {
        // The weights are symmetric, so that their transform is real.
        const float weight = transform_->waves[i][0];
        if (i > 0 && i < static_cast<std::size_t>(columns) && weight > strongest) {
            strongest = weight;
            ideal = static_cast<int>(i);
        }
        weights_[i] = weight / (static_cast<float>(side) * static_cast<float>(side));
    }
    chooseWaves(ideal);
}

/// Three waves that fit the torus, sum to zero, and come nearest to equal lengths 120 degrees apart
/// and to the wave that the weights favour.
void AttractorSheet::chooseWaves(int ideal) {
    double best = std::numeric_limits<double>::infinity();
    const int reach = 2 * ideal;
    const auto misfit = [&](int x, int y) { return std::abs(std::hypot(x, y) / ideal - 1.0); };
    for (int ax = 1; ax <= reach; ++ax)
        for (int ay = 0; ay <= reach; ++ay)
            for (int bx = -reach; bx <= 0; ++bx)
                for (int by = 0; by <= reach; ++by) {
                    if (ax * by - ay * bx <= 0)
                        continue;
                    const double a = misfit(ax, ay), b = misfit(bx, by),
                                 c = misfit(ax + bx, ay + by);
                    const double unevenness =
                        std::abs(std::hypot(ax, ay) - std::hypot(bx, by)) +
                        std::abs(std::hypot(ax, ay) - std::hypot(ax + bx, ay + by));
                    const double cost = (a + b + c) / 3.0 + 2.0 * unevenness / ideal;
                    if (cost < best - 1e-9) {
                        best = cost;
                        waves_ = {{{ax, ay}, {bx, by}, {-ax - bx, -ay - by}}};
                    }
                }
    const int side = parameters_.side;
    for (std::size_t wave = 0; wave < 3; ++wave) {
        cosines_[wave].resize(activity_.size());
        sines_[wave].resize(activity_.size());
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column) {
                // Whole cycles are left out first, so that the angle is exact.
                const int cycles = wrapped(waves_[wave][0] * column + waves_[wave][1] * row, side);
                const std::size_t i = static_cast<std::size_t>(row * side + column);
                cosines_[wave][i] = static_cast<float>(std::cos(fullTurn * cycles / side));
                sines_[wave][i] = static_cast<float>(std::sin(fullTurn * cycles / side));
            }
    }
}

void AttractorSheet::settle() {
    latticeAt({}, activity_);
    for (float& rate : activity_)
        rate = std::max(0.0f, rate);
    for (int i = 0; i < settlingSteps; ++i)
        step({});
    settledPhases_ = phases();
    shift_ = {};
}

void AttractorSheet::step(Vec2 drive, std::span<const float> extra) {
    float* values = transform_->values;
    const std::size_t neurons = activity_.size();
    for (std::size_t i = 0; i < neurons; ++i)
        values[i] = activity_[static_cast<std::size_t>(source_[i])];
    fftwf_execute(transform_->forward);
    for (std::size_t i = 0; i < weights_.size(); ++i) {
        transform_->waves[i][0] *= weights_[i];
        transform_->waves[i][1] *= weights_[i];
    }
    fftwf_execute(transform_->backward);
    const float rate = static_cast<float>(parameters_.timeStep / parameters_.timeConstant);
    const float gain = static_cast<float>(parameters_.gain);
    const int side = parameters_.side;
    for (int row = 0; row < side; ++row) {
        const float even = static_cast<float>(1.0 + dot(preferredDirection(row, 0), drive));
        const float odd = static_cast<float>(1.0 + dot(preferredDirection(row, 1), drive));
        const std::size_t first = static_cast<std::size_t>(row) * side;
        for (std::size_t i = first; i < first + static_cast<std::size_t>(side); i += 2) {
            const float a = values[i] + even + (extra.empty() ? 0.0f : extra[i]);
            const float b = values[i + 1] + odd + (extra.empty() ? 0.0f : extra[i + 1]);
            activity_[i] += rate * (gain * std::max(0.0f, a) - activity_[i]);
            activity_[i + 1] += rate * (gain * std::max(0.0f, b) - activity_[i + 1]);
        }
    }
}

void AttractorSheet::setActivity(std::span<const float> activity) {
    assert(activity.size() == activity_.size());
    std::copy(activity.begin(), activity.end(), activity_.begin());
}

double AttractorSheet::period() const {
    double length = 0.0;
    for (const auto& wave : waves_)
        length += std::hypot(wave[0], wave[1]) / 3.0;
    return 2.0 / std::sqrt(3.0) * side() / length;
}

std::array<double, 3> AttractorSheet::phases() const {
    std::array<double, 3> result{};
    for (std::size_t wave = 0; wave < 3; ++wave) {
        double real = 0.0, imaginary = 0.0;
        for (std::size_t i = 0; i < activity_.size(); ++i) {
            real += static_cast<double>(activity_[i]) * cosines_[wave][i];
            imaginary += static_cast<double>(activity_[i]) * sines_[wave][i];
        }
        result[wave] = std::atan2(imaginary, real);
    }
    return result;
}

Vec2 AttractorSheet::patternShift() {
    // Each wave tells how far the pattern has moved along it, up to whole cycles, which the last
    // shift settles; the three together, by least squares, where.
    const std::array<double, 3> now = phases();
    double xx = 0.0, xy = 0.0, yy = 0.0, bx = 0.0, by = 0.0;
    for (std::size_t wave = 0; wave < 3; ++wave) {
        const Vec2 k{fullTurn * waves_[wave][0] / side(), fullTurn * waves_[wave][1] / side()};
        const double expected = dot(k, shift_);
        double moved = now[wave] - settledPhases_[wave];
        moved += fullTurn * std::round((expected - moved) / fullTurn);
        xx += k.x * k.x;
        xy += k.x * k.y;
        yy += k.y * k.y;
        bx += k.x * moved;
        by += k.y * moved;
    }
    const double determinant = xx * yy - xy * xy;
    shift_ = {(yy * bx - xy * by) / determinant, (xx * by - xy * bx) / determinant};
    return shift_;
}

void AttractorSheet::latticeAt(Vec2 shift, std::span<float> out) const {
    std::fill(out.begin(), out.end(), 0.0f);
    for (std::size_t wave = 0; wave < 3; ++wave) {
        const Vec2 k{fullTurn * waves_[wave][0] / side(), fullTurn * waves_[wave][1] / side()};
        const double angle = settledPhases_[wave] + dot(k, shift);
        const float cosine = static_cast<float>(std::cos(angle) / 3.0);
        const float sine = static_cast<float>(std::sin(angle) / 3.0);
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] += cosine * cosines_[wave][i] + sine * sines_[wave][i];
    }
}

} // namespace hippodrome

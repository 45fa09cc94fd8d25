#include "core/analysis/noise_null.h"

#include "core/analysis/hann_window.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>
#include <numeric>

namespace hippodrome {

namespace {

using Complex = std::complex<double>;

/// exp(-+ 2 pi i j / n) for j = 0 ... n-1.
std::vector<Complex> rootsOfUnity(int n, double sign) {
    std::vector<Complex> roots(static_cast<std::size_t>(n));
    for (int j = 0; j < n; ++j)
        roots[static_cast<std::size_t>(j)] = std::polar(1.0, sign * 2.0 * std::numbers::pi * j / n);
    return roots;
}

/// Frequency of element `u` of a transform of length `n` [cycles per bin].
double frequency(int u, int n) {
    return static_cast<double>(u <= n / 2 ? u : u - n) / n;
}

/// The level that a standard normal variable exceeds with this probability.
double normalLevel(double probability) {
    double low = -10.0, high = 10.0;
    for (int i = 0; i < 80; ++i) {
        const double middle = 0.5 * (low + high);
        const double above = 0.5 * std::erfc(middle / std::numbers::sqrt2);
        (above > probability ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

/// Adds a map's power at each mode of the padded transform to sums by radial frequency.
class RadialPower {
public:
    RadialPower(int rows, int columns, double step, std::size_t bins)
        : rows_(rows), columns_(columns), step_(step), power_(bins), modes_(bins),
          rowRoots_(rootsOfUnity(2 * rows, -1.0)), columnRoots_(rootsOfUnity(2 * columns, -1.0)) {}

    void add(const std::vector<double>& map) {
        const int height = 2 * rows_, width = 2 * columns_;
        // The map is real, so half of the modes suffice.
        std::vector<Complex> lines(static_cast<std::size_t>(rows_ * (columns_ + 1)));
        for (int r = 0; r < rows_; ++r)
            for (int v = 0; v <= columns_; ++v) {
                Complex sum = 0.0;
                for (int c = 0; c < columns_; ++c)
                    sum += map[static_cast<std::size_t>(r * columns_ + c)] *
                           columnRoots_[static_cast<std::size_t>(v * c % width)];
                lines[static_cast<std::size_t>(r * (columns_ + 1) + v)] = sum;
            }
        for (int u = 0; u < height; ++u)
            for (int v = 0; v <= columns_; ++v) {
                double real = 0.0, imaginary = 0.0;
                for (int r = 0; r < rows_; ++r) {
                    const Complex a = lines[static_cast<std::size_t>(r * (columns_ + 1) + v)];
                    const Complex b = rowRoots_[static_cast<std::size_t>(u * r % height)];
                    real += a.real() * b.real() - a.imag() * b.imag();
                    imaginary += a.real() * b.imag() + a.imag() * b.real();
                }
                const double radius = std::hypot(frequency(u, height), frequency(v, width));
                const auto bin = std::min(static_cast<std::size_t>(std::lround(radius / step_)),
                                          power_.size() - 1);
                power_[bin] += real * real + imaginary * imaginary;
                modes_[bin] += 1.0;
            }
    }

    std::vector<double> mean() const {
        std::vector<double> result = power_;
        for (std::size_t i = 0; i < result.size(); ++i)
            if (modes_[i] > 0.0)
                result[i] /= modes_[i];
        return result;
    }

private:
    int rows_, columns_;
    double step_;
    std::vector<double> power_, modes_;
    std::vector<Complex> rowRoots_, columnRoots_;
};

} // namespace

PopulationSpectrum meanSpectrum(std::span<const float> maps, int rows, int columns) {
    const std::size_t bins = static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
    PopulationSpectrum spectrum;
    spectrum.rows = rows;
    spectrum.columns = columns;
    spectrum.step = 0.5 / std::min(rows, columns);
    spectrum.visited.assign(bins, 0);
    RadialPower power(rows, columns, spectrum.step,
                      static_cast<std::size_t>(std::numbers::sqrt2 / 2.0 / spectrum.step) + 2);
    double activeSum = 0.0;
    std::vector<double> tapered(bins);
    for (std::size_t first = 0; first + bins <= maps.size(); first += bins) {
        const std::span<const float> map = maps.subspan(first, bins);
        double sum = 0.0, count = 0.0;
        float low = std::numeric_limits<float>::infinity(), high = -low;
        for (std::size_t i = 0; i < bins; ++i)
            if (!std::isnan(map[i])) {
                spectrum.visited[i] = 1;
                sum += map[i];
                count += 1.0;
                low = std::min(low, map[i]);
                high = std::max(high, map[i]);
            }
        const float size = std::max(std::abs(low), std::abs(high));
        if (count == 0.0 || !(high - low > 1e-6f * size))
            continue;
        const double mean = sum / count;
        double squares = 0.0, active = 0.0;
        for (const float value : map)
            if (!std::isnan(value)) {
                squares += (value - mean) * (value - mean);
                active += low < 0.0f || value > 0.01f * high;
            }
        const double deviation = std::sqrt(squares / count);
        for (int r = 0; r < rows; ++r)
            for (int c = 0; c < columns; ++c) {
                const auto i = static_cast<std::size_t>(r * columns + c);
                tapered[i] = std::isnan(map[i]) ? 0.0
                                                : (map[i] - mean) / deviation *
                                                      hannWindow(r, rows) * hannWindow(c, columns);
            }
        power.add(tapered);
        activeSum += active / count;
        ++spectrum.units;
    }
    if (spectrum.units > 0)
        spectrum.activeFraction = activeSum / spectrum.units;
    spectrum.power = power.mean();
    return spectrum;
}

std::pair<std::vector<double>, std::vector<double>> noisePair(const PopulationSpectrum& spectrum,
                                                              Rng& rng) {
    const int rows = spectrum.rows, columns = spectrum.columns;
    const int height = 2 * rows, width = 2 * columns;
    // Amplitude of every mode, read from the spectrum by linear interpolation.
    std::vector<double> amplitudes(static_cast<std::size_t>(height * width));
    double total = 0.0;
    for (int u = 0; u < height; ++u)
        for (int v = 0; v < width; ++v) {
            const double k = std::hypot(frequency(u, height), frequency(v, width)) / spectrum.step;
            const auto below = static_cast<std::size_t>(k);
            const double t = k - std::floor(k);
            const auto at = [&](std::size_t i) {
                return i < spectrum.power.size() ? spectrum.power[i] : 0.0;
            };
            const double power = (1.0 - t) * at(below) + t * at(below + 1);
            amplitudes[static_cast<std::size_t>(u * width + v)] = std::sqrt(power);
            total += power;
        }
    const double scale = total > 0.0 ? 1.0 / std::sqrt(total) : 0.0;

    // A complex field without symmetry between its modes: real and imaginary part are independent.
    const std::vector<Complex> rowRoots = rootsOfUnity(height, 1.0);
    const std::vector<Complex> columnRoots = rootsOfUnity(width, 1.0);
    const auto bins = static_cast<std::size_t>(rows * columns);
    std::vector<double> real(bins), imaginary(bins);
    std::vector<Complex> line(static_cast<std::size_t>(columns));
    constexpr double negligible = 1e-5;
    for (int u = 0; u < height; ++u) {
        std::fill(line.begin(), line.end(), Complex{});
        bool any = false;
        for (int v = 0; v < width; ++v) {
            const double amplitude = scale * amplitudes[static_cast<std::size_t>(u * width + v)];
            if (amplitude < negligible)
                continue;
            any = true;
            const double a = amplitude * rng.normal(), b = amplitude * rng.normal();
            for (int c = 0; c < columns; ++c) {
                const Complex root = columnRoots[static_cast<std::size_t>(v * c % width)];
                line[static_cast<std::size_t>(c)] +=
                    Complex(a * root.real() - b * root.imag(), a * root.imag() + b * root.real());
            }
        }
        if (!any)
            continue;
        for (int r = 0; r < rows; ++r) {
            const Complex root = rowRoots[static_cast<std::size_t>(u * r % height)];
            const auto offset = static_cast<std::size_t>(r * columns);
            for (std::size_t c = 0; c < line.size(); ++c) {
                real[offset + c] += line[c].real() * root.real() - line[c].imag() * root.imag();
                imaginary[offset + c] +=
                    line[c].real() * root.imag() + line[c].imag() * root.real();
            }
        }
    }
    return {std::move(real), std::move(imaginary)};
}

NoiseNull noiseNull(const PopulationSpectrum& spectrum, const GridScorer& scorer, int count,
                    Rng& rng, const std::function<bool()>& stop) {
    assert(scorer.rows() == spectrum.rows && scorer.columns() == spectrum.columns);
    NoiseNull null;
    if (spectrum.units == 0)
        return null;
    const bool rectify = spectrum.activeFraction < 1.0 - 1e-9;
    const double level = rectify ? normalLevel(spectrum.activeFraction) : 0.0;
    const auto score = [&](std::vector<double>& map) {
        for (std::size_t i = 0; i < map.size(); ++i) {
            if (!spectrum.visited[i])
                map[i] = std::numeric_limits<double>::quiet_NaN();
            else if (rectify)
                map[i] = std::max(0.0, map[i] - level);
        }
        const GridScores scores = scorer.score(std::span<const double>(map));
        null.scores60.push_back(scores.deepmind60);
        null.scores90.push_back(scores.deepmind90);
    };
    while (static_cast<int>(null.scores60.size()) < count && !(stop && stop())) {
        auto [first, second] = noisePair(spectrum, rng);
        score(first);
        if (static_cast<int>(null.scores60.size()) < count)
            score(second);
    }
    std::sort(null.scores60.begin(), null.scores60.end());
    std::sort(null.scores90.begin(), null.scores90.end());
    return null;
}

double NoiseNull::percentile60(double percent) const {
    return percentile(scores60, percent);
}

double NoiseNull::percentile90(double percent) const {
    return percentile(scores90, percent);
}

double percentile(std::span<const double> ascending, double percent) {
    if (ascending.empty())
        return std::numeric_limits<double>::quiet_NaN();
    const double place =
        std::clamp(percent / 100.0, 0.0, 1.0) * static_cast<double>(ascending.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, ascending.size() - 1);
    return std::lerp(ascending[below], ascending[above], place - std::floor(place));
}

double shareAbove(std::span<const double> scores, double threshold) {
    if (scores.empty())
        return 0.0;
    const auto above = std::count_if(scores.begin(), scores.end(),
                                     [&](double score) { return score > threshold; });
    return static_cast<double>(above) / static_cast<double>(scores.size());
}

} // namespace hippodrome

#include "core/analysis/smoothing.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hippodrome {

namespace {

/// Samples at -half ... half, with sum 1; the length is 8 sigma rounded up to an odd number.
std::vector<double> gaussianKernel(double sigma) {
    int length = static_cast<int>(std::ceil(8.0 * sigma));
    length += length % 2 == 0;
    const int half = length / 2;
    std::vector<double> kernel(static_cast<std::size_t>(length));
    double sum = 0.0;
    for (int i = -half; i <= half; ++i)
        sum += kernel[static_cast<std::size_t>(i + half)] =
            std::exp(-0.5 * i * i / (sigma * sigma));
    for (double& weight : kernel)
        weight /= sum;
    return kernel;
}

/// Index of the mirror image of `i` in 0 ... n-1, the edge repeated: ... 1 0 | 0 1 2 ...
int mirrored(int i, int n) {
    const int period = 2 * n;
    i = ((i % period) + period) % period;
    return i < n ? i : period - 1 - i;
}

int wrapped(int i, int n) {
    return ((i % n) + n) % n;
}

/// Convolves `count` values.
void convolveLine(const double* in, double* out, int count, const std::vector<double>& kernel,
                  bool circular) {
    const int half = static_cast<int>(kernel.size()) / 2;
    std::vector<double> extended(static_cast<std::size_t>(count + 2 * half));
    for (int i = -half; i < count + half; ++i)
        extended[static_cast<std::size_t>(i + half)] =
            in[circular ? wrapped(i, count) : mirrored(i, count)];
    std::fill_n(out, count, 0.0);
    for (std::size_t k = 0; k < kernel.size(); ++k)
        for (int i = 0; i < count; ++i)
            out[i] += kernel[k] * extended[static_cast<std::size_t>(i) + k];
}

void convolve(RateMap& map, const std::vector<double>& kernel) {
    RateMap rows = map;
    for (int r = 0; r < map.rows; ++r)
        convolveLine(&map.at(r, 0), &rows.at(r, 0), map.columns, kernel, false);
    // The columns all at once, along the rows.
    const int half = static_cast<int>(kernel.size()) / 2;
    std::fill(map.values.begin(), map.values.end(), 0.0);
    for (int r = 0; r < map.rows; ++r) {
        double* out = &map.at(r, 0);
        for (int k = -half; k <= half; ++k) {
            const double weight = kernel[static_cast<std::size_t>(k + half)];
            const double* in = &rows.at(mirrored(r + k, map.rows), 0);
            for (int c = 0; c < map.columns; ++c)
                out[c] += weight * in[c];
        }
    }
}

} // namespace

RateMap smoothed(const RateMap& map, double sigma, UnvisitedBins unvisited) {
    if (map.values.empty() || sigma <= 0.0)
        return map;
    const std::vector<double> kernel = gaussianKernel(sigma);
    RateMap result = map, weights = map;
    for (std::size_t i = 0; i < map.values.size(); ++i) {
        const bool missing = std::isnan(map.values[i]);
        result.values[i] = missing ? 0.0 : map.values[i];
        weights.values[i] = missing ? 0.0 : 1.0;
    }
    convolve(result, kernel);
    if (unvisited == UnvisitedBins::leaveOut)
        convolve(weights, kernel);
    for (std::size_t i = 0; i < map.values.size(); ++i) {
        double& value = result.values[i];
        if (unvisited == UnvisitedBins::leaveOut)
            value = weights.values[i] > 0.0 ? value / weights.values[i]
                                            : std::numeric_limits<double>::quiet_NaN();
        else if (std::isnan(map.values[i]))
            value = map.values[i];
    }
    return result;
}

std::vector<double> smoothed(std::span<const double> curve, double sigma, bool circular) {
    std::vector<double> result(curve.begin(), curve.end());
    if (!curve.empty() && sigma > 0.0)
        convolveLine(curve.data(), result.data(), static_cast<int>(curve.size()),
                     gaussianKernel(sigma), circular);
    return result;
}

} // namespace hippodrome

#include "core/motion/speed_process.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

constexpr double smallestRank = 1e-6;
/// Euler steps above this share of the coherence time would swell the process without bounds from 2
/// on; they forget the past instead.
constexpr double largestShare = 1.5;

} // namespace

double ornsteinUhlenbeckStep(double value, double spread, double share, double draw) {
    if (share > largestShare)
        return spread * draw;
    return value - value * share + spread * std::sqrt(2.0 * share) * draw;
}

double rayleighSpeedStep(double speed, double scale, double share, double draw) {
    const double rank = std::clamp(-std::expm1(-0.5 * speed * speed / (scale * scale)),
                                   smallestRank, 1.0 - smallestRank);
    const double z = ornsteinUhlenbeckStep(normalQuantile(rank), 1.0, share, draw);
    // The way back, -log(1 - cumulative(z)); the upper tail by itself keeps its digits.
    return scale * std::sqrt(-2.0 * std::log(normalCumulative(-z)));
}

double normalCumulative(double z) {
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

double normalQuantile(double p) {
    assert(p > 0.0 && p < 1.0);
    // Abramowitz and Stegun 1964, 26.2.23, good to 4.5e-4 in the lower half ...
    const double tail = std::min(p, 1.0 - p);
    const double t = std::sqrt(-2.0 * std::log(tail));
    double z = (2.515517 + t * (0.802853 + t * 0.010328)) /
                   (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308))) -
               t;
    // ... then Halley's iteration, which triples the number of good digits each time.
    for (int i = 0; i < 2; ++i) {
        const double density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
        const double newton = (normalCumulative(z) - tail) / density;
        z -= newton / (1.0 + 0.5 * z * newton);
    }
    return p < 0.5 ? z : -z;
}

} // namespace hippodrome

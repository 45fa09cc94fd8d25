#pragma once

#include "core/analysis/rate_map.h"

#include <array>
#include <complex>
#include <span>
#include <vector>

namespace hippodrome {

using Wave = Vec2; ///< [cycles per bin]

/// The waves whose crests lie on the other axis each: a_i . b_j = 1 where i = j, else 0. And back.
std::array<Vec2, 2> reciprocal(const std::array<Vec2, 2>& axes);

/// How much of a wave is in maps: without their mean, under a Hann window that falls to zero at the
/// sides, so that the sides are no waves. NaN counts as 0.
class WindowedMaps {
public:
    /// Of maps of one size, those of members alone; there is at least one.
    WindowedMaps(std::span<const RateMap> maps, const std::vector<bool>& isMember);

    /// Sum of the map times exp(-2 pi i wave . place), with places in bins from the centre.
    std::complex<double> amplitude(std::size_t unit, Wave wave) const;
    double power(std::size_t unit, Wave wave) const { return std::norm(amplitude(unit, wave)); }
    /// Summed over some of the members.
    double power(const std::vector<bool>& of, Wave wave) const;

private:
    struct Turns;
    std::vector<double> windowed(const RateMap& map) const;
    static std::complex<double> sum(const std::vector<double>& map, const Turns& turned);

    int rows_;
    int columns_;
    std::vector<std::vector<double>> windowed_; ///< empty of units that are no members
};

/// Climbs a power that is asked for at three waves, of which the third is the sum of two, in steps
/// that halve from a tenth of the first wave to a thousandth.
template <class Power>
std::array<Wave, 2> climbed(const Power& powerAt, std::array<Wave, 2> waves) {
    const auto power = [&](const std::array<Wave, 2>& w) {
        return powerAt(w[0]) + powerAt(w[1]) + powerAt(w[0] + w[1]);
    };
    constexpr double firstStep = 0.1, lastStep = 1e-3;
    const double size = length(waves[0]);
    double best = power(waves);
    for (double step = firstStep * size; step > lastStep * size; step *= 0.5)
        for (bool better = true; better;) {
            better = false;
            for (double* value : {&waves[0].x, &waves[0].y, &waves[1].x, &waves[1].y})
                for (const double by : {-step, step}) {
                    const double before = *value;
                    *value = before + by;
                    const double found = power(waves);
                    if (found > best * (1.0 + 1e-12)) {
                        best = found;
                        better = true;
                    } else {
                        *value = before;
                    }
                }
        }
    return waves;
}

} // namespace hippodrome

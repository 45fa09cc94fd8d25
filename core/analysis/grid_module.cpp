#include "core/analysis/grid_module.h"

#include "core/analysis/autocorrelogram.h"
#include "core/analysis/expanding_grid_score.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace hippodrome {

namespace {

constexpr double turn = 2.0 * std::numbers::pi; ///< [rad]
constexpr int fewestMembers = 3;
using Wave = Vec2; ///< [cycles per bin]

/// The waves whose crests lie on the other axis each: a_i . b_j = 1 where i = j, else 0. And back.
std::array<Vec2, 2> reciprocal(const std::array<Vec2, 2>& axes) {
    const double area = cross(axes[0], axes[1]);
    return {Vec2{axes[1].y / area, -axes[1].x / area}, Vec2{-axes[0].y / area, axes[0].x / area}};
}

/// Maps without their mean, under a window that falls to zero at the sides, so that the sides are
/// no waves.
class WindowedMaps {
public:
    WindowedMaps(std::span<const RateMap> maps, const std::vector<bool>& isMember)
        : rows_(maps.front().rows), columns_(maps.front().columns) {
        for (std::size_t unit = 0; unit < maps.size(); ++unit)
            windowed_.push_back(isMember[unit] ? windowed(maps[unit]) : std::vector<double>{});
    }

    std::complex<double> amplitude(std::size_t unit, Wave wave) const {
        return sum(windowed_[unit], Turns(*this, wave));
    }
    double power(std::size_t unit, Wave wave) const { return std::norm(amplitude(unit, wave)); }
    /// Summed over the members.
    double power(Wave wave) const {
        const Turns turned(*this, wave);
        double power = 0.0;
        for (const std::vector<double>& map : windowed_)
            if (!map.empty())
                power += std::norm(sum(map, turned));
        return power;
    }

private:
    std::vector<double> windowed(const RateMap& map) const {
        std::vector<double> values = withoutNaN(std::span<const double>(map.values));
        double mean = 0.0, weight = 0.0;
        for (int row = 0; row < rows_; ++row)
            for (int column = 0; column < columns_; ++column) {
                mean += hann(row, rows_) * hann(column, columns_) * values[map.index(row, column)];
                weight += hann(row, rows_) * hann(column, columns_);
            }
        mean /= weight;
        for (int row = 0; row < rows_; ++row)
            for (int column = 0; column < columns_; ++column) {
                double& value = values[map.index(row, column)];
                value = (value - mean) * hann(row, rows_) * hann(column, columns_);
            }
        return values;
    }
    static double hann(int bin, int bins) {
        return 0.5 - 0.5 * std::cos(turn * (bin + 0.5) / bins);
    }
    /// exp(-2 pi i wave . place), of columns and of rows, from the centre.
    struct Turns {
        Turns(const WindowedMaps& maps, Wave wave) {
            for (int column = 0; column < maps.columns_; ++column)
                columns.push_back(
                    std::polar(1.0, -turn * wave.x * (column - 0.5 * (maps.columns_ - 1))));
            for (int row = 0; row < maps.rows_; ++row)
                rows.push_back(std::polar(1.0, -turn * wave.y * (row - 0.5 * (maps.rows_ - 1))));
        }
        std::vector<std::complex<double>> columns, rows;
    };
    static std::complex<double> sum(const std::vector<double>& map, const Turns& turned) {
        std::complex<double> total = 0.0;
        const double* value = map.data();
        for (const std::complex<double> ofRow : turned.rows) {
            std::complex<double> along = 0.0;
            for (const std::complex<double> ofColumn : turned.columns)
                along += *value++ * ofColumn;
            total += along * ofRow;
        }
        return total;
    }

    int rows_;
    int columns_;
    std::vector<std::vector<double>> windowed_; ///< empty of units that are no members
};

/// Two neighbouring peaks of the autocorrelogram: the one nearest to +x, and the next one
/// counter-clockwise that is nearest to 60 degrees away.
std::optional<std::array<Vec2, 2>> axesOf(const RateMap& autocorrelogram) {
    const RateMap central = centralPart(autocorrelogram);
    const auto score = expandingGridScore(central);
    const auto geometry = score ? gridGeometry(central, *score) : std::nullopt;
    if (!geometry)
        return std::nullopt;
    std::vector<Vec2> peaks = geometry->peaks;
    for (const Vec2 peak : geometry->peaks)
        peaks.push_back(-1.0 * peak); // the other half, where it was left out
    const auto angle = [](Vec2 v) { return std::atan2(v.y, v.x); };
    const Vec2 first = *std::min_element(peaks.begin(), peaks.end(), [&](Vec2 a, Vec2 b) {
        return std::abs(angle(a)) < std::abs(angle(b));
    });
    const auto from60 = [&](Vec2 peak) {
        return std::abs(std::remainder(angle(peak) - angle(first) - turn / 6.0, turn));
    };
    const Vec2 second = *std::min_element(peaks.begin(), peaks.end(),
                                          [&](Vec2 a, Vec2 b) { return from60(a) < from60(b); });
    if (from60(second) > turn / 12.0)
        return std::nullopt;
    return std::array{first, second};
}

/// Climbs a power that is asked for at three waves, of which the third is the sum of two, in steps
/// that halve.
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

double fraction(double turns) {
    const double part = turns - std::floor(turns);
    return part < 1.0 ? part : 0.0;
}

void addPhases(const WindowedMaps& maps, const std::array<Wave, 2>& waves,
               const std::vector<bool>& isMember, GridModule& module) {
    std::array<std::complex<double>, 3> mean{};
    for (std::size_t unit = 0; unit < isMember.size(); ++unit) {
        module.phases.emplace_back();
        if (!isMember[unit])
            continue;
        Vec2 phase;
        phase.x = fraction(-std::arg(maps.amplitude(unit, waves[0])) / (turn));
        phase.y = fraction(-std::arg(maps.amplitude(unit, waves[1])) / (turn));
        module.phases.back() = phase;
        mean[0] += std::polar(1.0, turn * phase.x);
        mean[1] += std::polar(1.0, turn * phase.y);
        mean[2] += std::polar(1.0, turn * (phase.x + phase.y));
    }
    double squares = 0.0;
    for (const std::complex<double>& sum : mean)
        squares += std::norm(sum / static_cast<double>(module.members));
    const double half = module.members * squares; // of the statistic
    module.evenPhases = std::exp(-half) * (1.0 + half + 0.5 * half * half);
    module.gathering = std::sqrt(squares / 3.0);
}

/// Spacing and orientation of the members, from each one's own lattice.
class MemberGeometry {
public:
    void add(const std::array<Vec2, 2>& axes) {
        double spacing = 0.0;
        for (const Vec2 axis : {axes[0], axes[1], axes[1] - axes[0]}) {
            spacing += length(axis) / 3.0;
            orientations_ += std::polar(1.0 / 3.0, 6.0 * std::atan2(axis.y, axis.x));
        }
        spacings_.push_back(spacing);
    }
    void tell(GridModule& module) const;

private:
    std::vector<double> spacings_;
    std::complex<double> orientations_ = 0.0;
};

void MemberGeometry::tell(GridModule& module) const {
    module.spacing = module.spacingDeviation = std::nan("");
    module.orientation = module.orientationDeviation = std::nan("");
    std::vector<double> spacings = spacings_;
    if (spacings.empty())
        return;
    const double count = static_cast<double>(spacings.size());
    double mean = 0.0, squares = 0.0;
    for (const double spacing : spacings)
        mean += spacing / count;
    for (const double spacing : spacings)
        squares += (spacing - mean) * (spacing - mean) / count;
    std::sort(spacings.begin(), spacings.end());
    const std::size_t middle = spacings.size() / 2;
    module.spacing =
        spacings.size() % 2 ? spacings[middle] : 0.5 * (spacings[middle - 1] + spacings[middle]);
    module.spacingDeviation = std::sqrt(squares);
    module.orientation = std::arg(orientations_) / 6.0 * 360.0 / turn;
    const double resultant = std::min(1.0, std::abs(orientations_) / count);
    module.orientationDeviation =
        std::sqrt(-2.0 * std::log(std::max(resultant, 1e-12))) / 6.0 * 360.0 / turn;
}

} // namespace

std::optional<GridModule> gridModule(std::span<const RateMap> maps,
                                     const std::vector<bool>& isMember) {
    GridModule module;
    MemberGeometry members;
    if (std::count(isMember.begin(), isMember.end(), true) < fewestMembers)
        return std::nullopt;
    const WindowedMaps windowed(maps, isMember);
    for (std::size_t unit = 0; unit < maps.size(); ++unit) {
        if (!isMember[unit])
            continue;
        const RateMap own = autocorrelogram(maps[unit]);
        if (const auto axes = axesOf(own))
            members.add(reciprocal(
                climbed([&](Wave wave) { return windowed.power(unit, wave); }, reciprocal(*axes))));
        if (module.members++ == 0)
            module.autocorrelogram = RateMap(own.rows, own.columns);
        for (std::size_t bin = 0; bin < own.values.size(); ++bin)
            module.autocorrelogram.values[bin] += own.values[bin];
    }
    for (double& value : module.autocorrelogram.values)
        value /= module.members;
    const auto axes = axesOf(module.autocorrelogram);
    if (!axes)
        return std::nullopt;
    members.tell(module);
    const std::array<Wave, 2> waves =
        climbed([&](Wave wave) { return windowed.power(wave); }, reciprocal(*axes));
    module.axes = reciprocal(waves);
    addPhases(windowed, waves, isMember, module);
    return module;
}

} // namespace hippodrome

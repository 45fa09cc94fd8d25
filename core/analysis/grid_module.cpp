#include "core/analysis/grid_module.h"

#include "core/analysis/autocorrelogram.h"
#include "core/analysis/expanding_grid_score.h"
#include "core/analysis/lattice_waves.h"
#include "core/analysis/noise_null.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace hippodrome {

namespace {

constexpr double turn = 2.0 * std::numbers::pi; ///< [rad]
constexpr int fewestMembers = 3;
/// Of spacing, from one module to the next: within one it varies by a few percent.
constexpr double smallestLeap = 1.12;

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
        phase.x = fraction(-std::arg(maps.amplitude(unit, waves[0])) / turn);
        phase.y = fraction(-std::arg(maps.amplitude(unit, waves[1])) / turn);
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

double spacingOf(const std::array<Vec2, 2>& axes) {
    return (length(axes[0]) + length(axes[1]) + length(axes[1] - axes[0])) / 3.0;
}

/// Spacing and orientation of the members, from each one's own lattice.
class MemberGeometry {
public:
    void add(const std::array<Vec2, 2>& axes) {
        for (const Vec2 axis : {axes[0], axes[1], axes[1] - axes[0]})
            orientations_ += std::polar(1.0 / 3.0, 6.0 * std::atan2(axis.y, axis.x));
        spacings_.push_back(spacingOf(axes));
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
    module.spacing = percentile(spacings, 50.0);
    module.spacingDeviation = std::sqrt(squares);
    module.orientation = std::arg(orientations_) / 6.0 * 360.0 / turn;
    const double resultant = std::min(1.0, std::abs(orientations_) / count);
    module.orientationDeviation =
        std::sqrt(-2.0 * std::log(std::max(resultant, 1e-12))) / 6.0 * 360.0 / turn;
}

/// Units with what modules are made of.
struct Members {
    std::vector<RateMap> autocorrelograms;                ///< empty of units that are none
    std::vector<std::optional<std::array<Vec2, 2>>> axes; ///< of each one's own lattice
};

Members measured(std::span<const RateMap> maps, const WindowedMaps& windowed,
                 const std::vector<bool>& isMember) {
    Members members;
    for (std::size_t unit = 0; unit < maps.size(); ++unit) {
        members.autocorrelograms.push_back(isMember[unit] ? autocorrelogram(maps[unit])
                                                          : RateMap());
        auto axes = isMember[unit] ? axesOf(members.autocorrelograms.back()) : std::nullopt;
        if (axes)
            axes = reciprocal(
                climbed([&](Wave wave) { return windowed.power(unit, wave); }, reciprocal(*axes)));
        members.axes.push_back(axes);
    }
    return members;
}

/// Members by spacing, cut where it leaps; those without a lattice of their own are with the most.
std::vector<std::vector<bool>> byScale(const Members& members, const std::vector<bool>& isMember) {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t unit = 0; unit < isMember.size(); ++unit)
        if (members.axes[unit])
            order.emplace_back(spacingOf(*members.axes[unit]), unit);
    std::sort(order.begin(), order.end());
    std::vector<std::vector<bool>> groups;
    double before = 0.0;
    for (const auto& [spacing, unit] : order) {
        if (groups.empty() || spacing > before * smallestLeap)
            groups.emplace_back(isMember.size());
        groups.back()[unit] = true;
        before = spacing;
    }
    const auto size = [](const std::vector<bool>& group) {
        return std::count(group.begin(), group.end(), true);
    };
    std::stable_sort(groups.begin(), groups.end(),
                     [&](const auto& one, const auto& other) { return size(one) > size(other); });
    if (groups.empty())
        return {isMember};
    for (std::size_t unit = 0; unit < isMember.size(); ++unit)
        if (isMember[unit] && !members.axes[unit])
            groups.front()[unit] = true;
    std::erase_if(groups, [&](const auto& group) { return size(group) < fewestMembers; });
    return groups;
}

std::optional<GridModule> moduleOf(const Members& members, const WindowedMaps& windowed,
                                   const std::vector<bool>& isMember) {
    GridModule module;
    MemberGeometry geometry;
    for (std::size_t unit = 0; unit < isMember.size(); ++unit) {
        if (!isMember[unit])
            continue;
        if (members.axes[unit])
            geometry.add(*members.axes[unit]);
        const RateMap& own = members.autocorrelograms[unit];
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
    geometry.tell(module);
    const std::array<Wave, 2> waves =
        climbed([&](Wave wave) { return windowed.power(isMember, wave); }, reciprocal(*axes));
    module.axes = reciprocal(waves);
    addPhases(windowed, waves, isMember, module);
    return module;
}

} // namespace

std::vector<GridModule> gridModules(std::span<const RateMap> maps,
                                    const std::vector<bool>& isMember) {
    std::vector<GridModule> modules;
    if (std::count(isMember.begin(), isMember.end(), true) < fewestMembers)
        return modules;
    const WindowedMaps windowed(maps, isMember);
    const Members members = measured(maps, windowed, isMember);
    for (const std::vector<bool>& group : byScale(members, isMember))
        if (auto module = moduleOf(members, windowed, group))
            modules.push_back(std::move(*module));
    return modules;
}

} // namespace hippodrome

#include "core/motion/path_units.h"

#include "core/arena/geometry_text.h"
#include "core/arena/polygon.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

namespace hippodrome {

namespace {

/// A tracked animal is taken to visit at least this share of an arena's extent.
constexpr double visitedShare = 0.5;
/// Beyond the arena by this share of its extent is noise.
constexpr double strayingShare = 0.05;

/// The smallest rectangle around all but the hundredth part at each side.
Bounds bulkOf(std::span<const Vec2> places) {
    const auto range = [&](double Vec2::*member) {
        std::vector<double> values;
        for (const Vec2 place : places)
            values.push_back(place.*member);
        std::sort(values.begin(), values.end());
        const std::size_t cut = values.size() / 100;
        return std::pair{values[cut], values[values.size() - 1 - cut]};
    };
    const auto [left, right] = range(&Vec2::x);
    const auto [bottom, top] = range(&Vec2::y);
    return {{left, bottom}, {right, top}};
}

/// The larger of how wide and how high it is, in shares of the arena.
double shareOf(const Bounds& path, const Bounds& arena, double scale) {
    return scale * std::max(path.width() / arena.width(), path.height() / arena.height());
}

bool liesIn(const Bounds& path, const Bounds& arena, double scale) {
    const double x = strayingShare * arena.width(), y = strayingShare * arena.height();
    return scale * path.minimum.x >= arena.minimum.x - x &&
           scale * path.maximum.x <= arena.maximum.x + x &&
           scale * path.minimum.y >= arena.minimum.y - y &&
           scale * path.maximum.y <= arena.maximum.y + y;
}

/// As large as the arena, wherever it lies.
bool hasSizeOf(const Bounds& path, const Bounds& arena, double scale) {
    const double share = shareOf(path, arena, scale);
    return share >= visitedShare && share <= 1.0 + 2.0 * strayingShare;
}

std::string originHint(const Bounds& path, const Bounds& arena, double scale) {
    return " x and y extend from " + shown(scale * path.minimum) + " to " +
           shown(scale * path.maximum) + " m, the arena from " + shown(arena.minimum) + " to " +
           shown(arena.maximum) + ": give the arena's boundary the same origin (\"centre\")";
}

} // namespace

double medianStep(std::span<const double> times) {
    if (times.size() < 2)
        return 0.0;
    std::vector<double> steps;
    for (std::size_t i = 1; i < times.size(); ++i)
        steps.push_back(times[i] - times[i - 1]);
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle;
}

bool looksLikeFrames(std::span<const double> times) {
    constexpr std::size_t fewest = 3; // two rows a second apart say nothing
    return times.size() >= fewest && medianStep(times) == 1.0 &&
           std::all_of(times.begin(), times.end(),
                       [](double time) { return time == std::floor(time); });
}

std::string timeUnitHint(double step) {
    // Between 1 and 1000 frames a second, as cameras and amplifiers have.
    struct Unit {
        double least;
        const char* name;
        const char* value;
    };
    for (const Unit& unit : {Unit{1e6, "nanoseconds", "ns"}, Unit{1e3, "microseconds", "us"},
                             Unit{2.0, "milliseconds", "ms"}})
        if (step >= unit.least)
            return std::string("; are these ") + unit.name + "? Then set time_unit to \"" +
                   unit.value + "\"" +
                   (step <= 100.0 && step == std::floor(step)
                        ? ", or to \"frames\" with frame_rate when they number frames"
                        : "");
    return {};
}

std::string lengthUnitHint(std::span<const Vec2> places, const Bounds& arena) {
    if (places.empty())
        return {};
    const Bounds path = bulkOf(places);
    struct Unit {
        double scale;
        const char* name;
        const char* value;
    };
    const Unit units[] = {{0.01, "centimetres", "cm"}, {0.001, "millimetres", "mm"}};
    const auto question = [](const Unit& unit) {
        return std::string("; are x and y in ") + unit.name +
               "? Metres are expected, or length_unit \"" + unit.value + "\".";
    };
    const bool tooLarge = shareOf(path, arena, 1.0) > 1.0 + 2.0 * strayingShare ||
                          length(path.minimum) > 5.0 * length(arena.maximum - arena.minimum);
    if (!tooLarge)
        return shareOf(path, arena, 1.0) > 0.0 && !liesIn(path, arena, 1.0)
                   ? "; does the path have another origin?" + originHint(path, arena, 1.0)
                   : "";
    // Even the smallest arena measures more than this in centimetres.
    constexpr double fewestUnits = 3.0;
    if (std::max({std::abs(path.minimum.x), std::abs(path.minimum.y), std::abs(path.maximum.x),
                  std::abs(path.maximum.y)}) < fewestUnits)
        return {};
    for (const Unit& unit : units)
        if (liesIn(path, arena, unit.scale) && shareOf(path, arena, unit.scale) >= visitedShare)
            return question(unit);
    for (const Unit& unit : units)
        if (hasSizeOf(path, arena, unit.scale))
            return question(unit) + originHint(path, arena, unit.scale);
    constexpr double fewestPixels = 20.0;
    if (std::max(path.maximum.x, path.maximum.y) >= fewestPixels &&
        std::max(path.width(), path.height()) > 0.0) {
        char scale[32];
        std::snprintf(scale, sizeof scale, "%.2g", 1.0 / shareOf(path, arena, 1.0));
        return std::string("; are x and y in pixels? Then set metres_per_unit to the size of a "
                           "pixel in metres, about ") +
               scale + " if the path spans the arena";
    }
    for (const Unit& unit : units)
        if (liesIn(path, arena, unit.scale))
            return question(unit);
    return {};
}

} // namespace hippodrome

#include "core/motion/path_table.h"

#include "core/base/rng.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace hippodrome {

namespace {

/// Sums of time steps fall short of a time by less than this [s].
constexpr double stepRounding = 1e-9;

} // namespace

PathTable::PathTable(const CsvTable& table, const RecordedPathParameters& parameters)
    : parameters_(parameters), samples_(PathSamples::of(table, parameters)) {
    for (std::size_t i = 1; i < samples_.times.size(); ++i)
        if (samples_.begins[i])
            beginnings_.push_back(samples_.times[i]);
}

void PathTable::fit(const ArenaGeometry& arena) {
    fitted_ = fitPath(samples_, arena, parameters_);
    if (samples_.headDirections.empty())
        headFromMovement(arena);
    else
        headDirections_ = samples_.headDirections;
}

void PathTable::headFromMovement(const ArenaGeometry& arena) {
    constexpr double stillness = 1e-4; // below this [m] the direction is noise
    const double smoothing = parameters_.headingSmoothing;
    const std::vector<double>& times = samples_.times;
    headDirections_.assign(times.size(), 0.0);
    std::vector<double> heads;
    heads.reserve(times.size());
    double last = 0.0;
    std::size_t first = 0; // of the episode
    while (first < times.size()) {
        std::size_t end = first + 1;
        while (end < times.size() && !samples_.begins[end])
            ++end;
        std::size_t firstKnown = end;
        for (std::size_t row = first; row < end; ++row) {
            // At least the neighbouring rows, where they are farther apart than the smoothing.
            const std::size_t before = row > first ? row - 1 : first;
            const std::size_t after = std::min(row + 1, end - 1);
            const double from = std::min(times[row] - smoothing, times[before]);
            const double to = std::max(times[row] + smoothing, times[after]);
            const Vec2 way = arena.displacement(at(std::max(from, times[first])).position,
                                                at(std::min(to, times[end - 1])).position);
            if (length(way) >= stillness) {
                last += wrapAngle(std::atan2(way.y, way.x) - last);
                firstKnown = std::min(firstKnown, row);
            }
            heads.push_back(last);
        }
        // Until the first movement the head waits in its direction.
        for (std::size_t row = first; row < firstKnown && firstKnown < end; ++row)
            heads[row] = heads[firstKnown];
        first = end;
    }
    headDirections_ = std::move(heads);
}

PathTable::Sample PathTable::at(double time) const {
    const std::vector<double>& times = samples_.times;
    const double held = std::clamp(time, 0.0, times.back());
    const auto next = std::upper_bound(times.begin() + 1, times.end() - 1, held);
    const std::size_t i = static_cast<std::size_t>(next - times.begin());
    const double share = (held - times[i - 1]) / (times[i] - times[i - 1]);
    if (samples_.begins[i]) {
        const std::size_t place = held < times[i] - stepRounding ? i - 1 : i;
        return {fitted_.positions[place], headDirections_[place]};
    }
    return {fitted_.positions[i - 1] + share * fitted_.ways[i],
            headDirections_[i - 1] + share * (headDirections_[i] - headDirections_[i - 1])};
}

bool PathTable::beginsBetween(double from, double to) const {
    return beginningsUntil(to) > beginningsUntil(from);
}

long PathTable::beginningsUntil(double time) const {
    return std::upper_bound(beginnings_.begin(), beginnings_.end(), time + stepRounding) -
           beginnings_.begin();
}

std::vector<std::string> PathTable::notes() const {
    std::vector<std::string> all = samples_.notes;
    all.insert(all.end(), fitted_.notes.begin(), fitted_.notes.end());
    for (std::string& note : all)
        note = samples_.file + ": " + note;
    return all;
}

PathTable readPathTable(const std::filesystem::path& path,
                        const RecordedPathParameters& parameters) {
    if (!parameters.dataHash.empty()) {
        const std::string found = recordedDataHash(path);
        if (found != parameters.dataHash)
            throw Error("expected the data that the scene was made with, of the hash " +
                        parameters.dataHash + ", found other data, of the hash " + found +
                        "; the file has changed (without data_hash the scene takes it as it is)")
                .inFile(path.string());
    }
    return PathTable(readCsv(path), parameters);
}

std::string recordedDataHash(const std::filesystem::path& path) {
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx",
                  static_cast<unsigned long long>(hashText(readTextFile(path))));
    return digits;
}

} // namespace hippodrome

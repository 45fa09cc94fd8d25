#include "core/arena/geometry_text.h"
#include "core/motion/recorded_path.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

std::size_t requiredColumn(const CsvTable& table, const std::string& name,
                           const std::string& file) {
    const int column = table.column(name);
    if (column < 0) {
        std::string found;
        for (const std::string& other : table.columns)
            found += (found.empty() ? "\"" : ", \"") + other + "\"";
        throw Error("expected the columns \"time\", \"x\" and \"y\", found " + found).inFile(file);
    }
    return static_cast<std::size_t>(column);
}

} // namespace

PathTable::PathTable(const CsvTable& table, const std::string& file,
                     const RecordedPathParameters& parameters)
    : file_(file), lines_(table.lines) {
    const std::size_t timeColumn = requiredColumn(table, "time", file);
    const std::size_t xColumn = requiredColumn(table, "x", file);
    const std::size_t yColumn = requiredColumn(table, "y", file);
    if (table.rows.size() < 2)
        throw Error("expected at least 2 rows, found " + std::to_string(table.rows.size()))
            .inFile(file);
    const double start = table.rows.front()[timeColumn];
    for (const std::vector<double>& row : table.rows) {
        times_.push_back(row[timeColumn] - start);
        positions_.push_back({row[xColumn], row[yColumn]});
    }
    for (std::size_t row = 1; row < times_.size(); ++row)
        checkRow(row, parameters);

    const int headColumn = table.column("head_direction");
    if (headColumn < 0) {
        headFromMovement(parameters.headingSmoothing);
        return;
    }
    for (std::size_t row = 0; row < times_.size(); ++row) {
        const double head = table.rows[row][static_cast<std::size_t>(headColumn)];
        if (!(std::abs(head) <= 2.0 * std::numbers::pi))
            fail(row, "head_direction",
                 "expected radians from -2 pi to 2 pi, found " + shown(head) +
                     (std::abs(head) <= 360.0 ? "; are these degrees?" : ""));
        // The shortest turn from the row before.
        headDirections_.push_back(
            row == 0 ? head : headDirections_.back() + wrapAngle(head - headDirections_.back()));
    }
}

void PathTable::checkRow(std::size_t row, const RecordedPathParameters& parameters) const {
    const double gap = times_[row] - times_[row - 1];
    if (!(gap > 0.0))
        fail(row, "time",
             "expected a time after that of the row before, found " + shown(gap) + " s after it");
    if (gap > parameters.maximumGap)
        fail(row, "time",
             "expected a row at most " + shown(parameters.maximumGap) +
                 " s after the row before, found " + shown(gap) +
                 " s (maximum_gap sets how much is allowed)");
    const double speed = length(positions_[row] - positions_[row - 1]) / gap;
    if (!(speed <= parameters.maximumSpeed)) {
        double largest = 0.0;
        for (const Vec2 position : positions_)
            largest = std::max({largest, std::abs(position.x), std::abs(position.y)});
        const bool centimetres = largest > 10.0 && speed / 100.0 <= parameters.maximumSpeed;
        fail(row, "",
             "expected at most " + shown(parameters.maximumSpeed) + " m/s, found " + shown(speed) +
                 " m/s from " + shown(positions_[row - 1]) + " to " + shown(positions_[row]) +
                 (centimetres ? "; are x and y in centimetres? Metres are expected"
                              : " (maximum_speed sets how much is allowed)"));
    }
}

void PathTable::headFromMovement(double smoothing) {
    constexpr double stillness = 1e-4; // below this [m] the direction is noise
    headDirections_.assign(times_.size(), 0.0);
    std::vector<double> heads;
    std::size_t firstKnown = times_.size();
    double last = 0.0;
    for (std::size_t row = 0; row < times_.size(); ++row) {
        // At least the neighbouring rows, where they are farther apart than the smoothing.
        const std::size_t before = row > 0 ? row - 1 : 0;
        const std::size_t after = std::min(row + 1, times_.size() - 1);
        const Vec2 way = at(std::max(times_[row] + smoothing, times_[after])).position -
                         at(std::min(times_[row] - smoothing, times_[before])).position;
        if (length(way) >= stillness) {
            last += wrapAngle(std::atan2(way.y, way.x) - last);
            firstKnown = std::min(firstKnown, row);
        }
        heads.push_back(last);
    }
    // Until the first movement the head waits in its direction.
    for (std::size_t row = 0; row < std::min(firstKnown, heads.size()); ++row)
        heads[row] = firstKnown < heads.size() ? heads[firstKnown] : 0.0;
    headDirections_ = std::move(heads);
}

void PathTable::fail(std::size_t row, const std::string& field, const std::string& message) const {
    throw Error(message).inFile(file_).atField(field).atPosition(lines_[row], 1);
}

PathTable::Sample PathTable::at(double time) const {
    const double held = std::clamp(time, 0.0, times_.back());
    const auto next = std::upper_bound(times_.begin() + 1, times_.end() - 1, held);
    const std::size_t i = static_cast<std::size_t>(next - times_.begin());
    const double share = (held - times_[i - 1]) / (times_[i] - times_[i - 1]);
    return {positions_[i - 1] + share * (positions_[i] - positions_[i - 1]),
            headDirections_[i - 1] + share * (headDirections_[i] - headDirections_[i - 1])};
}

void PathTable::requireInside(const ArenaGeometry& arena) const {
    for (std::size_t row = 0; row < positions_.size(); ++row) {
        const Vec2 position = positions_[row];
        if (arena.contains(position))
            continue;
        const Bounds& bounds = arena.bounds();
        const bool centimetres =
            arena.contains(position / 100.0) && length(position) > 5.0 * length(bounds.maximum);
        fail(row, "",
             "the point " + shown(position) + " lies outside the arena, which extends from " +
                 shown(bounds.minimum) + " to " + shown(bounds.maximum) +
                 (centimetres ? "; are x and y in centimetres? Metres are expected" : ""));
    }
}

PathTable readPathTable(const std::filesystem::path& path,
                        const RecordedPathParameters& parameters) {
    return PathTable(readCsv(path), path.string(), parameters);
}

} // namespace hippodrome

#include "core/run/trajectory.h"

#include "core/base/csv.h"

#include <cmath>
#include <cstdio>

namespace hippodrome {

namespace {

/// Times that differ by less are the same [s].
constexpr double timeRounding = 1e-9;

} // namespace

void Trajectory::note(const World& world, double interval) {
    const double now = std::floor((world.time() + timeRounding) / interval);
    const double before = std::floor((world.time() - world.timeStep() + timeRounding) / interval);
    if (world.ticks() > 0 && now == before)
        return;
    const RatState& rat = world.rat();
    double reward = world.totalReward() - rewarded_;
    if (std::abs(reward) < 1e-9)
        reward = 0.0; // what rounding leaves of a sum
    rows_.push_back({world.time(), rat.position, rat.headDirection, length(rat.velocity), reward,
                     world.beginnings()});
    rewarded_ += reward;
}

std::string Trajectory::text() const {
    std::string text = "time,x,y,head_direction,speed,reward,episode\n";
    char line[256];
    for (const Row& row : rows_) {
        std::snprintf(line, sizeof line, "%.6f,%.6f,%.6f,%.6f,%.6f,%.6g,%ld\n", row.time,
                      row.position.x, row.position.y, row.headDirection, row.speed, row.reward,
                      row.episode);
        text += line;
    }
    return text;
}

void Trajectory::read(const std::filesystem::path& file) {
    const CsvTable table = readCsv(file);
    std::vector<std::string> columns{"time",  "x",      "y",      "head_direction",
                                     "speed", "reward", "episode"};
    const bool numbered = table.columns.size() == columns.size();
    if (!numbered)
        columns.pop_back(); // as versions before 0.2 wrote it
    if (table.columns != columns)
        throw Error("expected a trajectory that a run has written").inFile(file.string());
    table.requireAllNumbers();
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const std::span<const double> row = table.rows[i];
        rows_.push_back({row[0],
                         {row[1], row[2]},
                         row[3],
                         row[4],
                         row[5],
                         numbered ? static_cast<long>(row[6]) : 0});
        rewarded_ += row[5];
    }
}

void Trajectory::continueFrom(const std::filesystem::path& file, const RecordMarks& marks) {
    Trajectory earlier;
    if (marks.trajectory.count == 0)
        return; // the rat had not moved
    earlier.read(file);
    requireRows(file, marks.trajectory, earlier.rows_.size());
    earlier.rows_.resize(static_cast<std::size_t>(marks.trajectory.count));
    if (textHash(earlier.text()) != marks.trajectory.hash)
        throw Error("expected the path of the run that the checkpoint is of, found another")
            .inFile(file.string());
    earlier.rewarded_ = marks.rewarded; // the rows' are rounded
    *this = std::move(earlier);
}

void Trajectory::continueFrom(const std::filesystem::path& file, double time, double interval) {
    Trajectory earlier;
    earlier.read(file);
    std::erase_if(earlier.rows_, [&](const Row& row) { return row.time > time + timeRounding; });
    const double end = earlier.rows_.empty() ? 0.0 : earlier.rows_.back().time;
    if (end < time - interval - 1e-6)
        throw Error("the path ends at " + formatNumber(end) + " s, before the checkpoint at " +
                    formatNumber(time) + " s")
            .inFile(file.string());
    earlier.rewarded_ = 0.0;
    for (const Row& row : earlier.rows_)
        earlier.rewarded_ += row.reward;
    *this = std::move(earlier);
}

void Trajectory::mark(RecordMarks& marks) const {
    marks.trajectory = {static_cast<long>(rows_.size()), textHash(text())};
    marks.rewarded = rewarded_;
}

} // namespace hippodrome

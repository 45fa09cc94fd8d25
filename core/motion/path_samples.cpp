#include "core/motion/path_samples.h"

#include "core/arena/geometry_text.h"
#include "core/base/excerpt.h"
#include "core/motion/path_units.h"
#include "core/motion/pose_table.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace hippodrome {

namespace {

/// Gaps may be longer than allowed by what rounding makes of times [s].
constexpr double gapRounding = 1e-9;
/// More than a day of 45 frames a second.
constexpr std::size_t mostRows = 4000000;

std::string counted(std::size_t count, std::size_t all) {
    return std::to_string(count) + " of " + std::to_string(all) + " rows";
}

class SampleReader {
public:
    SampleReader(const CsvTable& table, const RecordedPathParameters& parameters)
        : table_(table), parameters_(parameters) {
        samples_.file = table.file;
    }

    PathSamples read() {
        findColumns();
        if (table_.rows.size() < 2)
            failFile("expected at least 2 rows, found " + std::to_string(table_.rows.size()));
        if (table_.rows.size() > mostRows)
            failFile("expected at most " + std::to_string(mostRows) + " rows, found " +
                     std::to_string(table_.rows.size()) +
                     "; leave rows out: the path between them is a straight line");
        readTimes();
        takeRows();
        checkGaps();
        readHeadDirections();
        return std::move(samples_);
    }

private:
    [[noreturn]] void failFile(const std::string& message) const {
        throw Error(message).inFile(table_.file);
    }
    [[noreturn]] void fail(std::size_t row, const std::string& field,
                           const std::string& message) const {
        throw Error(message).inFile(table_.file).atField(field).atPosition(table_.lines[row], 1);
    }
    double cell(std::size_t row, int column) const {
        return table_.rows[row][static_cast<std::size_t>(column)];
    }

    void findColumns() {
        refusePoseTable(table_);
        time_ = table_.column("time");
        if (time_ < 0 && parameters_.countsFrames())
            for (const char* name : {"frame", "frames", "frame_idx", "frame_number"})
                time_ = time_ < 0 ? table_.column(name) : time_;
        x_ = table_.column("x");
        y_ = table_.column("y");
        if (std::min({time_, x_, y_}) < 0)
            failFile("expected the columns \"time\", \"x\" and \"y\", found " +
                     quotedList(table_.columns));
        head_ = table_.column("head_direction");
        episode_ = table_.column("episode");
        std::vector<int> used{time_, x_, y_};
        for (const int column : {head_, episode_})
            if (column >= 0)
                used.push_back(column);
        table_.requireNumbers(used);
    }

    double secondsPerUnit() const {
        switch (parameters_.timeUnit) {
        case TimeUnit::milliseconds:
            return 1e-3;
        case TimeUnit::microseconds:
            return 1e-6;
        case TimeUnit::nanoseconds:
            return 1e-9;
        case TimeUnit::minutes:
            return 60.0;
        default:
            break;
        }
        if (!parameters_.countsFrames())
            return 1.0;
        if (parameters_.frameRate <= 0.0)
            failFile("expected the number of frames a second in frame_rate, as time_unit is "
                     "\"frames\"");
        return 1.0 / parameters_.frameRate;
    }

    void readTimes() {
        for (std::size_t row = 0; row < table_.rows.size(); ++row) {
            times_.push_back(cell(row, time_));
            if (std::isnan(times_.back()))
                fail(row, "time", "expected a time, found none");
        }
        if (parameters_.timeUnit == TimeUnit::automatic && !parameters_.countsFrames() &&
            looksLikeFrames(times_))
            fail(1, "time",
                 "the times are whole numbers in steps of 1: do they number frames? Then set "
                 "time_unit to \"frames\" and frame_rate to the frames a second; if they are "
                 "seconds or milliseconds, set time_unit to \"s\" or \"ms\"");
        const double start = times_.front(), scale = secondsPerUnit();
        for (double& time : times_) {
            // Frames divide, so that whole seconds stay whole.
            time = parameters_.countsFrames() ? (time - start) / parameters_.frameRate
                                              : (time - start) * scale;
        }
    }

    double metresPerUnit() const {
        const bool given = parameters_.metresPerUnit > 0.0;
        switch (parameters_.lengthUnit) {
        case LengthUnit::metres:
            return given ? parameters_.metresPerUnit : 1.0;
        case LengthUnit::centimetres:
        case LengthUnit::millimetres:
            if (given)
                failFile("expected either length_unit or metres_per_unit, found both");
            return parameters_.lengthUnit == LengthUnit::centimetres ? 0.01 : 0.001;
        case LengthUnit::pixels:
            if (!given)
                failFile("expected the size of a pixel in metres_per_unit [m], as length_unit is "
                         "\"px\"");
            return parameters_.metresPerUnit;
        }
        return 1.0;
    }

    void takeRows() {
        const double scale = metresPerUnit();
        std::size_t missing = 0, early = 0, late = 0, repeated = 0;
        double episode = std::nan("");
        for (std::size_t row = 0; row < times_.size(); ++row) {
            if (row > 0 && times_[row] < times_[row - 1])
                fail(row, "time",
                     "expected a time after that of the row before, found " +
                         shown(times_[row] - times_[row - 1]) + " s after it");
            const Vec2 position = scale * Vec2{cell(row, x_), cell(row, y_)};
            if (std::isnan(position.x) || std::isnan(position.y)) {
                ++(rows_.empty() ? early : late);
                continue;
            }
            if (!samples_.times.empty() && times_[row] == times_[rows_.back()]) {
                ++repeated;
                continue;
            }
            const double now = episode_ >= 0 ? cell(row, episode_) : std::nan("");
            samples_.begins.push_back(!std::isnan(now) && !std::isnan(episode) && now != episode);
            episode = std::isnan(now) ? episode : now;
            samples_.times.push_back(times_[row]);
            samples_.positions.push_back(position);
            samples_.lines.push_back(table_.lines[row]);
            rows_.push_back(row);
            missing += std::exchange(late, 0); // another position follows
        }
        if (rows_.size() < 2)
            fail(rows_.empty() || rows_.front() > 0 ? 0 : 1, "",
                 "expected at least 2 rows with a position, found " + std::to_string(rows_.size()));
        const double start = samples_.times.front();
        for (double& time : samples_.times)
            time -= start;
        if (missing > 0)
            samples_.notes.push_back(counted(missing, times_.size()) +
                                     " without a position: gaps of up to " +
                                     shown(longestBridge()) + " s are bridged in a straight line");
        if (early > 0)
            samples_.notes.push_back(counted(early, times_.size()) +
                                     " before the first position: left out; the path begins " +
                                     shown(times_[rows_.front()]) + " s after the first row");
        if (late > 0)
            samples_.notes.push_back(counted(late, times_.size()) +
                                     " after the last position: left out");
        if (repeated > 0)
            samples_.notes.push_back(counted(repeated, times_.size()) +
                                     " with the time of the row before: left out");
    }

    /// The longest way between two samples with rows without a position between them [s].
    double longestBridge() const {
        double longest = 0.0;
        for (std::size_t i = 1; i < rows_.size(); ++i)
            if (rows_[i] > rows_[i - 1] + 1)
                longest = std::max(longest, samples_.times[i] - samples_.times[i - 1]);
        return longest;
    }

    void checkGaps() const {
        for (std::size_t i = 1; i < rows_.size(); ++i) {
            const double gap = samples_.times[i] - samples_.times[i - 1];
            if (gap <= parameters_.maximumGap + gapRounding)
                continue;
            const std::string allowed = " (maximum_gap sets how much is allowed)";
            const std::size_t first = rows_[i - 1] + 1;
            if (first < rows_[i] && std::isnan(cell(first, x_) + cell(first, y_)))
                fail(first, "",
                     "expected a position at most " + shown(parameters_.maximumGap) +
                         " s after the one before, found the next in line " +
                         std::to_string(samples_.lines[i]) + ", " + shown(gap) + " s after it" +
                         allowed);
            const double step = medianStep(samples_.times);
            const bool wrongUnit = step > parameters_.maximumGap &&
                                   parameters_.timeUnit == TimeUnit::automatic &&
                                   !parameters_.countsFrames();
            const std::string hint = wrongUnit ? timeUnitHint(step) : "";
            fail(rows_[i], "time",
                 "expected a row at most " + shown(parameters_.maximumGap) +
                     " s after the row before, found " + shown(gap) + " s" +
                     (hint.empty() ? allowed : hint));
        }
    }

    void readHeadDirections() {
        if (head_ < 0)
            return;
        const double largest = 2.0 * std::numbers::pi;
        const bool degrees = parameters_.angleUnit == AngleUnit::degrees;
        std::vector<double> heads;
        std::size_t missing = 0;
        for (const std::size_t row : rows_) {
            const double written = cell(row, head_);
            const double head = degrees ? written * (std::numbers::pi / 180.0) : written;
            if (std::isnan(head))
                ++missing;
            else if (!degrees && !(std::abs(head) <= largest))
                fail(row, "head_direction",
                     "expected radians from -2 pi to 2 pi, found " + shown(head) +
                         (std::abs(head) <= 360.0
                              ? "; are these degrees? Then set angle_unit to \"deg\""
                              : ""));
            heads.push_back(head);
        }
        if (missing == heads.size()) {
            samples_.notes.push_back(counted(missing, missing) +
                                     " without a head direction: the head follows the movement");
            return;
        }
        const double longest = missing > 0 ? bridgeHeads(heads) : 0.0;
        if (missing > 0)
            samples_.notes.push_back(counted(missing, rows_.size()) +
                                     " without a head direction: gaps of up to " + shown(longest) +
                                     " s are bridged on the shorter way round");
        // The shortest turn from the row before.
        std::vector<double>& result = samples_.headDirections;
        for (const double head : heads)
            result.push_back(result.empty() ? head
                                            : result.back() + wrapAngle(head - result.back()));
    }

    /// Fills in what is missing between the known directions around it, where the same episode has
    /// both, and holds them elsewhere. Returns the length of the longest gap [s].
    double bridgeHeads(std::vector<double>& heads) const {
        const std::size_t none = heads.size();
        double longest = 0.0;
        std::size_t before = none; // the last known one
        for (std::size_t i = 0; i < heads.size(); ++i) {
            if (!std::isnan(heads[i])) {
                before = i;
                continue;
            }
            std::size_t after = i;
            while (after < heads.size() && std::isnan(heads[after]))
                ++after;
            std::size_t cut = i; // where an episode begins, if one does
            while (cut <= after && cut < heads.size() && !samples_.begins[cut])
                ++cut;
            const bool together = before != none && after < heads.size() && cut > after;
            const std::size_t first = before != none ? before : i;
            const std::size_t last = after < heads.size() ? after : heads.size() - 1;
            const double gap = samples_.times[last] - samples_.times[first];
            if (gap > parameters_.maximumGap + gapRounding)
                fail(rows_[i], "head_direction",
                     "expected a head direction at most " + shown(parameters_.maximumGap) +
                         " s after the one before, found none for " + shown(gap) +
                         " s (maximum_gap sets how much is allowed)");
            longest = std::max(longest, gap);
            for (std::size_t j = i; j < after; ++j) {
                if (together) {
                    const double share = (samples_.times[j] - samples_.times[before]) / gap;
                    heads[j] = heads[before] + share * wrapAngle(heads[after] - heads[before]);
                } else {
                    const bool early = before != none && (j < cut || after >= heads.size());
                    heads[j] = heads[early ? before : after];
                }
            }
            i = after - 1;
        }
        return longest;
    }

    const CsvTable& table_;
    const RecordedPathParameters& parameters_;
    PathSamples samples_;
    int time_ = -1, x_ = -1, y_ = -1, head_ = -1, episode_ = -1;
    std::vector<double> times_;     ///< of every row of the table [s]
    std::vector<std::size_t> rows_; ///< of the samples in the table
};

} // namespace

PathSamples PathSamples::of(const CsvTable& table, const RecordedPathParameters& parameters) {
    return SampleReader(table, parameters).read();
}

void PathSamples::fail(std::size_t sample, const std::string& field,
                       const std::string& message) const {
    throw Error(message).inFile(file).atField(field).atPosition(lines[sample], 1);
}

} // namespace hippodrome

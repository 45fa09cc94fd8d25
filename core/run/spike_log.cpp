#include "core/run/spike_log.h"

#include "core/base/file_io.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <sstream>
#include <string_view>

namespace hippodrome {

namespace {

constexpr std::string_view spikeColumns = "time,brain,population,unit";
/// Times are written to the microsecond.
constexpr double microsecond = 1e-6;
/// Hours of a thousand busy cells.
constexpr std::size_t maximumBytes = std::size_t{8} << 30;

template <class Number>
bool parse(std::string_view text, Number& number) {
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc() && end == text.data() + text.size();
}

} // namespace

int SpikeLog::sourceOf(const std::string& name) {
    const auto found = std::find(sources_.begin(), sources_.end(), name);
    if (found != sources_.end())
        return static_cast<int>(found - sources_.begin());
    sources_.push_back(name);
    return static_cast<int>(sources_.size()) - 1;
}

void SpikeLog::note(const World& world) {
    const double before = world.time() - world.timeStep();
    const std::size_t first = rows_.size();
    for (const RidingBrain& riding : world.brains())
        for (std::size_t p = 0; p < riding.brain->populations().size(); ++p) {
            const std::span<const Spike> spikes = riding.brain->spikes(p);
            if (spikes.empty())
                continue;
            const int source = sourceOf(riding.name + "," + riding.brain->populations()[p].name);
            for (const Spike& spike : spikes)
                rows_.push_back({before + spike.delay, source, spike.unit});
        }
    std::stable_sort(rows_.begin() + static_cast<std::ptrdiff_t>(first), rows_.end(),
                     [](const Row& a, const Row& b) { return a.time < b.time; });
}

std::string SpikeLog::text() const {
    std::string text(spikeColumns);
    text += '\n';
    char number[32];
    for (const Row& row : rows_) {
        std::snprintf(number, sizeof number, "%.6f", row.time);
        text.append(number).append(",").append(sources_[static_cast<std::size_t>(row.source)]);
        text.append(",").append(std::to_string(row.unit)).append("\n");
    }
    return text;
}

void SpikeLog::read(const std::filesystem::path& file) {
    std::istringstream lines(readTextFile(file, maximumBytes));
    std::string line;
    if (!std::getline(lines, line) || line != spikeColumns)
        throw Error("expected spikes that a run has written").inFile(file.string());
    std::vector<Row> rows;
    for (int number = 2; std::getline(lines, line); ++number) {
        const std::size_t first = line.find(','), last = line.rfind(',');
        Row row;
        if (first == last || !parse(std::string_view(line).substr(0, first), row.time) ||
            !parse(std::string_view(line).substr(last + 1), row.unit))
            throw Error("line " + std::to_string(number) + ": expected \"" +
                        std::string(spikeColumns) + "\", found \"" + line + "\"")
                .inFile(file.string());
        row.source = sourceOf(line.substr(first + 1, last - first - 1));
        rows.push_back(row);
    }
    rows_ = std::move(rows);
}

void SpikeLog::continueFrom(const std::filesystem::path& file, const RecordMarks& marks) {
    SpikeLog earlier;
    if (marks.spikes.count == 0)
        return;
    earlier.read(file);
    requireRows(file, marks.spikes, earlier.rows_.size());
    earlier.rows_.resize(static_cast<std::size_t>(marks.spikes.count));
    if (textHash(earlier.text()) != marks.spikes.hash)
        throw Error("expected the spikes of the run that the checkpoint is of, found others")
            .inFile(file.string());
    *this = std::move(earlier);
}

void SpikeLog::continueFrom(const std::filesystem::path& file, double time) {
    if (!std::filesystem::exists(file))
        return;
    SpikeLog earlier;
    earlier.read(file);
    std::erase_if(earlier.rows_, [&](const Row& row) { return row.time > time + microsecond; });
    *this = std::move(earlier);
}

void SpikeLog::mark(RecordMarks& marks) const {
    marks.spikes = {static_cast<long>(rows_.size()), textHash(text())};
}

} // namespace hippodrome

#include "core/world/journal.h"

#include "core/scene/outside_files.h"
#include "core/world/journal_patch.h"

#include <algorithm>
#include <cstdint>
#include <sstream>

namespace hippodrome {

namespace {

constexpr const char* journalFormat = "hippodrome-journal";
constexpr std::size_t mostBytes = std::size_t{64} << 20;
constexpr std::size_t longestLine = std::size_t{16} << 20;

/// Ticks and updates are at most what a double holds exactly.
long readCount(const JsonCursor& cursor) {
    const std::uint64_t count = cursor.unsignedInteger();
    if (count > std::uint64_t{1} << 53)
        cursor.failExpected("a whole number from 0 to 2^53");
    return static_cast<long>(count);
}

/// `[x, y]`, or `[]` when nobody steers any longer.
Journal::Entry::Steering readSteering(const JsonCursor& cursor) {
    const std::vector<JsonCursor> numbers = cursor.elements(Range{0, 2});
    if (numbers.empty())
        return {};
    if (numbers.size() == 1)
        cursor.failExpected("two numbers or none");
    return {Vec2{numbers[0].number(), numbers[1].number()}};
}

} // namespace

void Journal::noteUpdates(long tick, TrainingPosition training) {
    // A tick without new updates says nothing.
    const TrainingPosition last =
        entries_.empty() ? TrainingPosition{}
                         : TrainingPosition{entries_.back().updates, entries_.back().part};
    if (!(training == last))
        noteEnd(tick, training);
}

void Journal::noteEnd(long tick, TrainingPosition training) {
    // Updates at one tick are one entry.
    if (entries_.empty() || entries_.back().tick != tick || !entries_.back().change.is_null() ||
        entries_.back().steering)
        entries_.push_back({tick, 0, 0, {}, {}});
    entries_.back().updates = training.updates;
    entries_.back().part = training.part;
}

void Journal::forgetEnd(long tick) {
    // Updates are noted when a tick begins, so that an entry of the tick at which a run stands, and
    // which says nothing else, is of its end.
    if (!entries_.empty() && entries_.back().tick == tick && entries_.back().change.is_null() &&
        !entries_.back().steering)
        entries_.pop_back();
}

void Journal::noteChange(long tick, TrainingPosition training, const Scene& before,
                         const Scene& after) {
    entries_.push_back({tick,
                        training.updates,
                        training.part,
                        Json::diff(writeScene(before), writeScene(after)),
                        {}});
}

void Journal::noteSteering(long tick, TrainingPosition training, std::optional<Vec2> direction) {
    entries_.push_back({tick, training.updates, training.part, {}, Entry::Steering{direction}});
}

std::string Journal::text() const {
    std::ostringstream lines;
    lines << Json{{"format", journalFormat}, {"version", 1}, {"scene", writeScene(start_)}}.dump()
          << "\n";
    for (const Entry& entry : entries_) {
        Json line = {{"tick", entry.tick}, {"updates", entry.updates}};
        if (entry.part > 0)
            line["part"] = entry.part;
        if (!entry.change.is_null())
            line["change"] = entry.change;
        if (entry.steering && entry.steering->direction)
            line["steer"] = {entry.steering->direction->x, entry.steering->direction->y};
        else if (entry.steering)
            line["steer"] = Json::array();
        lines << line.dump() << "\n";
    }
    return lines.str();
}

Journal Journal::read(const std::filesystem::path& file) {
    return parse(readTextFile(file, mostBytes), file);
}

Journal Journal::parse(const std::string& text, const std::filesystem::path& file) {
    if (text.size() > mostBytes)
        throw Error("expected a journal of at most " + std::to_string(mostBytes) +
                    " bytes, found " + std::to_string(text.size()))
            .inFile(file.string());
    Journal journal;
    std::size_t values = 0; // of all changes, which are kept
    std::size_t begin = 0;
    for (int number = 1; begin < text.size(); ++number) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string line = text.substr(begin, std::min(end - begin, longestLine + 1));
        begin = end + 1;
        try {
            if (line.size() > longestLine)
                throw Error("expected lines of at most " + std::to_string(longestLine) + " bytes");
            values += static_cast<std::size_t>(std::count(line.begin(), line.end(), ','));
            if (values > mostJsonValues)
                throw Error("expected at most " + std::to_string(mostJsonValues) +
                            " values in all changes together");
            const JsonDocument document = parseJson(line);
            ObjectReader object{JsonCursor(document)};
            if (number == 1) {
                if (object.required("format").text() != journalFormat)
                    throw Error("expected a journal of Hippodrome");
                (void)object.required("version").integer(Range{1, 1});
                const JsonDocument scene{object.required("scene").value(), {}, {}};
                journal.start_ = readScene(scene, file.parent_path());
            } else {
                Entry entry;
                entry.tick = readCount(object.required("tick"));
                entry.updates = readCount(object.required("updates"));
                if (object.optional("part"))
                    entry.part = object.at("part").integer(Range{0, 16});
                if (object.optional("change"))
                    entry.change = checkedPatch(object.at("change"));
                if (object.optional("steer"))
                    entry.steering = readSteering(object.at("steer"));
                if (!journal.entries_.empty() && (entry.tick < journal.entries_.back().tick ||
                                                  entry.updates < journal.entries_.back().updates))
                    throw Error("expected a tick and a number of updates that are not below those "
                                "of the line before");
                journal.entries_.push_back(std::move(entry));
            }
            object.finish();
        } catch (const Error& error) {
            throw Error(error.message())
                .atField(error.field())
                .inFile(file.string())
                .atPosition(number, 1);
        }
    }
    if (journal.start_.motion.type.empty())
        throw Error("expected a journal of Hippodrome, found an empty file").inFile(file.string());
    return journal;
}

Scene Journal::changed(const Scene& scene, const Entry& entry) {
    try {
        const JsonDocument document{patched(writeScene(scene), entry.change), {}, {}};
        Scene after = readScene(document, scene.folder);
        requireFilesInside(after, &scene);
        return after;
    } catch (const Json::exception& fault) {
        throw Error("the journal does not fit the scene before tick " + std::to_string(entry.tick) +
                    ": " + fault.what());
    } catch (const Error& fault) {
        throw Error("the journal's change before tick " + std::to_string(entry.tick) +
                        " cannot be made: " + fault.message(),
                    fault.kind())
            .atField(fault.field())
            .inFile(fault.file());
    }
}

} // namespace hippodrome

#include "core/sim/journal.h"

#include <sstream>

namespace hippodrome {

namespace {

constexpr const char* journalFormat = "hippodrome-journal";

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
    return parse(readTextFile(file), file);
}

Journal Journal::parse(const std::string& text, const std::filesystem::path& file) {
    std::istringstream lines(text);
    std::string line;
    Journal journal;
    for (int number = 1; std::getline(lines, line); ++number) {
        try {
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
                entry.tick = static_cast<long>(object.required("tick").unsignedInteger());
                entry.updates = static_cast<long>(object.required("updates").unsignedInteger());
                if (object.optional("part"))
                    entry.part = object.at("part").integer(Range{0, 16});
                if (object.optional("change"))
                    entry.change = object.at("change").value();
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
        const JsonDocument document{writeScene(scene).patch(entry.change), {}, {}};
        return readScene(document, scene.folder);
    } catch (const Json::exception& fault) {
        throw Error(std::string("the journal does not fit the scene: ") + fault.what());
    }
}

} // namespace hippodrome

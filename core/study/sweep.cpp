#include "core/study/sweep.h"

#include "core/base/rng.h"
#include "core/scene/outside_files.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

namespace hippodrome {

namespace {

constexpr std::size_t maximumSweepBytes = std::size_t{8} << 20;

void checkHeader(ObjectReader& object) {
    const JsonCursor format = object.required("format");
    if (!format.value().is_string() || format.text() != Sweep::formatName)
        format.failExpected(std::string("\"") + Sweep::formatName + "\"");
    const JsonCursor version = object.required("version");
    if (version.integer() != Sweep::formatVersion)
        version.failExpected("version " + std::to_string(Sweep::formatVersion));
}

/// The scene with one value changed; a fault is one of the sweep file.
Scene changed(const Scene& scene, const std::string& key, const JsonCursor& value) {
    if (key == "seed")
        value.fail("expected seeds in the list \"seeds\" of the sweep");
    try {
        return withValue(scene, key, value.value().dump());
    } catch (const Error& error) {
        value.fail(error.message());
    }
}

SweepGoal readGoal(const JsonCursor& cursor, ObjectReader& object) {
    const std::vector<std::pair<const char*, SweepGoal::Kind>> kinds = {
        {"updates", SweepGoal::Kind::updates},
        {"wall_seconds", SweepGoal::Kind::wallSeconds},
        {"seconds", SweepGoal::Kind::seconds}};
    int found = 0;
    SweepGoal goal;
    for (const auto& [key, kind] : kinds) {
        if (!object.optional(key))
            continue;
        ++found;
        const JsonCursor amount = object.at(key);
        goal = {kind, kind == SweepGoal::Kind::updates ? amount.integer(Range{1.0})
                                                       : amount.number(Range{1e-3, 1e9})};
    }
    if (found != 1)
        cursor.fail("expected one of \"updates\", \"wall_seconds\" and \"seconds\", found " +
                    (found == 0 ? std::string("none") : std::to_string(found)));
    return goal;
}

std::vector<std::uint64_t> readSeeds(const JsonCursor& cursor) {
    std::vector<std::uint64_t> seeds;
    if (cursor.value().is_object()) {
        ObjectReader object(cursor);
        const std::uint64_t first = object.required("first").unsignedInteger();
        const int count =
            object.required("count").integer(Range{1, static_cast<double>(Sweep::maximumRuns)});
        object.finish();
        for (int i = 0; i < count; ++i)
            seeds.push_back(first + static_cast<std::uint64_t>(i));
        return seeds;
    }
    if (!cursor.value().is_array())
        cursor.failExpected("a list of seeds or {\"first\": ..., \"count\": ...}");
    std::set<std::uint64_t> seen;
    for (const JsonCursor& element :
         cursor.elements(Range{1, static_cast<double>(Sweep::maximumRuns)})) {
        seeds.push_back(element.unsignedInteger());
        if (!seen.insert(seeds.back()).second)
            element.fail("the seed " + std::to_string(seeds.back()) + " appears twice");
    }
    return seeds;
}

std::vector<SweepKey> readKeys(const JsonCursor& cursor, const Scene& scene) {
    std::vector<SweepKey> keys;
    ObjectReader object(cursor);
    for (const auto& item : cursor.value().items()) {
        SweepKey& key = keys.emplace_back(SweepKey{item.key(), {}});
        (void)object.optional(key.key);
        for (const JsonCursor& value : object.at(key.key).elements(Range{1})) {
            (void)changed(scene, key.key, value);
            if (std::find(key.values.begin(), key.values.end(), value.value()) != key.values.end())
                value.fail("the value " + describeJson(value.value()) + " appears twice");
            key.values.push_back(value.value());
        }
    }
    return keys;
}

std::vector<SweepVariant> readVariants(const JsonCursor& cursor, const Scene& scene,
                                       const std::vector<SweepKey>& keys) {
    std::vector<SweepVariant> variants;
    std::set<std::string> names;
    for (const JsonCursor& element : cursor.elements(Range{1})) {
        ObjectReader object(element);
        SweepVariant& variant = variants.emplace_back();
        const JsonCursor name = object.required("name");
        variant.name = name.text();
        if (variant.name.empty() ||
            variant.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") !=
                std::string::npos)
            name.failExpected("a name of lower-case letters, digits and _");
        if (!names.insert(variant.name).second)
            name.fail("the name \"" + variant.name + "\" is taken by an earlier variant");
        if (object.optional("label"))
            variant.label = object.at("label").text();
        if (object.optional("notes"))
            variant.notes = object.at("notes").text();
        const JsonCursor set = object.required("set");
        ObjectReader values(set);
        Scene changing = scene;
        for (const auto& item : set.value().items()) {
            const std::string& key = item.key();
            const JsonCursor value = values.at(key);
            if (std::any_of(keys.begin(), keys.end(),
                            [&](const SweepKey& swept) { return swept.key == key; }))
                value.fail("the key is under \"values\" too");
            changing = changed(changing, key, value);
            variant.set.emplace_back(key, item.value());
        }
        object.finish();
    }
    return variants;
}

/// The next combination of indices, the last one fastest; false after the last.
bool advance(std::vector<std::size_t>& indices, const std::vector<SweepKey>& keys) {
    for (std::size_t i = indices.size(); i-- > 0;) {
        if (++indices[i] < keys[i].values.size())
            return true;
        indices[i] = 0;
    }
    return false;
}

void checkCount(const Sweep& sweep, const JsonCursor& cursor) {
    double count = static_cast<double>(sweep.variants.size() * sweep.seeds.size());
    for (const SweepKey& key : sweep.keys)
        count *= static_cast<double>(key.values.size());
    if (count > static_cast<double>(Sweep::maximumRuns))
        cursor.fail("expected at most " + std::to_string(Sweep::maximumRuns) + " runs, found " +
                    formatNumber(count));
}

std::string describe(const PlannedRun& run, const std::vector<SweepKey>& keys) {
    std::string text = run.variant;
    for (std::size_t i = 0; i < keys.size(); ++i)
        text += ", " + keys[i].key + " = " + run.values[i].dump();
    return text;
}

void expand(Sweep& sweep, const JsonCursor& cursor) {
    std::vector<PlannedRun> conditions;
    for (const SweepVariant& variant : sweep.variants) {
        std::vector<std::size_t> indices(sweep.keys.size(), 0);
        do {
            PlannedRun& run = conditions.emplace_back();
            run.variant = variant.name;
            for (std::size_t i = 0; i < indices.size(); ++i)
                run.values.push_back(sweep.keys[i].values[indices[i]]);
        } while (advance(indices, sweep.keys));
    }
    sweep.runs.resize(conditions.size() * sweep.seeds.size());
    // Resolving a scene costs more than hashing it, and only a few are kept at a time.
    for (std::size_t c = 0; c < conditions.size(); ++c) {
        PlannedRun run = conditions[c];
        try {
            Scene scene = sweep.sceneOf(run);
            for (std::size_t s = 0; s < sweep.seeds.size(); ++s) {
                run.seed = scene.seed = sweep.seeds[s];
                run.hash = runHash(sceneHash(scene), sweep.goal);
                sweep.runs[s * conditions.size() + c] = run;
            }
        } catch (const Error& error) {
            cursor.fail("the runs " + describe(run, sweep.keys) + " cannot be: " + error.what());
        }
    }
    std::map<std::string, const PlannedRun*> seen;
    for (const PlannedRun& run : sweep.runs) {
        const auto [place, isNew] = seen.emplace(run.hash, &run);
        if (!isNew)
            cursor.fail("two runs are the same: " + describe(*place->second, sweep.keys) + " and " +
                        describe(run, sweep.keys));
    }
}

} // namespace

Json SweepGoal::json() const {
    switch (kind) {
    case Kind::updates:
        return {{"updates", static_cast<long>(amount)}};
    case Kind::wallSeconds:
        return {{"wall_seconds", amount}};
    case Kind::seconds:
        return {{"seconds", amount}};
    }
    return {};
}

Scene Sweep::sceneOf(const PlannedRun& run) const {
    Scene result = scene;
    for (const SweepVariant& variant : variants)
        if (variant.name == run.variant)
            for (const auto& [key, value] : variant.set)
                result = withValue(result, key, value.dump());
    for (std::size_t i = 0; i < keys.size(); ++i)
        result = withValue(result, keys[i].key, run.values[i].dump());
    result.seed = run.seed;
    requireFilesInside(result, &scene);
    return result;
}

Sweep readSweep(const JsonDocument& document, const std::filesystem::path& folder) {
    const JsonCursor cursor(document);
    ObjectReader object(cursor);
    checkHeader(object);
    Sweep sweep;
    if (object.optional("title"))
        sweep.title = object.at("title").text();
    if (object.optional("notes"))
        sweep.notes = object.at("notes").text();
    const JsonCursor scene = object.required("scene");
    sweep.goal = readGoal(cursor, object);
    for (const auto& [key, member] :
         {std::pair("maps", &Sweep::maps), std::pair("metrics", &Sweep::metrics),
          std::pair("checkpoints", &Sweep::checkpoints)})
        if (object.optional(key))
            sweep.*member = object.at(key).boolean();
    for (const char* key : {"seeds", "values", "variants"})
        (void)object.optional(key);
    object.finish();
    sweep.scene = loadScene(folder / scene.text());
    sweep.seeds = object.has("seeds") ? readSeeds(object.at("seeds"))
                                      : std::vector<std::uint64_t>{sweep.scene.seed};
    if (object.has("values"))
        sweep.keys = readKeys(object.at("values"), sweep.scene);
    if (object.has("variants"))
        sweep.variants = readVariants(object.at("variants"), sweep.scene, sweep.keys);
    checkCount(sweep, cursor);
    expand(sweep, cursor);
    return sweep;
}

Sweep loadSweep(const std::filesystem::path& file) {
    return readSweep(parseJson(readTextFile(file, maximumSweepBytes), file.string()),
                     file.parent_path());
}

std::string runHash(const std::string& sceneHash, const SweepGoal& goal) {
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx",
                  static_cast<unsigned long long>(hashText(sceneHash + " " + goal.json().dump())));
    return digits;
}

} // namespace hippodrome

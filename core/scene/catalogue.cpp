#include "core/scene/catalogue.h"

#include "core/agents/agent.h"
#include "core/base/file_io.h"
#include "core/brains/brain.h"
#include "core/scene/scene.h"

#include <algorithm>
#include <cctype>
#include <sstream>
#include <tuple>

namespace hippodrome {

namespace {

namespace fs = std::filesystem;

/// A scene takes kilobytes; what is far larger is something else.
constexpr std::size_t mostBytes = std::size_t{1} << 20;

std::string textAt(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The label of a kind, or its key where this program knows none.
template <class Types>
std::string labelOf(const Types& types, const std::string& key) {
    const auto* type = types.find(key);
    return type ? type->label : key;
}

About aboutOf(const Json& json) {
    const auto found = json.find("about");
    if (found == json.end())
        return {};
    try {
        const JsonDocument document{*found, {}, {}};
        return About::fields().read(JsonCursor(document));
    } catch (const Error&) {
        return {};
    }
}

/// Empty when the file is no scene.
std::vector<CatalogueEntry> entryOf(const fs::path& file, const fs::path& folder) {
    Json json;
    try {
        json = Json::parse(readTextFile(file, mostBytes), nullptr, false);
    } catch (const Error&) {
        return {};
    }
    if (!json.is_object() || textAt(json, "format") != Scene::formatName)
        return {};
    CatalogueEntry entry;
    entry.file = file;
    entry.name = file.lexically_relative(folder).replace_extension().generic_string();
    entry.title = textAt(json, "title");
    if (entry.title.empty())
        entry.title = entry.name;
    entry.notes = textAt(json, "notes");
    entry.about = aboutOf(json);
    if (const auto brains = json.find("brains"); brains != json.end() && brains->is_array())
        for (const Json& brain : *brains)
            if (brain.is_object())
                entry.brains.push_back(labelOf(brainTypes(), textAt(brain, "type")));
    if (const auto agent = json.find("agent"); agent != json.end() && agent->is_object())
        entry.agent = labelOf(agentTypes(), textAt(*agent, "type"));
    return {entry};
}

std::size_t rankOf(const CatalogueEntry& entry) {
    const auto& topics = sceneTopics();
    const SceneTopic* topic = findSceneTopic(entry.about.topic);
    return topic ? static_cast<std::size_t>(topic - topics.data()) : topics.size();
}

std::string lowered(std::string text) {
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

bool holds(const std::string& text, const std::string& word) {
    return lowered(text).find(word) != std::string::npos;
}

/// What a word counts, 0 where it is nowhere.
int worth(const CatalogueEntry& entry, const std::string& word) {
    if (holds(entry.title, word) || holds(entry.name, word))
        return 8;
    if (holds(entry.about.question, word) || holds(entry.about.paper, word))
        return 4;
    const SceneTopic* topic = findSceneTopic(entry.about.topic);
    if ((topic && holds(topic->label, word)) || holds(entry.agent, word) ||
        std::any_of(entry.brains.begin(), entry.brains.end(),
                    [&](const std::string& brain) { return holds(brain, word); }))
        return 2;
    return holds(entry.notes, word) ? 1 : 0;
}

} // namespace

std::vector<CatalogueEntry> catalogueOf(const fs::path& folder) {
    std::vector<CatalogueEntry> entries;
    std::error_code fault;
    const auto options = fs::directory_options::skip_permission_denied;
    for (auto at = fs::recursive_directory_iterator(folder, options, fault);
         !fault && at != fs::recursive_directory_iterator() && entries.size() < mostScenes;
         at.increment(fault)) {
        // Scenes lie beside their data, not far below: a person's documents may be deep.
        if (at.depth() > 1)
            at.disable_recursion_pending();
        if (at->path().extension() != ".json")
            continue;
        for (CatalogueEntry& entry : entryOf(at->path(), folder))
            entries.push_back(std::move(entry));
    }
    std::sort(entries.begin(), entries.end(), [](const CatalogueEntry& a, const CatalogueEntry& b) {
        return std::tuple(rankOf(a), a.about.minutes, a.title, a.name) <
               std::tuple(rankOf(b), b.about.minutes, b.title, b.name);
    });
    return entries;
}

int relevance(const CatalogueEntry& entry, const std::string& search) {
    std::istringstream words(lowered(search));
    int sum = 0, count = 0;
    for (std::string word; words >> word; ++count) {
        const int found = worth(entry, word);
        if (found == 0)
            return 0;
        sum += found;
    }
    return count == 0 ? 1 : sum;
}

} // namespace hippodrome

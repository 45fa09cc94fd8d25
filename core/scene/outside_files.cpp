#include "core/scene/outside_files.h"

#include "core/agents/navigator/vector_navigator_trained.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>

namespace hippodrome {

namespace {

namespace fs = std::filesystem;

std::atomic<Outside> outsideOfAll{Outside::refuse};

/// Files that a person has agreed to, with all links resolved.
class Agreed {
public:
    void add(const fs::path& file) {
        const std::lock_guard lock(mutex_);
        files_.insert(place(file));
    }
    bool holds(const fs::path& file) const {
        const std::lock_guard lock(mutex_);
        return files_.contains(place(file));
    }

private:
    static fs::path place(const fs::path& file) {
        std::error_code code;
        return fs::weakly_canonical(fs::absolute(file, code), code);
    }
    mutable std::mutex mutex_;
    std::set<fs::path> files_;
};

Agreed& agreed() {
    static Agreed files;
    return files;
}

std::string trainedOf(const Component& agent) {
    const auto found = agent.parameters.find("trained");
    return found != agent.parameters.end() && found->is_string() ? found->get<std::string>()
                                                                 : std::string();
}

void requireInsideOrAsk(const fs::path& folder, const fs::path& file, const AskOutside& ask) {
    if (ask && !liesInside(folder, file) && !agreed().holds(file) && ask(file))
        agreed().add(file);
    requireInside(folder, file, outside());
}

void requirePolicyInside(const std::string& name, const fs::path& folder, const AskOutside& ask) {
    if (name.empty())
        return;
    fs::path file;
    try {
        file = trainedPolicyFile(name, folder);
    } catch (const Error&) {
        return; // the agent says that it is missing
    }
    for (const fs::path& place : trainedPolicyFolders({}))
        if (liesInside(place, file))
            return;
    requireInsideOrAsk(folder, file, ask);
}

} // namespace

void setOutside(Outside outside) {
    outsideOfAll = outside;
}

Outside outside() {
    return outsideOfAll;
}

bool liesInside(const fs::path& folder, const fs::path& file) {
    std::error_code code;
    const fs::path root =
        fs::weakly_canonical(fs::absolute(folder.empty() ? fs::path(".") : folder, code), code);
    if (code)
        return false;
    const fs::path place = fs::weakly_canonical(fs::absolute(file, code), code);
    if (code)
        return false;
    auto end = root.end();
    if (!root.empty() && !root.has_filename()) // "/" and what ends with it
        --end;
    const auto [inRoot, inPlace] = std::mismatch(root.begin(), end, place.begin(), place.end());
    return inRoot == end || (root == root.root_path() && place.is_absolute());
}

void agreeTo(const fs::path& file) {
    agreed().add(file);
}

void requireInside(const fs::path& folder, const fs::path& file, Outside allowed) {
    if (allowed == Outside::allow || liesInside(folder, file) || agreed().holds(file))
        return;
    throw Error("expected a file in the folder of the scene or below it, found one that lies "
                "elsewhere; --allow-outside opens it all the same")
        .inFile(file.string());
}

void requireFilesInside(const Scene& scene, const Scene* chosen, const AskOutside& ask) {
    if (outside() == Outside::allow)
        return;
    const fs::path data = motionData(scene);
    if (!data.empty() && !(chosen && motionData(*chosen) == data)) {
        try {
            requireInsideOrAsk(scene.folder, data, ask);
        } catch (const Error& error) {
            throw error.atField("motion.file");
        }
    }
    const auto isChosen = [&](const std::string& name) {
        return chosen && (trainedOf(chosen->agent) == name ||
                          std::any_of(chosen->rivals.begin(), chosen->rivals.end(),
                                      [&](const Rival& r) { return trainedOf(r.agent) == name; }));
    };
    const auto check = [&](const Component& agent, const std::string& field) {
        const std::string name = trainedOf(agent);
        if (isChosen(name))
            return;
        try {
            requirePolicyInside(name, scene.folder, ask);
        } catch (const Error& error) {
            throw error.atField(field + ".trained");
        }
    };
    check(scene.agent, "agent");
    for (const Rival& rival : scene.rivals)
        check(rival.agent, "rivals." + rival.name);
}

} // namespace hippodrome

#include "core/run/scoreboard.h"

#include "app/arguments.h"
#include "app/bundled.h"
#include "app/verbs.h"

#include <algorithm>
#include <cstdio>

namespace hippodrome {

namespace {

struct CheckArguments {
    std::vector<std::string> scenes;
    std::optional<int> seeds;
    bool json = false;
    int threads = 0;
};

/// What all scenes came to.
struct Tally {
    int held = 0;
    int failed = 0;
    int notMeasured = 0;

    void add(const ScoreboardRow& row) {
        if (!row.found)
            ++notMeasured;
        else if (row.fulfilled)
            ++held;
        else
            ++failed;
    }
};

/// What a row is about.
std::string labelOf(const ScoreboardRow& row) {
    if (row.population.empty())
        return row.metric;
    // A choice at the end is what most protocols are about.
    std::string label = row.population;
    if (row.metric != "right_choice")
        label += ", " + row.metric;
    if (!row.place.empty())
        label += " " + row.place;
    if (!row.phase.empty())
        label += ", " + row.phase;
    return label;
}

std::string expectedText(const ScoreboardRow& row) {
    if (!row.expectedWord.empty())
        return row.expectedWord;
    return row.relation + " " + formatNumber(row.value);
}

std::string foundText(const ScoreboardRow& row) {
    if (!row.found)
        return "not measured by this command";
    char text[64];
    if (row.foundWord.empty()) {
        std::snprintf(text, sizeof text, "%.3g", *row.found);
        return text;
    }
    std::snprintf(text, sizeof text, "%-12s %4.0f %% (%.0f %%)", row.foundWord.c_str(),
                  100.0 * *row.found, 100.0 * row.before.value_or(0.0));
    return text;
}

void printTable(const std::string& file, const Scene& scene,
                const std::vector<ScoreboardRow>& rows) {
    std::printf("%s: %s\n", file.c_str(), scene.title.c_str());
    std::size_t width = 8;
    for (const ScoreboardRow& row : rows)
        width = std::max(width, labelOf(row).size());
    const int column = static_cast<int>(width);
    std::printf("  %-*s  %-13s %-28s %5s\n", column, "", "expected", "found (before the change)",
                "seeds");
    for (const ScoreboardRow& row : rows)
        std::printf("  %-*s  %-13s %-28s %5d%s\n", column, labelOf(row).c_str(),
                    expectedText(row).c_str(), foundText(row).c_str(), row.seeds,
                    row.found && !row.fulfilled ? "  <- not as expected" : "");
    std::printf("\n");
    std::fflush(stdout);
}

Json rowJson(const ScoreboardRow& row) {
    Json json = {{"metric", row.metric}, {"population", row.population}, {"relation", row.relation},
                 {"value", row.value},   {"seeds", row.seeds},           {"found", nullptr},
                 {"fulfilled", nullptr}};
    if (row.found) {
        json["found"] = *row.found;
        json["fulfilled"] = row.fulfilled;
    }
    if (!row.foundWord.empty()) {
        json["expected_verdict"] = row.expectedWord;
        json["found_verdict"] = row.foundWord;
        json["before"] = *row.before;
    }
    if (!row.phase.empty())
        json["phase"] = row.phase;
    if (!row.place.empty())
        json["place"] = row.place;
    if (!row.text.empty())
        json["text"] = row.text;
    return json;
}

int check(const CheckArguments& arguments) {
    ThreadPool threads(arguments.threads);
    Tally tally;
    Json scenes = Json::array();
    for (const std::string& file : arguments.scenes) {
        const Scene scene = loadScene(sceneFile(file));
        const std::vector<ScoreboardRow> rows = checkExpectations(scene, threads, arguments.seeds);
        Json list = Json::array();
        for (const ScoreboardRow& row : rows) {
            tally.add(row);
            list.push_back(rowJson(row));
        }
        if (arguments.json)
            scenes.push_back({{"file", file}, {"title", scene.title}, {"expectations", list}});
        else
            printTable(file, scene, rows);
    }
    if (arguments.json) {
        std::printf("%s\n", Json{{"scenes", scenes},
                                 {"held", tally.held},
                                 {"failed", tally.failed},
                                 {"not_measured", tally.notMeasured}}
                                .dump(2)
                                .c_str());
    } else {
        std::printf("%d expectations hold, %d do not", tally.held, tally.failed);
        if (tally.notMeasured > 0)
            std::printf(", %d are not measured by this command", tally.notMeasured);
        std::printf("\n");
    }
    return tally.failed > 0 ? 1 : 0;
}

} // namespace

void addCheckCommand(CLI::App& app, Action& action) {
    CLI::App* verb =
        app.add_subcommand("check", "Run the expectations of scenes: expected beside found");
    verb->footer("\nA share of right choices passes from 80 % of the seeds, fails up to chance and "
                 "10 % more, and is inconclusive between. Exit status 1 when an expectation does "
                 "not hold.\n"
                 "Example: hippodrome check scenes/revaluation/*.json");
    const auto arguments = std::make_shared<CheckArguments>();
    addOutsideFlag(*verb);
    verb->add_option("SCENE", arguments->scenes,
                     "Scene files, or names of scenes that come with the program")
        ->required();
    verb->add_option_function<int>(
            "--seeds", [arguments](int count) { arguments->seeds = count; },
            "As many seeds, counted up from the scene's, instead of what the expectations ask for")
        ->type_name("N")
        ->check(CLI::Range(1, 10000));
    addThreadsOption(*verb, arguments->threads);
    verb->add_flag("--json", arguments->json, "Print one JSON object at the end");
    verb->callback([arguments, &action] { action = [arguments] { return check(*arguments); }; });
}

} // namespace hippodrome

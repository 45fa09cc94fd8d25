#include "core/sim/scoreboard.h"

#include "core/agents/protocol_run.h"

#include <cmath>

namespace hippodrome {

namespace {

ScoreboardRow readRow(const Json& expectation, std::optional<int> seeds) {
    ScoreboardRow row;
    row.metric = expectation.at("metric").get<std::string>();
    row.population = expectation.value("population", "");
    row.relation = expectation.at("relation").get<std::string>();
    row.value = expectation.at("value").get<double>();
    row.seeds = seeds.value_or(expectation.value("seeds", 1));
    row.text = expectation.value("text", "");
    return row;
}

bool holds(double found, const std::string& relation, double value, double tolerance) {
    if (relation == "<")
        return found < value + tolerance;
    if (relation == "<=")
        return found <= value + tolerance;
    if (relation == ">")
        return found > value - tolerance;
    if (relation == ">=")
        return found >= value - tolerance;
    return std::abs(found - value) <= tolerance;
}

/// The share of seeds in which each agent chose right.
void runChoices(const Scene& scene, const Protocol& protocol, std::vector<ScoreboardRow*>& rows,
                ThreadPool& threads) {
    struct Trial {
        ScoreboardRow* row;
        const ProtocolAgent* agent;
        std::uint64_t seed;
        bool right = false;
        bool rightBefore = false;
    };
    std::vector<Trial> trials;
    for (ScoreboardRow* row : rows)
        for (int k = 0; k < row->seeds; ++k)
            trials.push_back({row, protocol.findAgent(row->population),
                              scene.seed + static_cast<std::uint64_t>(k)});
    threads.forEach(trials.size(), [&](std::size_t i) {
        const ProtocolOutcome outcome = runProtocol(protocol, *trials[i].agent, trials[i].seed);
        trials[i].right = outcome.chosen == protocol.test.right;
        trials[i].rightBefore = outcome.chosenBefore == protocol.test.right;
    });
    for (ScoreboardRow* row : rows)
        row->found = row->before = 0.0;
    for (const Trial& trial : trials) {
        *trial.row->found += trial.right;
        *trial.row->before += trial.rightBefore;
    }
    for (ScoreboardRow* row : rows) {
        *row->found /= row->seeds;
        *row->before /= row->seeds;
        const std::size_t places = protocol.test.places.size();
        row->expectedWord = verdictName(verdictOf(row->value, places));
        row->foundWord = verdictName(verdictOf(*row->found, places));
    }
}

} // namespace

std::vector<ScoreboardRow> checkExpectations(const Scene& scene, ThreadPool& threads,
                                             std::optional<int> seeds) {
    std::vector<ScoreboardRow> rows;
    for (const Json& expectation : scene.expectations)
        rows.push_back(readRow(expectation, seeds));
    std::vector<ScoreboardRow*> choices;
    for (ScoreboardRow& row : rows)
        if (row.metric == "right_choice")
            choices.push_back(&row);
    if (!choices.empty()) {
        const JsonDocument document{scene.protocol, {}, {}};
        const Protocol protocol = readProtocol(JsonCursor(document), scene.arena);
        runChoices(scene, protocol, choices, threads);
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].found)
            rows[i].fulfilled = holds(*rows[i].found, rows[i].relation, rows[i].value,
                                      scene.expectations[i].value("tolerance", 1e-9));
    return rows;
}

} // namespace hippodrome

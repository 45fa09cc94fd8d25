#include "core/run/scoreboard.h"

#include "core/lab/protocol_metrics.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

ScoreboardRow readRow(const Json& expectation, std::optional<int> seeds) {
    ScoreboardRow row;
    row.metric = expectation.at("metric").get<std::string>();
    row.population = expectation.value("population", "");
    row.phase = expectation.value("phase", "");
    row.place = expectation.value("place", "");
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

/// What the rows about one agent ask for in one run.
struct AgentRun {
    const ProtocolAgent* agent = nullptr;
    std::uint64_t seed = 0;
    std::vector<std::size_t> rows;
    std::vector<ProtocolSum> found; ///< as many
    bool rightBefore = false;
};

std::vector<AgentRun> runsFor(const Scene& scene, const Protocol& protocol,
                              const std::vector<ScoreboardRow*>& rows) {
    std::vector<AgentRun> runs;
    for (const ProtocolAgent& agent : protocol.agents) {
        int seeds = 0;
        for (const ScoreboardRow* row : rows)
            if (row->population == agent.name)
                seeds = std::max(seeds, row->seeds);
        for (int k = 0; k < seeds; ++k) {
            AgentRun run{.agent = &agent,
                         .seed = scene.seed + static_cast<std::uint64_t>(k),
                         .rows = {},
                         .found = {}};
            for (std::size_t i = 0; i < rows.size(); ++i)
                if (rows[i]->population == agent.name && k < rows[i]->seeds)
                    run.rows.push_back(i);
            runs.push_back(std::move(run));
        }
    }
    return runs;
}

/// What the protocol of the scene comes to; one run of an agent serves all rows about it.
void runProtocols(const Scene& scene, const Protocol& protocol,
                  const std::vector<ScoreboardRow*>& rows, ThreadPool& threads) {
    std::vector<ProtocolMeasure> measures;
    for (const ScoreboardRow* row : rows)
        measures.push_back({*protocolMetric(row->metric), protocol.findPhase(row->phase),
                            protocol.findPlace(row->place)});
    std::vector<AgentRun> runs = runsFor(scene, protocol, rows);
    threads.forEach(runs.size(), [&](std::size_t i) {
        AgentRun& run = runs[i];
        const ProtocolOutcome outcome = runProtocol(protocol, *run.agent, run.seed);
        for (const std::size_t row : run.rows)
            run.found.push_back(measure(measures[row], protocol, outcome));
        run.rightBefore = outcome.chosenBefore == protocol.test.right;
    });
    std::vector<ProtocolSum> found(rows.size());
    std::vector<int> rightBefore(rows.size());
    for (const AgentRun& run : runs)
        for (std::size_t k = 0; k < run.rows.size(); ++k) {
            found[run.rows[k]].add(run.found[k]);
            rightBefore[run.rows[k]] += run.rightBefore;
        }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        ScoreboardRow& row = *rows[i];
        row.found = found[i].mean();
        if (!row.found)
            throw Error(row.metric + " of " + row.population +
                        " cannot be measured: no episode that it is about can come to an end");
        if (measures[i].metric != ProtocolMetric::rightChoice)
            continue;
        row.before = double(rightBefore[i]) / row.seeds;
        const std::size_t places = protocol.test.places.size();
        row.expectedWord = verdictName(verdictOf(row.value, places));
        row.foundWord = verdictName(verdictOf(*row.found, places));
    }
}

} // namespace

std::vector<ScoreboardRow> checkExpectations(const Scene& scene, ThreadPool& threads,
                                             std::optional<int> seeds) {
    std::vector<ScoreboardRow> rows;
    for (const Json& expectation : scene.expectations)
        rows.push_back(readRow(expectation, seeds));
    std::vector<ScoreboardRow*> measured;
    for (ScoreboardRow& row : rows)
        if (protocolMetric(row.metric))
            measured.push_back(&row);
    if (!measured.empty()) {
        const JsonDocument document{scene.protocol, {}, {}};
        const Protocol protocol = readProtocol(JsonCursor(document), scene.arena);
        runProtocols(scene, protocol, measured, threads);
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].found)
            rows[i].fulfilled = holds(*rows[i].found, rows[i].relation, rows[i].value,
                                      scene.expectations[i].value("tolerance", 1e-9));
    return rows;
}

} // namespace hippodrome

// What a protocol tells of single episodes, and what is made of that.
#include "core/lab/protocol_metrics.h"

#include <gtest/gtest.h>

namespace hippodrome::test_protocol_metrics {
namespace {

/// A stem with an end that is blind, and food behind a corner:
///
///     blind - fork - corner - food
///              |
///            start
Protocol protocol(const std::string& agents, const std::string& phases) {
    const std::string text = R"({
      "graph": {"moves": [[0, 1], [2, 3], [1, 2], [1, 4], []], "rewards": [{"state": 4, "magnitude": 1}]},
      "agents": )" + agents + R"(, "phases": )" +
                             phases + R"(,
      "test": {"from": 0, "right": "corner",
               "places": [{"name": "blind", "state": 2}, {"name": "corner", "state": 3}]},
      "dead_ends": [{"state": 2}]})";
    const JsonDocument document = parseJson(text, "lab.json");
    return readProtocol(JsonCursor(document), Arena::rectangle(1.0, 1.0));
}

const std::string table = R"([{"name": "table", "type": "q_learning"}])";
/// To the blind end, a bump there, back, to the blind end again, back, and to the food.
const std::string astray = R"([
  {"name": "astray", "episodes": 1, "choice": "given", "start": [0],
   "moves": [[1, 0, 1, 0, 0, 0, 1, 1]]},
  {"name": "straight", "change": {"rewards": [{"state": 4, "magnitude": 2}]}, "episodes": 2,
   "choice": "given", "start": [0], "moves": [[1, 1, 1]]}])";

double found(const Protocol& protocol, const ProtocolOutcome& outcome, const std::string& metric,
             const std::string& phase = "", const std::string& place = "") {
    const ProtocolSum sum =
        measure({*protocolMetric(metric), protocol.findPhase(phase), protocol.findPlace(place)},
                protocol, outcome);
    return sum.mean().value();
}

TEST(ProtocolMetrics, TellOfEveryEpisode) {
    const Protocol lab = protocol(table, astray);
    const ProtocolOutcome outcome = runProtocol(lab, lab.agents[0], 1);
    ASSERT_EQ(outcome.episodes.size(), 3u);
    const EpisodeOutcome& first = outcome.episodes[0];
    EXPECT_EQ(first.phase, 0);
    EXPECT_EQ(first.decisions, 8);
    EXPECT_EQ(first.shortest, 3);
    EXPECT_EQ(first.errors, 2) << "a bump at the blind end is no entry";
    EXPECT_EQ(first.firstPlace, 0);
    EXPECT_TRUE(first.ended);
    EXPECT_EQ(first.reward, 1.0);
    const EpisodeOutcome& last = outcome.episodes[2];
    EXPECT_EQ(last.phase, 1);
    EXPECT_EQ(last.decisions, 3);
    EXPECT_EQ(last.errors, 0);
    EXPECT_EQ(last.firstPlace, 1);
    EXPECT_EQ(outcome.decisions, 14);
    EXPECT_EQ(outcome.totalReward, 5.0);
}

TEST(ProtocolMetrics, AreAboutAPhaseOrAboutWhatFollowsTheFirstChange) {
    const Protocol lab = protocol(table, astray);
    const ProtocolOutcome outcome = runProtocol(lab, lab.agents[0], 1);
    EXPECT_EQ(found(lab, outcome, "errors"), 0.0);
    EXPECT_EQ(found(lab, outcome, "errors", "astray"), 2.0);
    EXPECT_EQ(found(lab, outcome, "path_ratio"), 1.0);
    EXPECT_EQ(found(lab, outcome, "path_ratio", "astray"), 8.0 / 3.0);
    EXPECT_EQ(found(lab, outcome, "first_choice", "astray", "blind"), 1.0);
    EXPECT_EQ(found(lab, outcome, "first_choice", "astray", "corner"), 0.0);
    EXPECT_EQ(found(lab, outcome, "first_choice", "straight", "corner"), 1.0);
    EXPECT_EQ(found(lab, outcome, "right_choice"), outcome.chosen == 1 ? 1.0 : 0.0);
    EXPECT_FALSE(protocolMetric("room_correlation"));
}

TEST(ProtocolMetrics, CountEpisodesUntilThreeInARowAreGood) {
    const auto with = [](const std::string& moves, int episodes) {
        const Protocol lab =
            protocol(table, R"([{"name": "all", "choice": "given", "start": [0, 0], "episodes": )" +
                                std::to_string(episodes) + R"(, "moves": )" + moves + "}]");
        return found(lab, runProtocol(lab, lab.agents[0], 1), "episodes_to_criterion");
    };
    EXPECT_EQ(with("[[1, 1, 1], [1, 1, 1]]", 10), 3.0);
    EXPECT_EQ(with("[[1, 1, 1], [1, 0, 0, 1, 1]]", 10), 10.0) << "never three in a row";
    EXPECT_EQ(with("[[1, 1], [1, 1]]", 5), 5.0) << "none of them comes to the food";
}

/// A box of ten tiles, cut in two by a wall; food behind it.
Protocol cutInTwo(int decisions) {
    Arena arena;
    arena.boundary = rectanglePolygon({0.5, 0.1}, 1.0, 0.2);
    arena.walls = {{1, {0.5, 0.0}, {0.5, 0.2}}};
    arena.rewards = {{2, {0.95, 0.15}, 0.05, 1.0}};
    const JsonDocument document = parseJson(
        R"({
      "tiles": {"size": 0.1}, "agents": [)" +
            [] {
                std::string list;
                for (const LearnerType& type : learnerTypes())
                    list += (list.empty() ? "" : ", ") +
                            (R"({"name": ")" + type.key + R"(", "type": ")" + type.key + R"("})");
                return list;
            }() +
            R"(],
      "phases": [{"name": "in vain", "episodes": 3, "decisions": )" +
            std::to_string(decisions) + R"(,
                  "start": [[0.05, 0.05]], "replays": 20}],
      "test": {"from": [0.05, 0.05], "right": "food", "decisions": 200,
               "places": [{"name": "food", "at": [0.95, 0.15]}, {"name": "near", "at": [0.55, 0.05]}]}})",
        "cut.json");
    return readProtocol(JsonCursor(document), arena);
}

TEST(ProtocolMetrics, ARewardThatCannotBeReachedIsBorneByEveryAgent) {
    const Protocol lab = cutInTwo(150);
    for (const ProtocolAgent& agent : lab.agents) {
        const ProtocolOutcome outcome = runProtocol(lab, agent, 4);
        EXPECT_EQ(outcome.chosen, -1) << agent.name;
        EXPECT_EQ(outcome.totalReward, 0.0) << agent.name;
        ASSERT_EQ(outcome.episodes.size(), 3u);
        for (const EpisodeOutcome& episode : outcome.episodes) {
            EXPECT_EQ(episode.decisions, 150) << agent.name;
            EXPECT_EQ(episode.shortest, -1) << agent.name;
            EXPECT_FALSE(episode.ended) << agent.name;
        }
        EXPECT_FALSE(measure({ProtocolMetric::pathRatio}, lab, outcome).mean())
            << "no length can be compared with one that is not there";
        EXPECT_EQ(found(lab, outcome, "episodes_to_criterion"), 3.0);
    }
}

TEST(ProtocolMetrics, DeadEndsThatOverlapAreRefused) {
    const JsonDocument document = parseJson(R"({
      "graph": {"moves": [[1], [0], []]}, "agents": [{"name": "a", "type": "sarsa"}],
      "phases": [{"name": "learn", "episodes": 1, "start": [0]}],
      "test": {"places": [{"name": "0", "state": 0}, {"name": "1", "state": 1}], "right": "1"},
      "dead_ends": [{"state": 2}, {"state": 2}]})",
                                            "graph.json");
    try {
        readProtocol(JsonCursor(document), Arena::rectangle(1.0, 1.0));
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("dead_ends[1]"), std::string::npos)
            << error.what();
    }
}

} // namespace
} // namespace hippodrome::test_protocol_metrics

#include "core/lab/protocol_run.h"

#include <gtest/gtest.h>

namespace hippodrome::test_protocol {
namespace {

/// A protocol on six tiles in a row, as text that a test may change.
const std::string tiles = R"({
  "tiles": {"size": 0.2},
  "agents": [{"name": "planner", "type": "model_based"}, {"name": "table", "type": "q_learning"}],
  "phases": [
    {"name": "wander", "episodes": 20, "decisions": 50, "choice": "random", "start": [[0.1, 0.1]]},
    {"name": "food", "change": {"rewards": [{"position": [1.1, 0.1], "magnitude": 2}]},
     "episodes": 2, "choice": "given", "start": [[0.9, 0.1]], "moves": [["east"]]},
    {"name": "rest", "replays": 10}
  ],
  "test": {"from": [0.5, 0.1], "right": "east",
           "places": [{"name": "west", "at": [0.1, 0.1]}, {"name": "east", "at": [1.1, 0.1]}]}
})";

Arena row() {
    Arena arena;
    arena.boundary = rectanglePolygon({0.6, 0.1}, 1.2, 0.2);
    return arena;
}

Protocol read(const std::string& text) {
    const JsonDocument document = parseJson(text, "lab.json");
    return readProtocol(JsonCursor(document), row());
}

std::string with(const std::string& from, const std::string& to) {
    std::string text = tiles;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(Protocol, ReadsPhasesTheWorldAndTheTest) {
    const Protocol protocol = read(tiles);
    ASSERT_EQ(protocol.agents.size(), 2u);
    EXPECT_EQ(protocol.agents[0].type, "model_based");
    EXPECT_TRUE(protocol.agents[0].parameters.contains("discount")) << "defaults are spelled out";
    ASSERT_EQ(protocol.phases.size(), 3u);
    EXPECT_FALSE(protocol.phases[0].changes);
    EXPECT_TRUE(protocol.phases[1].changes);
    EXPECT_EQ(protocol.phases[1].moves, (std::vector<std::vector<int>>{{0}}));
    MoveTask rest = protocol.phases[2].task;
    rest.reset(4);
    EXPECT_EQ(rest.step(0).reward, 2.0) << "a change lasts";
    EXPECT_EQ(protocol.test.from, 2);
    EXPECT_EQ(protocol.test.right, 1);
}

TEST(Protocol, ThePlannerKnowsTheWayAndTheTableDoesNot) {
    const Protocol protocol = read(tiles);
    int planner = 0, table = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        planner += runProtocol(protocol, protocol.agents[0], seed).chosen == 1;
        table += runProtocol(protocol, protocol.agents[1], seed).chosen == 1;
    }
    EXPECT_EQ(planner, 40);
    EXPECT_LT(table, 32);
    EXPECT_GT(table, 8) << "by chance";
}

TEST(Protocol, TheSameSeedGivesTheSameAndLeadsAllAlongTheSameWays) {
    const Protocol protocol = read(tiles);
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const ProtocolOutcome one = runProtocol(protocol, protocol.agents[1], seed);
        const ProtocolOutcome again = runProtocol(protocol, protocol.agents[1], seed);
        EXPECT_EQ(one.chosen, again.chosen);
        EXPECT_EQ(one.chosenBefore, again.chosenBefore);
        EXPECT_EQ(one.totalReward, again.totalReward);
        const ProtocolOutcome other = runProtocol(protocol, protocol.agents[0], seed);
        EXPECT_EQ(one.decisions, other.decisions);
        EXPECT_EQ(one.totalReward, other.totalReward);
    }
}

TEST(Protocol, ComparesStatesWhereNoWayLeadsToThem) {
    const JsonDocument document = parseJson(R"({
      "graph": {"moves": [[2], [3], [], []], "rewards": [{"state": 3, "magnitude": 1}]},
      "agents": [{"name": "a", "type": "successor_td"}],
      "phases": [{"name": "learn", "episodes": 100, "start": [0, 1]}],
      "test": {"places": [{"name": "0", "state": 0}, {"name": "1", "state": 1}], "right": "1"}})");
    const Protocol protocol = readProtocol(JsonCursor(document), row());
    EXPECT_EQ(runProtocol(protocol, protocol.agents[0], 7).chosen, 1);
}

TEST(Protocol, VerdictsFollowTheirRule) {
    EXPECT_EQ(verdictOf(0.8, 2), Verdict::pass);
    EXPECT_EQ(verdictOf(0.79, 2), Verdict::inconclusive);
    EXPECT_EQ(verdictOf(0.61, 2), Verdict::inconclusive);
    EXPECT_EQ(verdictOf(0.6, 2), Verdict::fail);
    EXPECT_EQ(verdictOf(0.5, 3), Verdict::inconclusive);
    EXPECT_EQ(verdictOf(0.43, 3), Verdict::fail);
}

struct BadProtocol {
    const char* name;
    const char* from;
    const char* to;
    const char* said; ///< part of the message
};

class BadProtocols : public ::testing::TestWithParam<BadProtocol> {};

TEST_P(BadProtocols, AreRefusedWithPlaceExpectedAndFound) {
    try {
        read(with(GetParam().from, GetParam().to));
        FAIL() << "it was taken";
    } catch (const Error& error) {
        const std::string text = error.what();
        EXPECT_NE(text.find("lab.json:"), std::string::npos) << text;
        EXPECT_NE(text.find(GetParam().said), std::string::npos) << text;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Lab, BadProtocols,
    ::testing::Values(
        BadProtocol{"TypoInAKey", "\"phases\"", "\"fases\"", "phases"},
        BadProtocol{"UnknownAgent", "\"q_learning\"", "\"q_leaning\"", "q_leaning"},
        BadProtocol{"AnAgentThatDoesNotLearn", "\"q_learning\"", "\"forager\"", "forager"},
        BadProtocol{"TwoAgentsOfOneName", "\"table\"", "\"planner\"", "taken"},
        BadProtocol{"StartOutside", "[[0.1, 0.1]]", "[[3, 0.1]]", "inside the arena"},
        BadProtocol{"NoStart", "\"start\": [[0.1, 0.1]]", "\"decisions\": 3", "decisions"},
        BadProtocol{"MovesForAnotherChoice", "\"choice\": \"given\"", "\"choice\": \"own\"",
                    "given"},
        BadProtocol{"NotADirection", "[[\"east\"]]", "[[\"up\"]]", "up"},
        BadProtocol{"OneWayForTwoStarts", "[[0.9, 0.1]]", "[[0.9, 0.1], [0.7, 0.1]]", "moves"},
        BadProtocol{"PlacesThatOverlap", "\"at\": [1.1, 0.1]", "\"at\": [0.1, 0.1]", "overlap"},
        BadProtocol{"NoSuchRightPlace", "\"right\": \"east\"", "\"right\": \"north\"", "north"},
        BadProtocol{"TilesLargerThanTheArena", "0.2}", "5}", "tiles"},
        BadProtocol{"ARewardOutside", "\"position\": [1.1, 0.1]", "\"position\": [7, 7]",
                    "rewards"},
        BadProtocol{"AChangeOfTheTiles",
                    "{\"rewards\": [{\"position\": [1.1, 0.1], \"magnitude\": 2}]}",
                    "{\"boundary\": {\"type\": \"rectangle\", \"width\": 3, \"height\": 3}}",
                    "keep the tiles"},
        BadProtocol{"AChangeOfSomethingElse",
                    "\"rewards\": [{\"position\": [1.1, 0.1], \"magnitude\": 2}]", "\"colour\": 3",
                    "colour"}),
    [](const auto& instance) { return instance.param.name; });

TEST(Protocol, AGraphIsReadStrictlyToo) {
    const auto refused = [](const std::string& graph) {
        const JsonDocument document =
            parseJson(R"({"graph": )" + graph + R"(, "agents": [{"name": "a", "type": "dyna_q"}],
            "phases": [{"name": "learn", "episodes": 1, "start": [0]}],
            "test": {"places": [{"name": "0", "state": 0}, {"name": "1", "state": 1}],
                     "right": "1"}})",
                      "graph.json");
        try {
            readProtocol(JsonCursor(document), row());
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_EQ(refused(R"({"moves": [[1], []]})"), "");
    EXPECT_NE(refused(R"({"moves": [[2], []]})").find("graph.moves[0][0]"), std::string::npos);
    EXPECT_NE(refused(R"({"moves": [[], [0]]})").find("start"), std::string::npos)
        << "nothing leads away from there";
    EXPECT_NE(refused(R"({"moves": [[1], []], "rewards": [{"state": 9, "magnitude": 1}]})")
                  .find("rewards[0].state"),
              std::string::npos);
}

TEST(Protocol, AChangeOfAGraphKeepsItsStatesAndActions) {
    const auto refused = [](const std::string& change) {
        const JsonDocument document = parseJson(
            R"({"graph": {"moves": [[1, 2], [2], []]}, "agents": [{"name": "a", "type": "sarsa"}],
            "phases": [{"name": "learn", "episodes": 1, "start": [0]},
                       {"name": "new", "change": )" +
                change + R"(, "episodes": 1, "start": [0]}],
            "test": {"from": 0, "places": [{"name": "1", "state": 1}, {"name": "2", "state": 2}],
                     "right": "1"}})",
            "graph.json");
        try {
            readProtocol(JsonCursor(document), row());
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_EQ(refused(R"({"moves": [[2, 1], [2], []]})"), "");
    for (const char* moves : {"[[1, 2], [2], [], []]", "[[1, 2, 0], [2], []]", "[[1], [2], []]"})
        EXPECT_NE(refused(R"({"moves": )" + std::string(moves) + "}").find("must keep"),
                  std::string::npos)
            << moves;
}

TEST(Protocol, ATestThatIsOverBeforeItBeginsIsRefused) {
    EXPECT_THROW(read(with("\"from\": [0.5, 0.1]", "\"from\": [0.1, 0.1]")), Error);
}

TEST(Protocol, TooManyStatesForALargeMapAreRefused) {
    Arena arena = Arena::rectangle(4.0, 4.0);
    const JsonDocument document = parseJson(R"({
      "tiles": {"size": 0.1}, "agents": [{"name": "a", "type": "successor_dyna"}],
      "phases": [{"name": "learn", "episodes": 1, "start": [[0, 0]]}],
      "test": {"places": [{"name": "0", "at": [0, 0]}, {"name": "1", "at": [1, 1]}],
               "right": "1"}})",
                                            "large.json");
    try {
        readProtocol(JsonCursor(document), arena);
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("at most 4000 pairs"), std::string::npos)
            << error.what();
        EXPECT_NE(std::string(error.what()).find("agents[0]"), std::string::npos) << error.what();
    }
}

} // namespace
} // namespace hippodrome::test_protocol

#include "core/base/state_visitor.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <deque>
#include <limits>

namespace hippodrome::test_state_visitor {
namespace {

struct Row {
    int from = 0;
    bool last = false;
    double reward = 0.0;
    double value = 0.0;
};
struct Wave {
    Vec2 number;
    double phase = 0.0;
};
struct Inner {
    double level = 0.5;
    void state(StateVisitor& s, int limit) { s("level", level, Allowed::from(0, limit)); }
};

/// One member of every kind that states have.
struct Everything {
    bool on = true;
    double reward = -2.5;
    double unknown = std::nan("");
    long decisions = 12;
    std::uint64_t first = 3;
    Vec2 place{1.0, -2.0};
    Rng rng{8};
    std::vector<float> rates{1.0f, -0.0f, 3.25f};
    std::vector<int> tried{4, 0, 2};
    std::vector<Vec2> centres{{0.5, 0.5}, {0.25, 1.0}};
    std::vector<Wave> waves{{{1.0, 2.0}, 3.0}};
    std::vector<std::array<double, 2>> phases{{0.5, 0.25}, {1.0, -1.0}};
    std::deque<Row> rows{{1, true, 0.5, 0.25}, {0, false, 1.5, 1.25}};
    std::vector<std::vector<int>> predecessors{{1, 2}, {}, {0}};
    Inner inner;
    std::string path = "a";

    void state(StateVisitor& s) {
        s("on", on)("reward", reward)("unknown", unknown, Allowed::any());
        s("decisions", decisions, Allowed::counts())("first", first, Allowed::below(5));
        s("place", place)("rng", rng)("rates", rates)("span", std::span(rates).first(2));
        s.list("tried", tried, Allowed::below(5)).list("centres", centres);
        s("waves", waves, [](const StateCheck& check, const Wave& wave) {
            check.place(wave.number);
            check.number(wave.phase, Allowed::from(-10.0, 10.0));
            check.require(wave.phase != 7.0, "expected another phase");
        });
        s("phases", phases, Allowed::from(-1.0, 1.0));
        s.firstColumn<int>("from", rows, Allowed::below(4), &Row::from);
        s.column<char>("last", rows, Allowed::truths(), &Row::last);
        s.column<double>("numbers", rows, {}, &Row::reward, &Row::value);
        s.rows("counts", predecessors,
               [&](std::vector<int>& all) { s.list("before", all, Allowed::below(3)); });
        s.section("inner", inner, 1);
        s.section("other", [&](StateVisitor& part) { part("reward", reward); });
        s.json(
            "walk",
            [&] {
                return Json{{"path", path}};
            },
            [&](const JsonCursor& walk) {
                ObjectReader object(walk);
                path = object.required("path").text();
            });
        s.require("tried", tried.size() <= 3, "expected at most three");
    }
};

Checkpoint saved() {
    Checkpoint checkpoint;
    saveState(Everything(), checkpoint);
    return checkpoint;
}

/// What the reader says of a state in which one block was changed.
template <class Change>
std::string fault(Change change) {
    Checkpoint checkpoint = saved();
    change(checkpoint);
    Everything fresh;
    try {
        restoreState(fresh, checkpoint);
    } catch (const Error& error) {
        return error.message();
    }
    return "";
}

TEST(StateVisitor, ReadsWhatItWroteToTheBit) {
    const Checkpoint first = saved();
    Everything other;
    other.on = false;
    other.rates = {9.0f, 9.0f, 9.0f};
    other.tried.clear();
    other.centres.clear();
    other.rows.clear();
    other.predecessors = {{2}, {2}, {2}};
    other.rng = Rng(1);
    other.path = "b";
    restoreState(other, first);
    EXPECT_TRUE(std::signbit(other.rates[1]));
    ASSERT_EQ(other.rows.size(), 2u);
    EXPECT_TRUE(other.rows[0].last);
    EXPECT_EQ(other.rows[1].value, 1.25);
    EXPECT_EQ(other.path, "a");
    Checkpoint second;
    saveState(other, second);
    EXPECT_EQ(first.bytes(), second.bytes());
}

TEST(StateVisitor, BlocksAreThoseOfPlainValues) {
    const Checkpoint checkpoint = saved();
    EXPECT_EQ(checkpoint.text("on").size(), 1u);
    EXPECT_EQ(checkpoint.text("last"), std::string("\1\0", 2));
    EXPECT_EQ(checkpoint.list<double>("numbers"), (std::vector<double>{0.5, 0.25, 1.5, 1.25}));
    EXPECT_EQ(checkpoint.list<int>("counts"), (std::vector<int>{2, 0, 1}));
    EXPECT_EQ(checkpoint.list<int>("before"), (std::vector<int>{1, 2, 0}));
    EXPECT_EQ(checkpoint.section("inner").value<double>("level"), 0.5);
    EXPECT_EQ(checkpoint.text("walk"), R"({"path":"a"})");
}

TEST(StateVisitor, EveryBlockThatIsMissingIsNamed) {
    for (const std::string& name : saved().names()) {
        const std::string message = fault([&](Checkpoint& checkpoint) {
            checkpoint.dropIf([&](const std::string& block) { return block == name; });
        });
        EXPECT_NE(message.find("\"" + name + "\": it is missing"), std::string::npos)
            << name << ": " << message;
    }
}

TEST(StateVisitor, EveryBlockOfAnotherSizeIsRefused) {
    const Checkpoint whole = saved();
    for (const std::string& name : whole.names())
        for (const std::string& text : {whole.text(name) + "x", std::string("x"), std::string()}) {
            if (text.size() == whole.text(name).size())
                continue;
            const std::string message =
                fault([&](Checkpoint& checkpoint) { checkpoint.putText(name, text); });
            const bool emptyList = text.empty() && (name == "tried" || name == "centres");
            EXPECT_EQ(message.find("the checkpoint is damaged") == std::string::npos, emptyList)
                << name;
        }
}

TEST(StateVisitor, NumbersThatAreNoneAreRefused) {
    const double nan = std::nan(""), infinite = std::numeric_limits<double>::infinity();
    for (const double number : {nan, infinite, -infinite}) {
        const auto put = [&](const char* name) {
            return fault([&](Checkpoint& checkpoint) { checkpoint.putValue(name, number); });
        };
        EXPECT_NE(put("reward").find("\"reward\": expected numbers"), std::string::npos);
        EXPECT_NE(put("inner.level").find("\"inner.level\""), std::string::npos);
        EXPECT_EQ(put("unknown"), "");
        const std::string place = fault([&](Checkpoint& checkpoint) {
            checkpoint.putValue("place", Vec2{0.0, number});
        });
        EXPECT_NE(place.find("\"place\""), std::string::npos);
        const std::string wave = fault([&](Checkpoint& checkpoint) {
            checkpoint.putValue("waves", Wave{{1.0, 2.0}, number});
        });
        EXPECT_NE(wave.find("\"waves\""), std::string::npos);
        const std::string column = fault([&](Checkpoint& checkpoint) {
            const std::vector<double> numbers{0.5, number, 1.5, 1.25};
            checkpoint.put<double>("numbers", numbers);
        });
        EXPECT_NE(column.find("\"numbers\""), std::string::npos);
        const std::string rates = fault([&](Checkpoint& checkpoint) {
            const std::vector<float> values{1.0f, static_cast<float>(number), 0.0f};
            checkpoint.put<float>("rates", values);
        });
        EXPECT_NE(rates.find("\"rates\""), std::string::npos);
    }
}

TEST(StateVisitor, NumbersOutsideTheirRangeAreRefused) {
    const auto expectRefused = [](const std::string& message, const std::string& part) {
        EXPECT_NE(message.find(part), std::string::npos) << message;
    };
    const auto put = [](const char* name, auto value) {
        return fault([&](Checkpoint& checkpoint) { checkpoint.putValue(name, value); });
    };
    expectRefused(put("decisions", -1L), "expected values from 0 to 9007199254740992, found -1");
    expectRefused(put("decisions", std::numeric_limits<long>::max()), "\"decisions\"");
    expectRefused(put("decisions", Checkpoint::mostCount + 1), "\"decisions\"");
    EXPECT_EQ(put("decisions", Checkpoint::mostCount), "");
    expectRefused(put("first", std::uint64_t{5}), "expected values from 0 to 4, found 5");
    expectRefused(put("first", std::numeric_limits<std::uint64_t>::max()), "\"first\"");
    expectRefused(put("on", char{2}), "expected 0 or 1, found 2");
    expectRefused(put("place", Vec2{1e7, 0.0}), "\"place\"");
    expectRefused(put("waves", Wave{{}, 11.0}), "expected values from -10 to 10, found 11");
    expectRefused(put("waves", Wave{{}, 7.0}), "expected another phase");
    expectRefused(put("rng", Rng::State{}), "\"rng\"");
    expectRefused(put("phases", std::array<double, 4>{0.0, 0.0, 0.0, 1.5}),
                  "expected values from -1 to 1, found 1.5");
    const auto list = [](const char* name, std::vector<int> values) {
        return fault([&](Checkpoint& checkpoint) { checkpoint.put<int>(name, values); });
    };
    expectRefused(list("tried", {4, 5}), "expected values from 0 to 4, found 5");
    expectRefused(list("tried", {0, -1}), "\"tried\"");
    expectRefused(list("tried", {0, 1, 2, 3}), "expected at most three");
    expectRefused(list("from", {0, 4}), "\"from\"");
    expectRefused(list("from", {0, 1, 2}), "\"last\": expected 3 bytes, found 2");
    expectRefused(list("before", {0, 1, 3}), "\"before\"");
    // Counts of rows: negative, larger than what there is, smaller, so large that a sum overflows.
    expectRefused(list("counts", {-1, 2, 2}), "\"counts\"");
    expectRefused(list("counts", {2, 2, 1}), "expected counts with a sum of 3, found 2 for");
    expectRefused(list("counts", {1, 0, 1}), "expected counts with a sum of 3");
    expectRefused(list("counts", {std::numeric_limits<int>::max(), 2, 2}), "\"counts\"");
    expectRefused(fault([](Checkpoint& checkpoint) { checkpoint.putText("walk", "{}"); }),
                  "\"walk\"");
    expectRefused(fault([](Checkpoint& checkpoint) { checkpoint.putText("walk", "{"); }),
                  "\"walk\"");
}

TEST(StateVisitor, AWriterChangesNothingAndHasEveryBlock) {
    const Everything object;
    Checkpoint checkpoint;
    const StateVisitor writer = StateVisitor::writer(checkpoint);
    EXPECT_FALSE(writer.reading());
    EXPECT_TRUE(writer.holds("anything"));
    EXPECT_EQ(writer.bytesOf("anything"), 0u);
    const StateVisitor reader = StateVisitor::reader(checkpoint);
    EXPECT_TRUE(reader.reading());
    EXPECT_FALSE(reader.holds("anything"));
    EXPECT_THROW(reader.bytesOf("anything"), Error);
}

} // namespace
} // namespace hippodrome::test_state_visitor

#include "core/base/file_io.h"
#include "core/motion/path_table.h"

#include "tests/test_folder.h"

#include <gtest/gtest.h>

#include <numbers>

namespace hippodrome::test_recorded_path {
namespace {

PathTable table(const std::string& text, const RecordedPathParameters& parameters = {},
                const Arena& arena = Arena::rectangle(20.0, 20.0)) {
    PathTable path(parseCsv(text, "path.csv"), parameters);
    path.fit(ArenaGeometry(arena));
    return path;
}

std::string faultOf(const std::string& text, const Arena& arena = Arena::rectangle(20.0, 20.0)) {
    try {
        table(text, {}, arena);
    } catch (const Error& error) {
        return error.what();
    }
    return "no fault";
}

TEST(PathTable, InterpolatesBetweenRows) {
    const PathTable path = table("time,x,y,head_direction,lick\n"
                                 "10,0,0,3.0,1\n10.5,0.1,0,-3.0,0\n11,0.1,0.2,-3.0,0\n");
    EXPECT_DOUBLE_EQ(path.duration(), 1.0);
    EXPECT_NEAR(path.at(0.25).position.x, 0.05, 1e-15);
    EXPECT_NEAR(path.at(0.75).position.y, 0.1, 1e-15);
    EXPECT_EQ(path.at(0.5).position, (Vec2{0.1, 0.0}));
    EXPECT_EQ(path.at(7.0).position, (Vec2{0.1, 0.2}));
    EXPECT_EQ(path.at(-1.0).position, (Vec2{0.0, 0.0}));
    // From 3 to -3 the short way leads through pi.
    EXPECT_NEAR(path.at(0.25).headDirection, std::numbers::pi, 1e-12);
}

TEST(PathTable, HeadFollowsTheMovementWhenNotRecorded) {
    RecordedPathParameters parameters;
    parameters.headingSmoothing = 0.1;
    std::string text = "time,x,y\n0,0,0\n0.1,0,0\n0.2,0,0\n";
    for (int i = 3; i <= 10; ++i)
        text += "0." + std::string(i < 10 ? std::to_string(i) : "99") + "," +
                formatNumber(0.01 * (i - 2)) + ",0\n";
    text += "1.1,0.08,0.02\n1.2,0.08,0.04\n1.3,0.08,0.06\n1.4,0.08,0.06\n1.5,0.08,0.06\n"
            "1.6,0.08,0.06\n";
    const PathTable path = table(text, parameters);
    EXPECT_NEAR(path.at(0.0).headDirection, 0.0, 1e-12) << "waits in the first direction";
    EXPECT_NEAR(path.at(0.6).headDirection, 0.0, 1e-12);
    EXPECT_NEAR(path.at(1.2).headDirection, 0.5 * std::numbers::pi, 1e-12);
    EXPECT_NEAR(path.at(1.6).headDirection, 0.5 * std::numbers::pi, 1e-12) << "keeps the last";
    EXPECT_EQ(table("time,x,y\n0,1,1\n1,1,1\n").at(0.5).headDirection, 0.0);
}

TEST(PathTable, RefusesWithTheLine) {
    EXPECT_EQ(faultOf("time,x,z\n0,0,0\n"),
              "path.csv: expected the columns \"time\", \"x\" and \"y\", found \"time\", \"x\", "
              "\"z\"");
    EXPECT_EQ(faultOf("time,x,y\n0,0,0\n"), "path.csv: expected at least 2 rows, found 1");
    EXPECT_EQ(faultOf("time,x,y\n1,0,0\n0.5,0.1,0\n"),
              "path.csv:3:1: time: expected a time after that of the row before, found -0.5 s "
              "after it");
    EXPECT_EQ(faultOf("time,x,y\n0,0,0\n1.5,0.1,0\n"),
              "path.csv:3:1: time: expected a row at most 1 s after the row before, found 1.5 s "
              "(maximum_gap sets how much is allowed)");
    EXPECT_EQ(faultOf("time,x,y\n0,0,0\n0.1,0.6,0\n"),
              "path.csv:3:1: expected at most 5 m/s, found 6 m/s from (0, 0) to (0.6, 0) "
              "(maximum_speed sets how much is allowed)");
    EXPECT_EQ(faultOf("time,x,y\n0,1,1\n0.1,nan,1\n1.2,,1\n1.3,1,1\n"),
              "path.csv:3:1: expected a position at most 1 s after the one before, found the next "
              "in line 5, 1.3 s after it (maximum_gap sets how much is allowed)");
    EXPECT_EQ(faultOf("time,x,y\n0,1,1\nNA,1,1\n"), "path.csv:3:1: time: expected a time, found "
                                                    "none");
    EXPECT_EQ(faultOf("time,x,y,zone\n0,1,left,a\n1,1,1,b\n"),
              "path.csv:2:5: y: expected a finite number, found \"left\"");
    EXPECT_EQ(faultOf("time,x,y,head_direction\n0,0,0,1\n0.1,0,0,-170\n"),
              "path.csv:3:1: head_direction: expected radians from -2 pi to 2 pi, found -170; are "
              "these degrees? Then set angle_unit to \"deg\"");
    EXPECT_EQ(faultOf("time,x,y,head_direction\n0,0,0,1000\n0.1,0,0,0\n"),
              "path.csv:2:1: head_direction: expected radians from -2 pi to 2 pi, found 1000");
    EXPECT_EQ(faultOf("time,x,y,head_direction\n0,0,0,-6.28\n0.1,0,0,6.28\n"), "no fault");
}

class RecordedPathFile : public ::testing::Test {
protected:
    void SetUp() override {
        writeFileAtomically(folder_ / "walk.csv", "time,x,y,head_direction\n"
                                                  "5,0,0,0\n5.5,0.1,0,0\n6,0.1,0.2,1.5\n");
    }

    std::unique_ptr<MotionModel> create(const std::string& parameters) const {
        const JsonDocument key = parseJson("\"recorded_path\"");
        const JsonDocument document = parseJson(parameters, "scene.json");
        return motionType(JsonCursor(key)).create(JsonCursor(document), folder_.path());
    }

    TestFolder folder_;
    ArenaGeometry arena_{Arena::rectangle(1.0, 1.0)};
    Rng rng_;
    RatState rat_;
};

TEST_F(RecordedPathFile, IsFollowedToItsEnd) {
    const auto model = create("{\"file\": \"walk.csv\"}");
    model->start(arena_, rat_, rng_);
    EXPECT_EQ(rat_.position, (Vec2{0.0, 0.0}));
    EXPECT_FALSE(model->finished());
    for (int i = 0; i < 4; ++i)
        model->step(arena_, 0.125, Vec2{1.0, 1.0}, rat_, rng_);
    EXPECT_NEAR(length(rat_.position - Vec2{0.1, 0.0}), 0.0, 1e-12);
    EXPECT_NEAR(length(rat_.velocity - Vec2{0.2, 0.0}), 0.0, 1e-12);
    model->step(arena_, 0.125, std::nullopt, rat_, rng_);
    EXPECT_NEAR(length(rat_.velocity - Vec2{0.0, 0.4}), 0.0, 1e-12);
    EXPECT_NEAR(rat_.angularVelocity, 3.0, 1e-12);
    EXPECT_NEAR(rat_.headDirection, 0.375, 1e-12);
    for (int i = 0; i < 3; ++i)
        model->step(arena_, 0.125, std::nullopt, rat_, rng_);
    EXPECT_TRUE(model->finished());
    model->step(arena_, 0.125, std::nullopt, rat_, rng_);
    EXPECT_NEAR(length(rat_.position - Vec2{0.1, 0.2}), 0.0, 1e-12);
    EXPECT_EQ(rat_.velocity, (Vec2{0.0, 0.0}));
}

TEST_F(RecordedPathFile, LoopsWithoutALeapInVelocity) {
    const auto model = create("{\"file\": \"walk.csv\", \"loop\": true}");
    model->start(arena_, rat_, rng_);
    for (int i = 0; i < 1000; ++i) {
        model->step(arena_, 0.03, std::nullopt, rat_, rng_);
        ASSERT_LE(length(rat_.velocity), 0.4 + 1e-9);
        ASSERT_LE(std::abs(rat_.angularVelocity), 3.0 + 1e-9);
    }
    EXPECT_FALSE(model->finished());
}

TEST_F(RecordedPathFile, SavedStateContinues) {
    const auto model = create("{\"file\": \"walk.csv\"}");
    model->start(arena_, rat_, rng_);
    for (int i = 0; i < 7; ++i)
        model->step(arena_, 0.1 / 3.0, std::nullopt, rat_, rng_);
    const JsonDocument saved = parseJson(model->saveState().dump());
    const auto restored = create("{\"file\": \"walk.csv\"}");
    restored->restoreState(JsonCursor(saved));
    RatState other = rat_;
    model->step(arena_, 0.1, std::nullopt, rat_, rng_);
    restored->step(arena_, 0.1, std::nullopt, other, rng_);
    EXPECT_EQ(rat_, other);
}

TEST_F(RecordedPathFile, TakesOnlyLoopWhileItRuns) {
    const auto model = create("{\"file\": \"walk.csv\"}");
    const auto update = [&](const std::string& text) {
        const JsonDocument document = parseJson(text);
        return model->update(JsonCursor(document));
    };
    EXPECT_TRUE(update("{\"file\": \"walk.csv\", \"loop\": true}"));
    EXPECT_FALSE(update("{\"file\": \"other.csv\"}"));
    EXPECT_FALSE(update("{\"file\": \"walk.csv\", \"maximum_gap\": 3}"));
}

TEST_F(RecordedPathFile, StaysInsideAnEditedArena) {
    const auto model = create("{\"file\": \"walk.csv\"}");
    model->start(arena_, rat_, rng_);
    const ArenaGeometry smaller(Arena::rectangle(0.1, 0.1));
    for (int i = 0; i < 10; ++i) {
        model->step(smaller, 0.1, std::nullopt, rat_, rng_);
        EXPECT_TRUE(smaller.contains(rat_.position));
    }
    EXPECT_NEAR(rat_.position.x, 0.04, 1e-8);
    EXPECT_NEAR(rat_.position.y, 0.04, 1e-8);
}

TEST_F(RecordedPathFile, FaultsOfTheFileAndOfTheArena) {
    const auto faultOfCreating = [&](const std::string& text) -> std::string {
        try {
            create(text)->start(ArenaGeometry(Arena::rectangle(0.1, 0.1)), rat_, rng_);
        } catch (const Error& error) {
            return error.what();
        }
        return "no fault";
    };
    EXPECT_EQ(faultOfCreating("{}"), "scene.json:1:1: expected the name of a CSV file in \"file\"");
    EXPECT_EQ(faultOfCreating("{\"file\": \"none.csv\"}"),
              (folder_ / "none.csv").string() + ": no such file");
    EXPECT_EQ(faultOfCreating("{\"file\": \"walk.csv\"}"),
              (folder_ / "walk.csv").string() +
                  ":3:1: the point (0.1, 0) lies outside the arena, which extends from (-0.05, "
                  "-0.05) to (0.05, 0.05)");
}

} // namespace
} // namespace hippodrome::test_recorded_path

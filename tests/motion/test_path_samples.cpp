#include "core/motion/path_samples.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace hippodrome::test_path_samples {
namespace {

constexpr double pi = std::numbers::pi;

PathSamples samplesOf(const std::string& text, const RecordedPathParameters& parameters = {}) {
    return PathSamples::of(parseCsv(text, "path.csv"), parameters);
}

std::string faultOf(const std::string& text, const RecordedPathParameters& parameters = {}) {
    try {
        samplesOf(text, parameters);
    } catch (const Error& error) {
        return error.what();
    }
    return "no fault";
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(PathSamples, MissingPositionsAreRowsLeftOut) {
    const PathSamples whole = samplesOf("time,x,y\n0,1,1\n0.5,2,3\n");
    for (const std::string missing : {",", "NaN,3", "1,NA", "null,null", "inf,-inf"}) {
        const PathSamples bridged = samplesOf("time,x,y\n0,1,1\n0.1," + missing + "\n0.2," +
                                              missing + "\n0.5,2,3\n0.6," + missing + "\n");
        EXPECT_EQ(bridged.times, whole.times) << missing;
        EXPECT_EQ(bridged.positions, whole.positions);
        EXPECT_EQ(bridged.lines, (std::vector<int>{2, 5}));
        ASSERT_EQ(bridged.notes.size(), 2u);
        EXPECT_EQ(bridged.notes[0], "2 of 5 rows without a position: gaps of up to 0.5 s are "
                                    "bridged in a straight line");
        EXPECT_EQ(bridged.notes[1], "1 of 5 rows after the last position: left out");
    }
    EXPECT_TRUE(whole.notes.empty());
    // A path begins where the animal is first seen.
    const PathSamples late = samplesOf("time,x,y\n0,,\n5,,\n9,1,1\n9.5,2,2\n");
    EXPECT_EQ(late.times, (std::vector<double>{0.0, 0.5}));
    EXPECT_EQ(late.notes, (std::vector<std::string>{"2 of 4 rows before the first position: left "
                                                    "out; the path begins 9 s after the first "
                                                    "row"}));
    EXPECT_TRUE(has(faultOf("time,x,y\n0,,\n0.5,1,1\n1,,\n"), "at least 2 rows with a position"));
}

TEST(PathSamples, RepeatedTimesKeepTheFirst) {
    const PathSamples samples =
        samplesOf("time,x,y\n0,1,1\n0.1,2,2\n0.1,7,7\n0.1,8,8\n0.2,,\n0.2,3,3\n");
    EXPECT_EQ(samples.times, (std::vector<double>{0.0, 0.1, 0.2}));
    EXPECT_EQ(samples.positions[1], (Vec2{2, 2}));
    EXPECT_EQ(samples.positions[2], (Vec2{3, 3})) << "that which was seen";
    EXPECT_EQ(samples.notes.back(), "2 of 6 rows with the time of the row before: left out");
    EXPECT_EQ(faultOf("time,x,y\n0,1,1\n0.2,1,1\n0.1,,\n"),
              "path.csv:4:1: time: expected a time after that of the row before, found -0.1 s "
              "after it");
}

TEST(PathSamples, HeadDirectionsAreBridgedOnTheShorterWay) {
    const PathSamples samples =
        samplesOf("time,x,y,head_direction\n0,1,1,\n0.1,1,1,3\n0.2,1,1,NaN\n"
                  "0.4,1,1,NA\n0.5,1,1,-3\n0.6,1,1,\n");
    const double step = (2.0 * pi - 6.0) / 4.0; // of 0.1 s, through pi
    ASSERT_EQ(samples.headDirections.size(), 6u);
    const double expected[] = {
        3.0, 3.0, 3.0 + step, 3.0 + 3.0 * step, 3.0 + 4.0 * step, 3.0 + 4.0 * step};
    for (std::size_t i = 0; i < 6; ++i)
        EXPECT_NEAR(samples.headDirections[i], expected[i], 1e-12) << i;
    EXPECT_EQ(samples.notes.back(), "4 of 6 rows without a head direction: gaps of up to 0.4 s are "
                                    "bridged on the shorter way round");
    EXPECT_EQ(faultOf("time,x,y,head_direction\n0,1,1,0\n0.8,1,1,\n1.6,1,1,0\n"),
              "path.csv:3:1: head_direction: expected a head direction at most 1 s after the one "
              "before, found none for 1.6 s (maximum_gap sets how much is allowed)");
    EXPECT_TRUE(samplesOf("time,x,y,head_direction\n0,1,1,\n0.8,1,1,\n").headDirections.empty());
}

TEST(PathSamples, UnitsOfTime) {
    RecordedPathParameters parameters;
    const auto timesWith = [&](TimeUnit unit, const std::string& second) {
        parameters.timeUnit = unit;
        return samplesOf("time,x,y\n100,0,0\n" + second + ",0,0\n", parameters).times[1];
    };
    EXPECT_DOUBLE_EQ(timesWith(TimeUnit::seconds, "100.5"), 0.5);
    EXPECT_DOUBLE_EQ(timesWith(TimeUnit::milliseconds, "133"), 0.033);
    EXPECT_DOUBLE_EQ(timesWith(TimeUnit::microseconds, "33433"), 0.033333);
    EXPECT_DOUBLE_EQ(timesWith(TimeUnit::nanoseconds, "33333433"), 0.033333333);
    EXPECT_DOUBLE_EQ(timesWith(TimeUnit::minutes, "100.01"), 0.6 * (100.01 - 100.0) / 0.01);
    parameters.frameRate = 30.0;
    EXPECT_DOUBLE_EQ(timesWith(TimeUnit::frames, "115"), 0.5);
    EXPECT_DOUBLE_EQ(timesWith(TimeUnit::automatic, "115"), 0.5) << "a frame rate says so";
    EXPECT_DOUBLE_EQ(samplesOf("frame,x,y\n0,1,1\n15,1,1\n", parameters).times[1], 0.5);
    parameters.frameRate = 0.0;
    parameters.timeUnit = TimeUnit::frames;
    EXPECT_TRUE(has(faultOf("time,x,y\n0,1,1\n1,1,1\n", parameters), "frame_rate"));
}

TEST(PathSamples, LikelyUnitsOfTimeAreAskedAbout) {
    const auto rows = [](double step, int count, int leftOut = -1) {
        std::string text = "time,x,y\n";
        for (int i = 0; i < count; ++i)
            if (i != leftOut)
                text += formatNumber(std::round(step * i * 1e6) / 1e6) + ",0.5,0.5\n";
        return text;
    };
    for (const int leftOut : {-1, 7}) {
        const std::string fault = faultOf(rows(1.0, 30, leftOut));
        EXPECT_TRUE(has(fault, "do they number frames?")) << fault;
        EXPECT_TRUE(has(fault, "time_unit to \"frames\"") && has(fault, "frame_rate")) << fault;
    }
    RecordedPathParameters seconds;
    seconds.timeUnit = TimeUnit::seconds;
    EXPECT_EQ(faultOf(rows(1.0, 30), seconds), "no fault") << "declared";
    EXPECT_EQ(faultOf(rows(1.0, 2)), "no fault") << "two rows say nothing";
    EXPECT_EQ(faultOf(rows(0.5, 30)), "no fault");
    EXPECT_TRUE(has(faultOf(rows(100.0 / 3.0, 30)), "are these milliseconds?"));
    EXPECT_TRUE(has(faultOf(rows(20.0, 30)), "are these milliseconds?"));
    EXPECT_TRUE(has(faultOf(rows(1e5 / 3.0, 30)), "are these microseconds?"));
    EXPECT_TRUE(has(faultOf(rows(1e8 / 3.0, 30)), "are these nanoseconds?"));
    EXPECT_TRUE(has(faultOf("time,x,y\n0,1,1\n0.1,1,1\n0.2,1,1\n2,1,1\n"),
                    "(maximum_gap sets how much is allowed)"));
}

TEST(PathSamples, UnitsOfPlacesAndDirections) {
    RecordedPathParameters parameters;
    const std::string text = "time,x,y,head_direction\n0,200,50,-90\n1,100,50,270\n";
    parameters.angleUnit = AngleUnit::degrees;
    parameters.lengthUnit = LengthUnit::centimetres;
    PathSamples samples = samplesOf(text, parameters);
    EXPECT_EQ(samples.positions[0], (Vec2{2.0, 0.5}));
    EXPECT_DOUBLE_EQ(samples.headDirections[0], -0.5 * pi);
    EXPECT_DOUBLE_EQ(samples.headDirections[1], -0.5 * pi);
    parameters.lengthUnit = LengthUnit::millimetres;
    EXPECT_EQ(samplesOf(text, parameters).positions[0], (Vec2{0.2, 0.05}));
    parameters.metresPerUnit = 0.002;
    EXPECT_TRUE(has(faultOf(text, parameters), "either length_unit or metres_per_unit"));
    for (const LengthUnit unit : {LengthUnit::metres, LengthUnit::pixels}) {
        parameters.lengthUnit = unit;
        EXPECT_EQ(samplesOf(text, parameters).positions[0], (Vec2{0.4, 0.1}));
    }
    parameters.metresPerUnit = 0.0;
    EXPECT_TRUE(has(faultOf(text, parameters), "metres_per_unit"));
}

TEST(PathSamples, PoseTablesAreNamed) {
    const std::string dlc =
        faultOf("scorer,a,a,a\nbodyparts,nose,nose,nose\ncoords,x,y,likelihood\n0,1,2,0.9\n");
    EXPECT_TRUE(has(dlc, "DeepLabCut") && has(dlc, "time, x, y")) << dlc;
    const std::string sleap = faultOf("track,frame_idx,instance.score,nose.x,nose.y,nose.score\n"
                                      "track_0,0,0.9,1,2,0.9\n");
    EXPECT_TRUE(has(sleap, "SLEAP") && has(sleap, "frame_idx")) << sleap;
    EXPECT_EQ(faultOf("frame,nose_x,nose_y\n0,1,2\n1,1,2\n"),
              "path.csv: expected the columns \"time\", \"x\" and \"y\", found \"frame\", "
              "\"nose_x\", \"nose_y\"");
}

TEST(PathSamples, EpisodesBegin) {
    const PathSamples samples = samplesOf("time,x,y,head_direction,episode\n0,1,1,1,0\n0.1,1,1,,0\n"
                                          "0.2,9,9,,1\n0.3,9,9,2,1\n");
    EXPECT_EQ(samples.begins, (std::vector<bool>{false, false, true, false}));
    EXPECT_EQ(samples.headDirections, (std::vector<double>{1, 1, 2, 2})) << "none across the leap";
}

} // namespace
} // namespace hippodrome::test_path_samples

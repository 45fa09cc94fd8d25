#include "core/session/pace.h"

#include <gtest/gtest.h>

namespace hippodrome::test_pace {
namespace {

using namespace std::chrono_literals;

const Pace::Clock::time_point noon = Pace::Clock::time_point() + 1h;

TEST(Pace, IsDueBySpeed) {
    Pace pace;
    pace.begin(10.0, noon);
    EXPECT_DOUBLE_EQ(pace.due(4.0, noon), 10.0);
    EXPECT_DOUBLE_EQ(pace.due(4.0, noon + 500ms), 12.0);
    pace.begin(11.0, noon + 500ms); // what was late is let go of
    EXPECT_DOUBLE_EQ(pace.due(4.0, noon + 1s), 13.0);
}

TEST(Pace, MeasuresOnceASecond) {
    Pace pace;
    pace.beginRates(0.0, 100, noon);
    pace.measure(3.0, 150, noon + 900ms);
    EXPECT_EQ(pace.updatesPerSecond(), 0.0) << "not yet";
    pace.measure(8.0, 500, noon + 2s);
    EXPECT_DOUBLE_EQ(pace.updatesPerSecond(), 200.0);
    EXPECT_DOUBLE_EQ(pace.speedReached(), 4.0);
    pace.measure(7.0, 400, noon + 4s);
    EXPECT_EQ(pace.updatesPerSecond(), 0.0) << "the run has gone back";
    EXPECT_EQ(pace.speedReached(), 0.0);
}

} // namespace
} // namespace hippodrome::test_pace

#include "core/session/requests.h"

#include <gtest/gtest.h>

#include <thread>

namespace hippodrome::test_requests {
namespace {

using namespace std::chrono_literals;

TEST(RequestBox, KeepsWhatIsInForceAndForgetsWhatIsDone) {
    RequestBox box;
    EXPECT_FALSE(box.take(Urgency::abandonsStep));
    box.leave(Urgency::betweenParts, [](Requests& r) {
        r.settings.speed = 9.0;
        r.steps = 2;
    });
    const auto first = box.take(Urgency::betweenParts);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->steps, 2);
    EXPECT_FALSE(box.take(Urgency::abandonsStep)) << "taken";
    box.leave(Urgency::betweenParts, [](Requests& r) { r.restart = true; });
    const auto second = box.take(Urgency::abandonsStep);
    EXPECT_EQ(second->settings.speed, 9.0);
    EXPECT_EQ(second->steps, 0);
    EXPECT_TRUE(second->restart);
}

TEST(RequestBox, WhatAbandonsAStepIsNotTakenBetweenItsParts) {
    RequestBox box;
    box.leave(Urgency::betweenParts, [](Requests& r) { r.steps = 1; });
    EXPECT_FALSE(box.abandonsStep());
    box.leave(Urgency::abandonsStep, [](Requests& r) { ++r.sceneRevision; });
    EXPECT_TRUE(box.abandonsStep());
    EXPECT_FALSE(box.take(Urgency::betweenParts));
    const auto taken = box.take(Urgency::abandonsStep);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->steps, 1);
    EXPECT_EQ(taken->sceneRevision, 1);
    EXPECT_FALSE(box.abandonsStep());
}

TEST(RequestBox, WakesWhoeverWaits) {
    RequestBox box;
    std::jthread waiting([&](const std::stop_token& stop) { box.wait(stop); });
    box.leave(Urgency::betweenParts, [](Requests&) {});
    waiting.join();
    EXPECT_TRUE(box.take(Urgency::betweenParts));
    std::jthread stopped([&](const std::stop_token& stop) { box.wait(stop); });
    stopped.request_stop();
    stopped.join();
    box.wait({}, 1ms); // comes back by itself
}

} // namespace
} // namespace hippodrome::test_requests

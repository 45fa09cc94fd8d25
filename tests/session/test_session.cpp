#include "core/session/recovery.h"
#include "core/session/session.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <functional>
#include <iostream>
#include <thread>

namespace hippodrome::test_session {
namespace {

using namespace std::chrono_literals;
using testing::smallScene;
using Clock = std::chrono::steady_clock;

/// Waits until it is so; false after a long while.
bool eventually(const std::function<bool()>& isSo) {
    for (const auto end = Clock::now() + 60s; Clock::now() < end;) {
        if (isSo())
            return true;
        std::this_thread::sleep_for(1ms);
    }
    return false;
}

double secondsOf(const std::function<void()>& work) {
    const auto begin = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

Scene fastScene(int networks = 1) {
    Scene scene = smallScene(networks);
    scene.view.speed = 0.0;
    return scene;
}

/// One training step of this takes about a second.
Scene heavyScene() {
    Scene scene = fastScene(1);
    Json& network = scene.brains[0].brain.parameters;
    network["units"] = 1000;
    network["batch"] = 200;
    network["steps"] = 20;
    return scene;
}

TEST(Session, StartsPausedWithAPicture) {
    Session session(fastScene());
    ASSERT_TRUE(session.latest());
    EXPECT_EQ(session.latest()->state, RunState::paused);
    EXPECT_EQ(session.latest()->ticks, 0);
    EXPECT_EQ(session.latest()->brains.size(), 2u);
    EXPECT_TRUE(eventually([&] { return session.latestMaps() != nullptr; }));
}

TEST(Session, RunsAndPauses) {
    Session session(fastScene());
    session.start();
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks > 100; }));
    EXPECT_TRUE(eventually([&] { return session.latest()->updates > 10; }));
    EXPECT_EQ(session.latest()->state, RunState::running);
    const long sequence = session.latest()->sequence;
    EXPECT_TRUE(eventually([&] { return session.latest()->sequence > sequence + 2; }));
    session.pause();
    EXPECT_TRUE(eventually([&] { return session.latest()->state == RunState::paused; }));
    const long ticks = session.latest()->ticks;
    std::this_thread::sleep_for(30ms);
    EXPECT_EQ(session.latest()->ticks, ticks);
    EXPECT_FALSE(session.latest()->trail.empty());
}

TEST(Session, MapsAdvanceWithAndWithoutNetworks) {
    for (const int networks : {1, 0}) {
        Session session(fastScene(networks));
        session.showMaps(ViewParameters::MapKind::path);
        session.start();
        EXPECT_TRUE(eventually([&] {
            const auto maps = session.latestMaps();
            return maps && maps->kind == ViewParameters::MapKind::path && maps->time > 5.0;
        })) << networks;
        const long sequence = session.latestMaps()->sequence;
        EXPECT_TRUE(eventually([&] { return session.latestMaps()->sequence > sequence + 2; }));
    }
}

TEST(Session, StepsOnceEachTime) {
    Session session(fastScene());
    for (int i = 0; i < 5; ++i)
        session.step();
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks == 5; }));
    EXPECT_EQ(session.latest()->updates, 5);
    EXPECT_EQ(session.latest()->state, RunState::paused);
    session.setTraining(false);
    session.step();
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks == 6; }));
    EXPECT_EQ(session.latest()->updates, 5);
}

TEST(Session, KeepsToItsSpeed) {
    Session session(smallScene(0));
    session.setSpeed(2.0);
    session.start();
    EXPECT_TRUE(eventually([&] { return session.latest()->time > 0.5; }));
    const auto before = session.latest();
    const auto begin = Clock::now();
    std::this_thread::sleep_for(300ms);
    const auto after = session.latest();
    const double passed = std::chrono::duration<double>(Clock::now() - begin).count();
    // Never ahead of the clock, but for the interval of the snapshots.
    EXPECT_LT(after->time - before->time, 2.0 * (passed + 0.1));
    EXPECT_GT(after->time, before->time);
}

TEST(Session, CallsReturnAtOnceWhateverIsUnderWay) {
    Session session(heavyScene());
    session.start();
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks > 0; }));
    std::this_thread::sleep_for(100ms);
    const double seconds = secondsOf([&] {
        session.start();
        session.setSpeed(3.0);
        session.setTraining(true);
        session.showMaps(ViewParameters::MapKind::path);
        session.watchUnit("cells", "cells", 1);
        session.changeScene(testing::withExtraWall(heavyScene()));
        session.step();
        session.pause();
    });
    std::cout << "eight calls took " << 1e3 * seconds << " ms\n";
    EXPECT_LT(seconds, 0.2);
}

TEST(Session, StopsAndPausesInTheMiddleOfALongStep) {
    // Against a whole step on this machine, as busy as it is now.
    Simulation whole(heavyScene());
    const double step = secondsOf([&] { whole.train(); });
    double slowest = 0.0;
    for (const auto delay : {100ms, 450ms, 900ms}) {
        Session session(heavyScene());
        session.start();
        EXPECT_TRUE(eventually([&] { return session.latest()->ticks > 0; }));
        std::this_thread::sleep_for(delay);
        slowest = std::max(slowest, secondsOf([&] {
                               session.pause();
                               EXPECT_TRUE(eventually(
                                   [&] { return session.latest()->state == RunState::paused; }));
                           }));
    }
    std::cout << "a long step: " << 1e3 * step << " ms\n";
    std::cout << "slowest pause in a long step: " << 1e3 * slowest << " ms\n";
    double slowestEnd = 0.0;
    for (const auto delay : {100ms, 600ms}) {
        auto session = std::make_unique<Session>(heavyScene());
        session->start();
        EXPECT_TRUE(eventually([&] { return session->latest()->ticks > 0; }));
        std::this_thread::sleep_for(delay);
        slowestEnd = std::max(slowestEnd, secondsOf([&] { session.reset(); }));
    }
    std::cout << "slowest end in a long step: " << 1e3 * slowestEnd << " ms\n";
#ifndef HIPPODROME_SANITIZED
    EXPECT_LT(slowest, 0.5 * step);
    EXPECT_LT(slowestEnd, 0.5 * step);
#endif
}

TEST(Session, TheRatRunsOnDuringALongStep) {
    Session session(heavyScene());
    session.start();
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks > 20; }));
    EXPECT_EQ(session.latest()->updates, 0) << "the step is not long enough to test anything";
    // Requests that can wait do not make it start again.
    for (int i = 0; i < 20; ++i) {
        session.setSpeed(1.0 + i);
        std::this_thread::sleep_for(5ms);
    }
    session.setTraining(true);
    EXPECT_TRUE(eventually([&] { return session.latest()->updates > 0; }));
}

TEST(Session, AnEditTakesEffectAtTheNextTick) {
    Session session(fastScene());
    session.start();
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks > 100; }));
    const long revision = session.changeScene(testing::withExtraWall(fastScene()));
    EXPECT_TRUE(eventually([&] { return session.latest()->sceneRevision == revision; }));
    const auto snapshot = session.latest();
    EXPECT_EQ(snapshot->arena->arena().walls.size(), 2u);
    EXPECT_EQ(snapshot->epoch, 1);
    EXPECT_GT(snapshot->ticks, 100);
    EXPECT_TRUE(snapshot->message.empty());
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks > snapshot->ticks + 100; }));
}

TEST(Session, AnEditIsTakenUpWhilePaused) {
    Session session(fastScene());
    const long revision = session.changeScene(testing::withExtraWall(fastScene()));
    EXPECT_TRUE(eventually([&] { return session.latest()->sceneRevision == revision; }));
    EXPECT_EQ(session.latest()->arena->arena().walls.size(), 2u);
    EXPECT_EQ(session.latest()->ticks, 0);
}

TEST(Session, ASceneThatCannotBeRunLeavesItRunning) {
    Session session(fastScene());
    session.start();
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks > 10; }));
    Scene impossible = testing::withExtraWall(fastScene());
    impossible.brains[0].brain.parameters["batch"] = 10000;
    impossible.brains[0].brain.parameters["steps"] = 10000;
    const long revision = session.changeScene(impossible);
    EXPECT_TRUE(eventually([&] { return session.latest()->sceneRevision == revision; }));
    const auto snapshot = session.latest();
    EXPECT_NE(snapshot->message.find("GB of memory"), std::string::npos);
    EXPECT_EQ(snapshot->state, RunState::running);
    EXPECT_EQ(snapshot->arena->arena().walls.size(), 1u);
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks > snapshot->ticks + 100; }));
    const long next = session.changeScene(testing::withExtraWall(fastScene()));
    EXPECT_TRUE(eventually([&] { return session.latest()->sceneRevision == next; }));
    EXPECT_TRUE(session.latest()->message.empty());
}

TEST(Session, WatchesAUnit) {
    Session session(fastScene());
    session.watchUnit("cells", "cells", 3);
    session.start();
    EXPECT_TRUE(eventually([&] {
        const auto maps = session.latestMaps();
        return maps && maps->watched.known && maps->watched.trace.samples.size() > 50;
    }));
    const auto maps = session.latestMaps();
    EXPECT_EQ(maps->watched.unit, 3);
    EXPECT_TRUE(maps->watched.metrics.of("information_bits_per_spike").has_value());
    float highest = 0.0f;
    for (const auto& sample : maps->watched.trace.samples)
        highest = std::max(highest, sample.activity);
    EXPECT_GT(highest, 0.0f);
    // A unit that does not exist is no fault.
    session.watchUnit("cells", "cells", 4000);
    EXPECT_TRUE(eventually([&] { return session.latestMaps()->watched.unit == 4000; }));
    EXPECT_FALSE(session.latestMaps()->watched.known);
    session.watchUnit("", "", -1);
    EXPECT_TRUE(eventually([&] { return session.latestMaps()->watched.unit == -1; }));
}

TEST(Session, RestartsFromTheBeginning) {
    Session session(fastScene());
    session.start();
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks > 2000; }));
    session.restart();
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks < 1000; }));
    EXPECT_EQ(session.latest()->state, RunState::running);
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks > 2000; }));
    session.pause();
    session.restart();
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks == 0; }));
    EXPECT_EQ(session.latest()->updates, 0);
    EXPECT_EQ(session.latest()->state, RunState::paused);
    EXPECT_TRUE(session.latest()->trail.empty());
    session.start();
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks > 10; }));
}

TEST(Session, StopsWhenTrainingDivergesAndIsMendedByAChange) {
    Scene scene = fastScene();
    Json& network = scene.brains[0].brain.parameters;
    network["cell"] = "relu_rnn";
    network["learning_rate"] = 1.0;
    network["steps"] = 30;
    Session session(scene);
    session.start();
    EXPECT_TRUE(eventually([&] { return session.latest()->state == RunState::diverged; }));
    EXPECT_NE(session.latest()->message.find("net0"), std::string::npos);
    EXPECT_TRUE(session.latest()->brains[0].training->diverged);
    // The window can still ask, and save the last good weights.
    const auto file = testing::temporaryFile("diverged");
    EXPECT_NO_THROW(session.saveCheckpoint(file));
    EXPECT_TRUE(std::filesystem::exists(file));
    std::filesystem::remove(file);
    const long revision = session.changeScene(withValue(
        withValue(scene, "brains.net0.learning_rate", "0.001"), "brains.net0.cell", "relu_lstm"));
    EXPECT_TRUE(eventually([&] { return session.latest()->sceneRevision == revision; }));
    EXPECT_EQ(session.latest()->state, RunState::paused);
    session.start();
    EXPECT_TRUE(eventually([&] { return session.latest()->state == RunState::running; }));
}

TEST(Session, ARecoveryIsSavedWhileItRunsAndGoesOnInAnotherSession) {
    const auto folder = testing::temporaryFile("session_recovery");
    Session session(fastScene());
    session.start();
    EXPECT_TRUE(eventually([&] { return session.latest()->updates > 5; }));
    session.saveRecovery(folder, "").get();
    EXPECT_EQ(session.latest()->state, RunState::running);
    const auto note = readRecovery(folder);
    ASSERT_TRUE(note);
    Session again(recoveredScene(*note));
    again.restore(note->checkpoint);
    EXPECT_EQ(again.latest()->updates, note->updates);
    EXPECT_EQ(again.latest()->state, RunState::paused);
    again.start();
    EXPECT_TRUE(eventually([&] { return again.latest()->updates > note->updates; }));
    EXPECT_THROW(again.restore(folder / "nothing.hippo"), Error);
    // Where nothing can be written, the fault waits in the future and the run goes on.
    const auto blocked = testing::temporaryFile("session_recovery_blocked");
    std::ofstream(blocked) << "a file";
    EXPECT_THROW(session.saveRecovery(blocked, "").get(), Error);
    const long before = session.latest()->ticks;
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks > before; }));
    std::filesystem::remove(blocked);
    std::filesystem::remove_all(folder);
}

TEST(Session, EndsWithARecordedPath) {
    const auto file = testing::temporaryFile("session_path.csv");
    std::ofstream(file) << "time,x,y\n0,0.2,0.2\n0.1,0.22,0.2\n0.2,0.24,0.2\n";
    Scene scene = fastScene(0);
    for (const MotionType& type : motionTypes())
        if (type.key.find("recorded") != std::string::npos) {
            const JsonDocument given{{{"file", file.filename().string()}}, {}, {}};
            scene.motion = {type.key, type.resolve(JsonCursor(given))};
        }
    scene.folder = file.parent_path();
    Session session(scene);
    session.start();
    EXPECT_TRUE(eventually([&] { return session.latest()->state == RunState::finished; }));
    const long ticks = session.latest()->ticks;
    session.step();
    EXPECT_TRUE(eventually([&] { return session.latest()->state == RunState::finished; }));
    EXPECT_EQ(session.latest()->ticks, ticks);
}

TEST(Session, AJournalRepeatsWhatHappenedInTheWindow) {
    Session session(fastScene(), 2);
    session.start();
    EXPECT_TRUE(eventually([&] { return session.latest()->updates > 20; }));
    session.changeScene(testing::withExtraWall(fastScene()));
    EXPECT_TRUE(eventually([&] { return session.latest()->updates > 40; }));
    session.changeScene(testing::withReward(fastScene(), {-0.3, -0.3}));
    EXPECT_TRUE(eventually([&] { return session.latest()->updates > 60; }));
    session.pause();
    EXPECT_TRUE(eventually([&] { return session.latest()->state == RunState::paused; }));
    const auto file = testing::temporaryFile("session_checkpoint");
    session.saveCheckpoint(file);
    const Journal journal = Journal::parse(session.journalText());

    Simulation again(journal.start(), 1);
    for (const Journal::Entry& entry : journal.entries()) {
        while (again.world().ticks() < entry.tick)
            again.tick();
        while (again.trainer().updates() < entry.updates)
            again.train();
        again.repeat(entry);
    }
    Simulation saved(again.scene(), 1);
    saved.restore(file);
    EXPECT_EQ(testing::stateOf(again), testing::stateOf(saved));
    std::filesystem::remove(file);
}

TEST(Session, AFaultOfAnErrandIsTheCallers) {
    Session session(fastScene());
    session.start();
    EXPECT_THROW(session.saveCheckpoint("/nowhere/at/all/checkpoint"), Error);
    EXPECT_EQ(session.latest()->state == RunState::failed, false);
    EXPECT_TRUE(eventually([&] { return session.latest()->ticks > 10; }));
}

} // namespace
} // namespace hippodrome::test_session

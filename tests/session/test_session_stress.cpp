// Random requests from several threads: nothing fails, nothing races (run it under the thread
// sanitizer too).
#include "core/session/session.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace hippodrome::test_session_stress {
namespace {

using namespace std::chrono_literals;
using testing::smallScene;

/// One request, at random.
void ask(Session& session, Rng& rng, int asker) {
    switch (rng.below(13)) {
    case 0:
    case 1:
        return session.start();
    case 2:
        return session.pause();
    case 3:
        return session.step();
    case 4:
        if (rng.uniform() < 0.2)
            session.restart();
        return;
    case 5:
        return session.setSpeed(rng.uniform() < 0.5 ? 0.0 : rng.uniform(0.1, 50.0));
    case 6:
        return session.setTraining(rng.uniform() < 0.8);
    case 7:
        return session.showMaps(rng.uniform() < 0.5 ? ViewParameters::MapKind::path
                                                    : ViewParameters::MapKind::pathDifference);
    case 8:
        return session.watchUnit(rng.uniform() < 0.5 ? "cells" : "net0", "units",
                                 static_cast<int>(rng.below(30)) - 1);
    case 9: {
        Scene scene = smallScene(static_cast<int>(rng.below(3)));
        if (rng.uniform() < 0.5)
            scene = testing::withExtraWall(scene);
        if (rng.uniform() < 0.2)
            scene.seed = rng.below(5);
        if (rng.uniform() < 0.2)
            scene.recording.binSize = 1e-5; // cannot be run
        session.changeScene(scene);
        return;
    }
    case 10:
        if (rng.uniform() < 0.3) {
            EXPECT_FALSE(session.journalText().empty());
        }
        return;
    case 11:
        if (rng.uniform() < 0.1) {
            const auto file = testing::temporaryFile("stress_" + std::to_string(asker));
            session.saveCheckpoint(file);
            EXPECT_FALSE(testing::contentOf(file).empty());
            std::filesystem::remove(file);
        }
        return;
    default:
        std::this_thread::sleep_for(std::chrono::microseconds(rng.below(3000)));
    }
}

TEST(SessionStress, BearsRandomRequestsFromSeveralThreads) {
    Scene scene = smallScene(2);
    scene.view.speed = 0.0;
    Session session(scene, 2);
    std::atomic<bool> over = false;
    std::vector<std::thread> askers;
    for (int asker = 0; asker < 2; ++asker)
        askers.emplace_back([&, asker] {
            Rng rng(static_cast<std::uint64_t>(asker) + 1);
            while (!over)
                ask(session, rng, asker);
        });
    long sequence = 0, mapsSequence = 0, pictures = 0;
    // For two seconds, and on a busy machine until enough was seen.
    const auto start = std::chrono::steady_clock::now();
    const auto since = [&] { return std::chrono::steady_clock::now() - start; };
    while (since() < 2s || ((pictures <= 20 || mapsSequence <= 2) && since() < 60s)) {
        const auto snapshot = session.latest();
        EXPECT_GE(snapshot->sequence, sequence);
        EXPECT_NE(snapshot->state, RunState::failed) << snapshot->message;
        EXPECT_TRUE(snapshot->arena->contains(snapshot->rat.position) ||
                    snapshot->arena->nearestWall(snapshot->rat.position)->distance < 1.0);
        pictures += snapshot->sequence > sequence;
        sequence = snapshot->sequence;
        if (const auto maps = session.latestMaps()) {
            EXPECT_GE(maps->sequence, mapsSequence);
            mapsSequence = maps->sequence;
        }
        std::this_thread::sleep_for(1ms);
    }
    over = true;
    for (std::thread& asker : askers)
        asker.join();
    EXPECT_GT(pictures, 20);
    EXPECT_GT(mapsSequence, 2);
}

TEST(SessionStress, EndsAtAnyMoment) {
    Rng rng(3);
    for (int i = 0; i < 40; ++i) {
        Session session(smallScene(1), 2);
        session.start();
        if (i % 3 == 0)
            session.changeScene(testing::withExtraWall(smallScene(2)));
        std::this_thread::sleep_for(std::chrono::microseconds(rng.below(8000)));
    }
}

} // namespace
} // namespace hippodrome::test_session_stress

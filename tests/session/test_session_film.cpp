#include "core/session/session.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <thread>

namespace hippodrome::test_session_film {
namespace {

using namespace std::chrono_literals;
using testing::contentOf;
using testing::smallScene;
using testing::temporaryFile;
using testing::withExtraWall;

bool eventually(const std::function<bool()>& isSo) {
    for (const auto end = std::chrono::steady_clock::now() + 60s;
         std::chrono::steady_clock::now() < end;) {
        if (isSo())
            return true;
        std::this_thread::sleep_for(1ms);
    }
    return false;
}

Scene fastScene() {
    Scene scene = smallScene();
    scene.view.speed = 0.0;
    return scene;
}

void runTo(Session& session, long updates) {
    session.start();
    EXPECT_TRUE(eventually([&] { return session.latest()->updates >= updates; }));
    session.pause();
    EXPECT_TRUE(eventually([&] { return session.latest()->state == RunState::paused; }));
}

bool hasWeights(const FilmIndex& film, long update) {
    return std::find(film.weights.begin(), film.weights.end(), update) != film.weights.end();
}

TEST(SessionFilm, IsThereFromTheBeginningAndGrowsWhileItRuns) {
    Session session(fastScene());
    ASSERT_TRUE(session.film());
    EXPECT_TRUE(session.film()->frames.empty());
    runTo(session, 40);
    const auto film = session.film();
    ASSERT_FALSE(film->frames.empty());
    EXPECT_EQ(film->frames.front()->update, 1);
    EXPECT_GE(film->frames.back()->update, 32);
    EXPECT_TRUE(hasWeights(*film, 32));
    EXPECT_TRUE(film->fault.empty());
}

TEST(SessionFilm, MarksEditsAndBeginsAnewWithTheRun) {
    Session session(fastScene());
    runTo(session, 5);
    session.changeScene(withExtraWall(fastScene()));
    EXPECT_TRUE(eventually([&] { return session.film()->edits.size() == 1; }));
    Scene other = withExtraWall(fastScene());
    other.view.fieldOutlines = !other.view.fieldOutlines; // no edit
    other.title = "other";
    session.changeScene(other);
    session.restart();
    EXPECT_TRUE(eventually([&] { return session.film()->frames.empty(); }));
    EXPECT_TRUE(session.film()->edits.empty());
    EXPECT_TRUE(eventually([&] { return session.latest()->updates == 0; }));
    runTo(session, 3);
    EXPECT_EQ(session.film()->frames.front()->update, 1);
}

TEST(SessionFilm, ABranchBeginsWithTheBitsOfThatUpdate) {
    const auto file = temporaryFile("branch");
    Session session(fastScene());
    runTo(session, 40);
    session.saveFilm(file);
    Film film;
    film.load(file);
    const std::string expected = contentOf(film.checkpoint(32));
    session.changeScene(withExtraWall(fastScene()));
    EXPECT_TRUE(eventually([&] { return session.latest()->epoch == 1; }));
    ASSERT_TRUE(hasWeights(*session.film(), 32));
    EXPECT_EQ(session.branchFrom(32), fastScene());
    session.saveCheckpoint(file);
    EXPECT_TRUE(contentOf(file) == expected);
    EXPECT_EQ(session.film()->frames.back()->update, 32);
    EXPECT_TRUE(session.film()->edits.empty());
    EXPECT_TRUE(eventually([&] { return session.latest()->updates == 32; }));
    EXPECT_EQ(session.latest()->arena->arena().walls.size(), 1u);
    std::filesystem::remove(file);
}

TEST(SessionFilm, TheJournalOfABranchRepeatsItToTheBit) {
    const auto file = temporaryFile("branch_state");
    Session session(fastScene());
    runTo(session, 40);
    session.changeScene(withExtraWall(fastScene()));
    session.branchFrom(32);
    Scene edited = testing::withReward(fastScene(), {-0.3, 0.2});
    session.changeScene(edited);
    runTo(session, 60);
    const Journal journal = Journal::parse(session.journalText());
    session.saveCheckpoint(file);
    Simulation replayed(journal.start(), 1);
    for (const Journal::Entry& entry : journal.entries()) {
        while (replayed.world().ticks() < entry.tick)
            replayed.tick();
        while (replayed.trainer().updates() < entry.updates)
            ASSERT_TRUE(replayed.train());
        replayed.repeat(entry);
    }
    Simulation seen(edited, 1);
    seen.restore(file);
    EXPECT_EQ(testing::stateOf(replayed), testing::stateOf(seen));
    EXPECT_EQ(replayed.trainer().updates(), seen.trainer().updates());
    std::filesystem::remove(file);
}

TEST(SessionFilm, ABranchWhileItRunsRunsOn) {
    Session session(fastScene());
    session.start();
    EXPECT_TRUE(eventually([&] { return session.latest()->updates >= 40; }));
    session.branchFrom(32);
    EXPECT_TRUE(eventually([&] { return session.latest()->updates >= 45; }));
    EXPECT_EQ(session.latest()->state, RunState::running);
}

TEST(SessionFilm, ThereIsNoBranchWithoutWeights) {
    Session session(fastScene());
    runTo(session, 20);
    const long updates = session.latest()->updates;
    EXPECT_THROW(session.branchFrom(3), Error);
    EXPECT_EQ(session.latest()->updates, updates);
}

TEST(SessionFilm, IsSavedWithTheMomentThatIsLive) {
    const auto file = temporaryFile("session_film");
    Session session(fastScene());
    runTo(session, 37);
    session.saveFilm(file);
    Film film;
    film.load(file);
    EXPECT_EQ(film.frames().back()->update, session.latest()->updates);
    EXPECT_EQ(film.weights().back(), session.latest()->updates);
    EXPECT_FALSE(film.frames().back()->populations[0].scores.empty());
    std::filesystem::remove(file);
}

TEST(SessionFilm, IsTakenOverWithTheRunThatMadeIt) {
    const auto film = temporaryFile("taken_film"), state = temporaryFile("taken_state");
    std::string expected;
    {
        Session session(fastScene());
        runTo(session, 40);
        session.saveFilm(film);
        session.saveCheckpoint(state);
        expected = contentOf(state);
    }
    Session session(withExtraWall(smallScene()));
    EXPECT_EQ(session.openFilm(film), fastScene());
    session.saveCheckpoint(state);
    EXPECT_TRUE(contentOf(state) == expected);
    EXPECT_GE(session.film()->frames.size(), 10u);
    // And it goes on, with the moments so far.
    const std::size_t moments = session.film()->frames.size();
    runTo(session, 60);
    EXPECT_GT(session.film()->frames.size(), moments);
    std::filesystem::remove(film);
    std::filesystem::remove(state);
}

TEST(SessionFilm, AFilmThatCannotBeTakenOverChangesNothing) {
    const auto file = temporaryFile("maps_alone");
    {
        Simulation simulation(fastScene());
        Film film;
        while (simulation.trainer().updates() < 12) {
            simulation.train();
            film.note(simulation);
        }
        ASSERT_TRUE(film.weights().empty());
        film.save(file, simulation.threads());
    }
    Session session(fastScene());
    runTo(session, 20);
    const long updates = session.latest()->updates;
    const std::size_t moments = session.film()->frames.size();
    EXPECT_THROW(session.openFilm(file), Error);
    EXPECT_THROW(session.openFilm("/no/such/film.hippo"), Error);
    EXPECT_EQ(session.latest()->updates, updates);
    EXPECT_EQ(session.film()->frames.size(), moments);
    std::filesystem::remove(file);
}

} // namespace
} // namespace hippodrome::test_session_film

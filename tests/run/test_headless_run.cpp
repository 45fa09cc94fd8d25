#include "core/run/headless_run.h"

#include "tests/run/tiny_scene.h"

namespace hippodrome::test_headless_run {

namespace {

/// Everything a run holds, to the bit.
std::string bitsOf(HeadlessRun& run, const TestFolder& folder) {
    run.close();
    run.simulation().save(folder / "bits");
    return contentOf(folder / "bits") + run.trajectory().text() +
           withoutLastColumn(run.history().text());
}

/// Stops after so many questions.
RunHooks stoppingAfter(int questions) {
    RunHooks hooks;
    hooks.stop = [left = questions]() mutable { return left-- <= 0; };
    return hooks;
}

} // namespace

TEST(HeadlessRun, MakesTheUpdatesThatAreDue) {
    HeadlessRun run(tinyScene(), 1);
    EXPECT_EQ(run.runTo(100, {}), RunOutcome::done);
    EXPECT_EQ(run.simulation().world().ticks(), 100);
    EXPECT_EQ(run.simulation().trainer().updates(), 25); // 2.5 s at 10 a second
    ASSERT_EQ(run.history().rows().size(), 2u);          // every 10 updates
    EXPECT_EQ(run.history().rows()[1].update, 20);
    run.close();
    EXPECT_EQ(run.history().rows().back().update, 25); // and at the end
    run.close();
    EXPECT_EQ(run.history().rows().size(), 3u); // once
}

TEST(HeadlessRun, GivesTheSameBitsWithAnyNumberOfThreads) {
    const TestFolder folder;
    HeadlessRun one(tinyScene(), 1), three(tinyScene(), 3);
    one.runTo(80, {});
    three.runTo(80, {});
    EXPECT_EQ(bitsOf(one, folder), bitsOf(three, folder));
}

TEST(HeadlessRun, GoesOnWithTheSameBitsWhereverItWasStopped) {
    const TestFolder folder;
    HeadlessRun whole(tinyScene(), 1);
    whole.runTo(100, {});
    const std::string expected = bitsOf(whole, folder);
    for (const int questions : {0, 1, 57, 123, 700}) {
        std::filesystem::create_directories(folder / "part");
        HeadlessRun first(tinyScene(), 1);
        EXPECT_EQ(first.runTo(100, stoppingAfter(questions)), RunOutcome::stopped);
        first.close();
        folder.write("part/trajectory.csv", first.trajectory().text());
        folder.write("part/history.csv", first.history().text());
        first.simulation().save(folder / "part/checkpoint.hippo");
        HeadlessRun second(tinyScene(), 2);
        second.resume(folder / "part/checkpoint.hippo");
        EXPECT_EQ(second.runTo(100, {}), RunOutcome::done);
        // The journal says in addition where the first part ended, which a replay passes over.
        second.close();
        EXPECT_EQ(second.trajectory().text(), whole.trajectory().text()) << questions;
        EXPECT_EQ(withoutLastColumn(second.history().text()),
                  withoutLastColumn(whole.history().text()))
            << questions;
        HeadlessRun replayed(tinyScene(), 1);
        EXPECT_EQ(replayed.replay(second.simulation().journal(), {}), RunOutcome::done);
        EXPECT_EQ(bitsOf(replayed, folder), expected) << questions;
    }
}

TEST(HeadlessRun, ReplaysEditsAndIrregularTraining) {
    const TestFolder folder;
    HeadlessRun run(tinyScene(), 1);
    Simulation& simulation = run.simulation();
    const auto tick = [&](int count) {
        for (int i = 0; i < count; ++i)
            run.runTo(simulation.world().ticks() + 1, {});
    };
    for (int i = 0; i < 3; ++i)
        simulation.train(); // before the first tick
    tick(20);
    Scene scene = simulation.scene();
    scene.arena.walls.push_back({7, {-0.5, 0.0}, {0.1, 0.0}});
    simulation.changeScene(scene);
    for (int i = 0; i < 5; ++i)
        simulation.train();
    tick(30);
    simulation.changeScene(withValue(simulation.scene(), "brains.net.learning_rate", "0.01"));
    simulation.changeScene(withValue(simulation.scene(), "brains.cells.field.width", "0.1"));
    tick(20);
    const std::string expected = [&] {
        run.close();
        simulation.save(folder / "bits");
        return contentOf(folder / "bits");
    }();

    const std::string text = simulation.journal().text();
    HeadlessRun again(tinyScene(), 2);
    EXPECT_EQ(again.replay(Journal::parse(text), {}), RunOutcome::done);
    again.close();
    again.simulation().save(folder / "bits");
    EXPECT_EQ(again.simulation().journal().text(), text);
    EXPECT_EQ(contentOf(folder / "bits"), expected);
    EXPECT_EQ(again.simulation().scene().arena.walls.size(), 1u);
}

TEST(HeadlessRun, WritesAJournalLineOnlyForADecision) {
    Scene scene = tinyScene();
    scene.training.updatesPerSecond = 0.0;
    HeadlessRun run(scene, 1);
    run.runTo(1000, {});
    run.close();
    ASSERT_EQ(run.simulation().journal().entries().size(), 1u);
    EXPECT_EQ(run.simulation().journal().entries()[0].tick, 1000);
}

TEST(HeadlessRun, RefusesTheJournalOfAnotherScene) {
    Scene other = tinyScene();
    other.seed = 6;
    HeadlessRun run(tinyScene(), 1);
    try {
        run.replay(Journal(other), {});
        FAIL() << "expected an Error";
    } catch (const Error& error) {
        EXPECT_NE(error.message().find(sceneHash(tinyScene())), std::string::npos);
        EXPECT_NE(error.message().find(sceneHash(other)), std::string::npos);
    }
}

TEST(HeadlessRun, SaysWhyItEnds) {
    HeadlessRun training(tinyScene(), 1);
    EXPECT_EQ(training.trainTo(12, {}), RunOutcome::done);
    EXPECT_EQ(training.simulation().trainer().updates(), 12);
    EXPECT_EQ(training.simulation().world().ticks(), 0);

    const TestFolder folder;
    folder.write("path.csv", "time,x,y\n0,0,0\n0.5,0.1,0\n1,0.2,0\n");
    Scene path = tinyScene();
    path.folder = folder.path();
    path.motion = {"recorded_path", {{"file", "path.csv"}}};
    HeadlessRun following(readScene({writeScene(path), {}, {}}, folder.path()), 1);
    EXPECT_EQ(following.runTo(1000, {}), RunOutcome::pathEnded);
    EXPECT_EQ(following.simulation().world().ticks(), 40);

    // Steps of the optimiser far too large, through a hundred steps of time.
    Scene wild = withValue(tinyScene(), "brains.net.learning_rate", "1");
    wild = withValue(wild, "brains.net.steps", "100");
    HeadlessRun diverging(wild, 1);
    EXPECT_EQ(diverging.trainTo(1000, {}), RunOutcome::diverged);
    EXPECT_EQ(Trainer::divergedBrain(diverging.simulation().world())->name, "net");
}

} // namespace hippodrome::test_headless_run

// The film that runs without a window leave in their folder.
#include "core/run/run_folder.h"

#include "tests/run/tiny_scene.h"

namespace hippodrome::test_film_output {

namespace {

const ReportEffort quick{.probeSamples = 500, .nullMaps = 5};

std::vector<long> updatesIn(const std::filesystem::path& file) {
    Film film;
    film.load(file);
    std::vector<long> updates;
    for (const auto& frame : film.frames())
        updates.push_back(frame->update);
    return updates;
}

void trainInto(const std::filesystem::path& path, long updates,
               const std::filesystem::path& checkpoint = {}, bool filming = true) {
    HeadlessRun run(tinyScene(), 1);
    if (filming)
        run.keepFilm();
    if (!checkpoint.empty())
        run.resume(checkpoint);
    RunFolder folder(path, true, tinyScene());
    RunAccount account;
    account.verb = "train";
    account.outcome = run.trainTo(updates, {});
    folder.finish(run, account, quick);
}

} // namespace

TEST(FilmOutput, ARunLeavesItsFilmWithTheEnd) {
    const TestFolder folder;
    trainInto(folder / "out", 35);
    const std::vector<long> updates = updatesIn(folder / "out/film.hippo");
    EXPECT_EQ(updates.front(), 1);
    EXPECT_EQ(updates.back(), 35);
    Film film;
    film.load(folder / "out/film.hippo");
    EXPECT_EQ(film.weights(), (std::vector<long>{16, 24, 32, 35}));
    EXPECT_TRUE(stateIn(film.checkpoint(35)) == stateIn(folder / "out/checkpoint.hippo"));
    const FilmFrame& last = *film.frames().back();
    EXPECT_EQ(last.training.at(0).report.updates, 35);
    EXPECT_FALSE(last.populations.at(0).scores.empty());
}

TEST(FilmOutput, AResumedRunHasTheSameFilm) {
    const TestFolder folder;
    trainInto(folder / "whole", 90);
    const Checkpoint whole = Checkpoint::read(folder / "whole/film.hippo");
    Film wholeFilm;
    wholeFilm.load(folder / "whole/film.hippo");
    for (const long stop : {37L, 64L}) {
        trainInto(folder / "part", stop);
        trainInto(folder / "rest", 90, folder / "part/checkpoint.hippo");
        // All but the journals in the weights, which tell that there were two parts.
        const Checkpoint rest = Checkpoint::read(folder / "rest/film.hippo");
        EXPECT_EQ(rest.text("film"), whole.text("film"));
        for (const char* blocks : {"maps", "scores"}) {
            whole.section(blocks).write(folder / "a");
            rest.section(blocks).write(folder / "b");
            EXPECT_TRUE(contentOf(folder / "a") == contentOf(folder / "b")) << blocks;
        }
        Film film;
        film.load(folder / "rest/film.hippo");
        for (const long update : wholeFilm.weights())
            for (const char* part : {"world", "recorder", "trainer"}) {
                Checkpoint::read(wholeFilm.checkpoint(update)).section(part).write(folder / "a");
                Checkpoint::read(film.checkpoint(update)).section(part).write(folder / "b");
                EXPECT_TRUE(contentOf(folder / "a") == contentOf(folder / "b"))
                    << part << " at " << update;
            }
    }
}

TEST(FilmOutput, ItsWeightsAreACheckpointToGoOnFrom) {
    const TestFolder folder;
    trainInto(folder / "whole", 40);
    trainInto(folder / "part", 32);
    Film film;
    film.load(folder / "whole/film.hippo");
    HeadlessRun from(tinyScene(), 1), straight(tinyScene(), 1);
    from.resume(film.checkpoint(32));
    from.trainTo(40, {});
    straight.trainTo(40, {});
    from.simulation().save(folder / "a");
    straight.simulation().save(folder / "b");
    EXPECT_TRUE(contentOf(folder / "a") == contentOf(folder / "b"));
}

TEST(FilmOutput, AFilmThatWasHandedOnCanBeGoneOnFrom) {
    const TestFolder folder;
    trainInto(folder / "whole", 40);
    Film film;
    film.load(folder / "whole/film.hippo");
    ThreadPool threads(1);
    film.saveCompact(folder / "packed.hippo", threads);
    HeadlessRun from(tinyScene(), 1), straight(tinyScene(), 1);
    from.resume(folder / "packed.hippo");
    straight.trainTo(40, {});
    EXPECT_EQ(from.simulation().trainer().updates(), 40);
    const auto measured = [](HeadlessRun& run) {
        return metricsJson(reportPopulations(run.simulation(), quick)).dump();
    };
    EXPECT_EQ(measured(from), measured(straight));
    EXPECT_EQ(from.trainTo(41, {}), RunOutcome::done);
}

TEST(FilmOutput, NoFilmWhenNoneIsWanted) {
    const TestFolder folder;
    trainInto(folder / "out", 20);
    EXPECT_TRUE(std::filesystem::exists(folder / "out/film.hippo"));
    trainInto(folder / "out", 20, {}, false);
    EXPECT_FALSE(std::filesystem::exists(folder / "out/film.hippo"));
}

TEST(FilmOutput, AReplayIsFilmedWithItsEdits) {
    const TestFolder folder;
    HeadlessRun run(tinyScene(), 1);
    run.runTo(60, {});
    Scene scene = tinyScene();
    scene.arena.walls.push_back({7, {-0.5, 0.0}, {0.1, 0.0}});
    run.simulation().changeScene(scene);
    run.runTo(120, {});
    run.close();
    HeadlessRun again(tinyScene(), 1);
    again.keepFilm();
    EXPECT_EQ(again.replay(run.simulation().journal(), {}), RunOutcome::done);
    ASSERT_EQ(again.film()->edits().size(), 1u);
    EXPECT_EQ(again.film()->edits()[0].update, 15); // 1.5 s at 10 a second
    EXPECT_EQ(again.film()->frames().back()->epoch, 1);
}

} // namespace hippodrome::test_film_output

#include "core/film/film.h"
#include "core/maps/map_scorer.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace hippodrome::test_film {
namespace {

using testing::contentOf;
using testing::smallScene;
using testing::temporaryFile;
using testing::withExtraWall;

/// Trains and ticks to a number of updates, filming.
void filmTo(Simulation& simulation, Film& film, long updates) {
    while (simulation.trainer().updates() < updates) {
        if (simulation.train())
            film.note(simulation);
        simulation.tick();
    }
}

std::vector<long> updatesOf(const Film& film) {
    std::vector<long> updates;
    for (const auto& frame : film.frames())
        updates.push_back(frame->update);
    return updates;
}

void expectEqual(const Film& a, const Film& b) {
    EXPECT_EQ(updatesOf(a), updatesOf(b));
    EXPECT_EQ(a.edits(), b.edits());
    EXPECT_EQ(a.weights(), b.weights());
    ASSERT_EQ(a.frames().size(), b.frames().size());
    for (std::size_t i = 0; i < a.frames().size(); ++i) {
        const FilmFrame &one = *a.frames()[i], &other = *b.frames()[i];
        EXPECT_EQ(one.time, other.time);
        EXPECT_EQ(one.epoch, other.epoch);
        ASSERT_EQ(one.populations.size(), other.populations.size());
        for (std::size_t p = 0; p < one.populations.size(); ++p) {
            const FilmedPopulation &x = one.populations[p], &y = other.populations[p];
            EXPECT_EQ(x.brain, y.brain);
            EXPECT_EQ(*x.shown, *y.shown);
            EXPECT_EQ(x.scored != nullptr, y.scored != nullptr);
            EXPECT_EQ(x.null.grid60p99, y.null.grid60p99);
            ASSERT_EQ(x.scores.size(), y.scores.size());
            for (std::size_t u = 0; u < x.scores.size(); ++u)
                EXPECT_TRUE(x.scores[u].grid60 == y.scores[u].grid60 ||
                            (std::isnan(x.scores[u].grid60) && std::isnan(y.scores[u].grid60)));
        }
        ASSERT_EQ(one.training.size(), other.training.size());
        for (std::size_t t = 0; t < one.training.size(); ++t)
            EXPECT_EQ(one.training[t].report.loss, other.training[t].report.loss);
    }
}

TEST(FilmedMaps, LoseLessThanAHalfOfAStep) {
    Rng rng(3);
    PopulationMaps maps{5, 6, 7, {}};
    for (int i = 0; i < 5 * 42; ++i)
        maps.values.push_back(static_cast<float>(rng.uniform() * 8.0 - 3.0));
    for (int i = 0; i < 42; ++i)
        maps.values[static_cast<std::size_t>(42 + i)] = 0.25f; // a unit that never changes
    maps.values[3] = NAN;
    const FilmedMaps filmed = FilmedMaps::of(maps, 100);
    const PopulationMaps back = filmed.maps();
    ASSERT_EQ(back.values.size(), maps.values.size());
    for (std::size_t i = 0; i < maps.values.size(); ++i) {
        const std::size_t unit = i / 42;
        const float step = (filmed.highest[unit] - filmed.lowest[unit]) / 254.0f;
        if (std::isnan(maps.values[i]))
            EXPECT_TRUE(std::isnan(back.values[i]));
        else
            EXPECT_NEAR(back.values[i], maps.values[i], 0.5001f * step);
    }
    for (int i = 0; i < 42; ++i)
        EXPECT_EQ(back.values[static_cast<std::size_t>(42 + i)], 0.25f);
    EXPECT_EQ(FilmedMaps::of(back, 100), filmed);
    EXPECT_EQ(FilmedMaps::of(maps, 2).maps().values.size(), 84u);
}

TEST(Film, KeepsTheMomentsOfTheRuleWithTheirMaps) {
    Simulation simulation(smallScene(), 1);
    Film film;
    filmTo(simulation, film, 70);
    std::vector<long> expected;
    for (long update = 1; update <= 70; ++update)
        if (FilmMoments{}.keeps(update, 70))
            expected.push_back(update);
    EXPECT_EQ(updatesOf(film), expected);
    EXPECT_EQ(film.weights(), (std::vector<long>{16, 32, 48, 64}));
    const FilmFrame& last = *film.frames().back();
    ASSERT_EQ(last.populations.size(), 2u);
    EXPECT_EQ(last.populations[0].brain, "net0");
    EXPECT_EQ(last.populations[0].shown->units, 16);
    EXPECT_EQ(last.populations[1].brain, "cells");
    ASSERT_EQ(last.training.size(), 1u);
    EXPECT_EQ(last.training[0].report.updates, last.update);
    // Formula cells do not change as time passes, and take room once.
    EXPECT_EQ(last.populations[1].shown, film.frames().front()->populations[1].shown);
    EXPECT_NE(last.populations[0].shown, film.frames().front()->populations[0].shown);
}

TEST(Film, ShowsTheMapsThatWereLive) {
    Simulation simulation(smallScene(), 1);
    Film film;
    filmTo(simulation, film, 16);
    MapGatherer gatherer;
    MapsSnapshot live =
        gatherer.gather(simulation.world(), simulation.recorder(), ViewParameters::MapKind::probe);
    const MapsSnapshot past = film.frames().back()->snapshot();
    EXPECT_EQ(past.updates, 16);
    EXPECT_TRUE(past.past);
    for (const PopulationPicture& picture : past.populations)
        for (PopulationPicture& other : live.populations) {
            if (other.brain != picture.brain || other.population.name != picture.population.name)
                continue;
            ASSERT_EQ(picture.maps.values.size(), other.maps.values.size());
            float low = INFINITY, high = -INFINITY;
            for (const float value : other.maps.values)
                low = std::fmin(low, value), high = std::fmax(high, value);
            for (std::size_t i = 0; i < other.maps.values.size(); ++i)
                if (!std::isnan(other.maps.values[i])) {
                    EXPECT_NEAR(picture.maps.values[i], other.maps.values[i],
                                (high - low) / 500.0f);
                }
        }
}

TEST(Film, FilmingChangesNothing) {
    Simulation filmed(smallScene(), 1), plain(smallScene(), 1);
    Film film;
    filmTo(filmed, film, 40);
    film.score(filmed.threads());
    film.close(filmed);
    while (plain.trainer().updates() < 40) {
        plain.train();
        plain.tick();
    }
    EXPECT_EQ(testing::stateOf(filmed), testing::stateOf(plain));
    EXPECT_EQ(filmed.journal().text(), plain.journal().text());
}

TEST(Film, WeightsAreTheCheckpointOfThatUpdate) {
    Simulation simulation(smallScene(2), 2);
    Film film;
    std::map<long, std::string> expected;
    const auto file = temporaryFile("film_checkpoint");
    while (simulation.trainer().updates() < 50) {
        if (simulation.train())
            film.note(simulation);
        if (FilmMoments::keepsWeights(simulation.trainer().updates(), 50)) {
            simulation.save(file);
            expected[simulation.trainer().updates()] = contentOf(file);
        }
        simulation.tick();
    }
    std::filesystem::remove(file);
    ASSERT_EQ(film.weights().size(), expected.size());
    for (const auto& [update, bytes] : expected)
        EXPECT_EQ(contentOf(film.checkpoint(update)), bytes) << update;
    EXPECT_THROW(film.checkpoint(17), Error);
}

TEST(Film, OneCanGoBackToWeightsAcrossAnEdit) {
    Simulation simulation(smallScene(), 1);
    Film film;
    filmTo(simulation, film, 33);
    simulation.changeScene(withExtraWall(simulation.scene()));
    film.noteEdit(simulation);
    filmTo(simulation, film, 50);
    ASSERT_EQ(film.edits(), (std::vector<FilmEdit>{{33, film.edits()[0].time}}));
    EXPECT_EQ(film.frames().back()->epoch, 1);

    Simulation untouched(smallScene(), 1);
    while (untouched.trainer().updates() < 32) {
        untouched.train();
        if (untouched.trainer().updates() < 32)
            untouched.tick();
    }
    simulation.goBackTo(film.checkpoint(32));
    film.forgetAfter(32);
    EXPECT_EQ(simulation.scene(), untouched.scene());
    EXPECT_EQ(testing::stateOf(simulation), testing::stateOf(untouched));
    EXPECT_TRUE(film.edits().empty());
    EXPECT_EQ(film.frames().back()->update, 32);
    // On another way from there, which its own journal repeats.
    simulation.changeScene(withExtraWall(simulation.scene()));
    filmTo(simulation, film, 50);
    EXPECT_EQ(film.frames().back()->update, 50);
    simulation.closeJournal();
    EXPECT_EQ(simulation.journal().entries().back().updates, 50);
    EXPECT_EQ(simulation.journal().start(), smallScene());
}

TEST(Film, TheEndIsKeptUntilTrainingGoesOn) {
    Simulation simulation(smallScene(), 1);
    Film film, whole;
    filmTo(simulation, film, 69);
    film.close(simulation);
    EXPECT_EQ(film.frames().back()->update, 69);
    EXPECT_EQ(film.weights().back(), 69);
    EXPECT_LE(film.weights().size(), FilmWeights::most);
    const std::filesystem::path closing = film.checkpoint(69);
    film.close(simulation);
    EXPECT_EQ(film.weights().back(), 69);
    filmTo(simulation, film, 72);
    EXPECT_EQ(film.weights().back(), 64);
    EXPECT_FALSE(std::filesystem::exists(closing));
    for (const long update : updatesOf(film))
        EXPECT_TRUE(FilmMoments{}.keeps(update, 72)) << update;
}

TEST(Film, ScoresAreThoseOfTheMapsWhateverTheThreads) {
    Simulation one(smallScene(), 1), two(smallScene(), 2);
    Film a, b;
    filmTo(one, a, 20);
    filmTo(two, b, 20);
    a.score(one.threads());
    b.score(two.threads());
    expectEqual(a, b);
    const FilmFrame& last = *a.frames().back();
    PopulationPicture picture = last.snapshot().populations[0];
    EXPECT_EQ(picture.null.maps, Film::nullMaps);
    const std::vector<UnitScores> kept = picture.scores;
    scoreUnits(picture);
    ASSERT_EQ(kept.size(), picture.scores.size());
    for (std::size_t u = 0; u < kept.size(); ++u)
        if (!std::isnan(kept[u].grid60)) {
            EXPECT_EQ(kept[u].grid60, picture.scores[u].grid60);
        }
    // Those of formula cells are exact.
    MapGatherer fresh;
    PopulationPicture cells =
        fresh.gather(one.world(), one.recorder(), ViewParameters::MapKind::probe)
            .populations.back();
    scoreUnits(cells);
    const FilmedPopulation& filmed = last.populations.back();
    ASSERT_EQ(filmed.brain, cells.brain);
    for (std::size_t u = 0; u < filmed.scores.size(); ++u)
        EXPECT_EQ(filmed.scores[u].grid60, cells.scores[u].grid60);
    // And close to those of the maps before they were stored in eight bits. The score takes the
    // best of several rings, so that of a map of noise may leap where two rings are nearly equal.
    MapGatherer gatherer;
    PopulationPicture exact =
        gatherer.gather(one.world(), one.recorder(), ViewParameters::MapKind::probe).populations[0];
    scoreUnits(exact);
    std::vector<float> differences;
    for (std::size_t u = 0; u < kept.size(); ++u)
        if (!std::isnan(kept[u].grid60))
            differences.push_back(std::abs(kept[u].grid60 - exact.scores[u].grid60));
    ASSERT_GE(differences.size(), 4u);
    std::ranges::sort(differences);
    EXPECT_LT(differences[differences.size() / 2], 0.01f);
    EXPECT_LT(differences.back(), 0.5f);
}

TEST(Film, StaysWithinItsBounds) {
    Scene scene = smallScene(0);
    // A population whose maps would take two gigabytes as they are.
    scene.brains[0].brain.parameters["count"] = 3000;
    Json tiny = testing::smallNetworkJson();
    tiny["units"] = 4;
    tiny["batch"] = 2;
    tiny["steps"] = 2;
    scene.brains.push_back({"net", {"grid_network", tiny}});
    scene = readScene({writeScene(scene), {}, {}});
    Simulation simulation(scene, 2);
    Film film;
    filmTo(simulation, film, 40);
    EXPECT_LE(film.frames().size(), 40u);
    EXPECT_LT(film.frames().back()->populations[0].shown->units, 3000);
    EXPECT_EQ(film.frames().back()->populations[1].shown->units, 4);
    EXPECT_LE(film.frames().back()->bytes() * film.frames().size(), Film::mapLimit);
    EXPECT_LE(film.bytes(), Film::mapLimit);
    EXPECT_LE(film.weightsBytes(), FilmWeights::limit);
    EXPECT_GT(film.weightsBytes(), 0u);
    for (long i = 0; i < 2000; ++i) {
        simulation.tick();
        simulation.train();
        film.noteEdit(simulation);
    }
    EXPECT_LE(film.edits().size(), Film::mostEdits);
    EXPECT_EQ(film.edits().back().update, simulation.trainer().updates());
}

TEST(FilmFile, ReadsBackWhatWasWritten) {
    const auto file = temporaryFile("film"), again = temporaryFile("film_again");
    Simulation simulation(smallScene(2), 1);
    Film film;
    filmTo(simulation, film, 20);
    simulation.changeScene(withExtraWall(simulation.scene()));
    film.noteEdit(simulation);
    filmTo(simulation, film, 37);
    film.close(simulation);
    film.save(file, simulation.threads());
    Film read;
    read.load(file);
    expectEqual(film, read);
    for (const long update : film.weights())
        EXPECT_EQ(contentOf(read.checkpoint(update)), contentOf(film.checkpoint(update)));
    // Shared maps are shared again, so that the same file comes out.
    EXPECT_EQ(read.bytes(), film.bytes());
    read.save(again, simulation.threads());
    EXPECT_EQ(contentOf(again), contentOf(file));
    std::filesystem::remove(file);
    std::filesystem::remove(again);
}

TEST(FilmFile, GoesOnWithTheSameMoments) {
    const auto file = temporaryFile("film_part"), checkpoint = temporaryFile("film_part_state");
    Simulation whole(smallScene(), 1);
    Film wholeFilm;
    filmTo(whole, wholeFilm, 150);
    wholeFilm.score(whole.threads());
    for (const long stop : {33L, 64L, 101L}) {
        {
            Simulation first(smallScene(), 1);
            Film film;
            filmTo(first, film, stop);
            film.close(first);
            first.save(checkpoint);
            film.save(file, first.threads());
        }
        Simulation second(smallScene(), 2);
        second.restore(checkpoint);
        Film film;
        film.continueFrom(file, second);
        filmTo(second, film, 150);
        film.score(second.threads());
        expectEqual(film, wholeFilm);
    }
    // From an older checkpoint than the film.
    Simulation early(smallScene(), 1);
    Film film;
    filmTo(early, film, 50);
    early.save(checkpoint);
    Simulation second(smallScene(), 2);
    second.restore(checkpoint);
    Film late;
    late.continueFrom(file, second);
    EXPECT_LE(late.frames().back()->update, 50);
    std::filesystem::remove(file);
    std::filesystem::remove(checkpoint);
}

TEST(FilmFile, GoesOnWithAFilmThatIsOlderThanAField) {
    const auto file = temporaryFile("film_older");
    Simulation simulation(smallScene(), 1);
    Film film;
    filmTo(simulation, film, 40);
    film.close(simulation);
    film.save(file, simulation.threads());
    // The scene had another hash then; what it says in full is in the weights.
    Checkpoint blocks = Checkpoint::read(file);
    Json json = parseJson(blocks.text("film")).root;
    json["scene_hash"] = "0123456789abcdef";
    blocks.putText("film", json.dump());
    blocks.write(file);
    Film again;
    again.continueFrom(file, simulation);
    EXPECT_FALSE(again.frames().empty());
    // Without weights there is nothing to tell it by.
    json["weights"] = Json::array();
    blocks.putText("film", json.dump());
    blocks.write(file);
    EXPECT_THROW(Film().continueFrom(file, simulation), Error);
    std::filesystem::remove(file);
}

TEST(Film, MayEndWhileItsWeightsAreBeingWritten) {
    Simulation simulation(smallScene(), 1);
    std::filesystem::path file;
    for (int i = 0; i < 20; ++i) {
        Film film;
        filmTo(simulation, film, 4 * (i + 1));
        film.close(simulation);
        file = film.checkpoint(4 * (i + 1));
        EXPECT_TRUE(std::filesystem::exists(file));
    }
    EXPECT_FALSE(std::filesystem::exists(file.parent_path()));
}

TEST(FilmFile, RefusesOthersWithAReasonAndKeepsTheFilm) {
    const auto file = temporaryFile("film_bad");
    Simulation simulation(smallScene(), 1);
    Film film;
    filmTo(simulation, film, 17);
    film.save(file, simulation.threads());
    const std::string bytes = contentOf(file);
    const std::vector<long> before = updatesOf(film);
    const auto refused = [&](const std::string& content, const std::string& reason) {
        std::ofstream(file, std::ios::binary) << content;
        try {
            film.load(file);
            FAIL() << "expected an Error: " << reason;
        } catch (const Error& error) {
            EXPECT_NE(error.message().find("expected a film of Hippodrome"), std::string::npos);
            EXPECT_NE(error.message().find(reason), std::string::npos) << error.what();
            EXPECT_EQ(error.file(), file.string());
        }
        EXPECT_EQ(updatesOf(film), before);
    };
    for (const std::size_t cut : {std::size_t{9}, bytes.size() / 3, bytes.size() - 1})
        refused(bytes.substr(0, cut), "truncated");
    std::string damaged = bytes;
    damaged[bytes.size() / 2] ^= 1;
    refused(damaged, "");
    refused("GIF89a and so on", "something else");
    simulation.save(file);
    refused(contentOf(file), "something else");
    EXPECT_THROW(film.load(temporaryFile("film_missing")), Error);

    film.save(file, simulation.threads());
    Simulation other(withExtraWall(smallScene()), 1);
    Film another;
    try {
        another.continueFrom(file, other);
        FAIL() << "expected an Error";
    } catch (const Error& error) {
        EXPECT_NE(error.message().find("another scene"), std::string::npos);
    }
    EXPECT_TRUE(another.frames().empty());
    another.continueFrom(temporaryFile("film_missing"), other); // nothing to go on with
    std::filesystem::remove(file);
}

} // namespace
} // namespace hippodrome::test_film

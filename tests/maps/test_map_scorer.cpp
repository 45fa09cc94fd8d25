#include "core/maps/map_scorer.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <numbers>
#include <thread>

namespace hippodrome::test_map_scorer {
namespace {

using testing::smallScene;
using MapKind = ViewParameters::MapKind;

/// Waits for the picture with this number.
std::shared_ptr<const MapsSnapshot> waitFor(const Mailbox<MapsSnapshot>& mailbox, long sequence) {
    for (int i = 0; i < 10000; ++i) {
        if (const auto picture = mailbox.latest(); picture && picture->sequence >= sequence)
            return picture;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return nullptr;
}

TEST(MapScorer, GathersEveryPopulation) {
    Simulation simulation(smallScene(), 1);
    testing::run(simulation, 400);
    MapScorer scorer;
    const MapsSnapshot probe =
        scorer.gather(simulation.world(), simulation.recorder(), MapKind::probe);
    ASSERT_EQ(probe.populations.size(), 3u);
    EXPECT_EQ(probe.populations[0].brain, "net0");
    EXPECT_EQ(probe.populations[0].population.name, "units");
    EXPECT_EQ(probe.populations[0].maps.rows, 17); // 1.0 m in bins of a twentieth of 1.2 m
    EXPECT_EQ(probe.populations[1].maps.units, 0) << "nothing is known of the read-out's tuning";
    EXPECT_EQ(probe.populations[2].brain, "cells");
    EXPECT_GT(probe.populations[2].maps.columns, 20);
    EXPECT_EQ(probe.populations[2].scored.columns, 20);
    EXPECT_EQ(probe.populations[2].direction.columns, Recorder::directionBins);
    EXPECT_FALSE(probe.periodic);
    const MapsSnapshot path =
        scorer.gather(simulation.world(), simulation.recorder(), MapKind::path);
    EXPECT_EQ(path.kind, MapKind::path);
    EXPECT_EQ(path.populations[2].maps.columns, 24); // 1.2 m in bins of 5 cm
    EXPECT_EQ(path.populations[1].maps.units,
              simulation.world().brains()[0].brain->populations()[1].units);
}

TEST(MapScorer, MapsSayInWhichArenaTheyWereMade) {
    Simulation simulation(smallScene(), 1);
    testing::run(simulation, 400);
    const ArenaPointer before = simulation.world().arena();
    simulation.changeScene(testing::withExtraWall(simulation.scene()));
    testing::run(simulation, 10);
    MapScorer scorer;
    const auto arenaIn = [&](MapKind kind) {
        return scorer.gather(simulation.world(), simulation.recorder(), kind)
            .populations.back()
            .arena;
    };
    EXPECT_EQ(arenaIn(MapKind::pathBefore), before);
    for (const MapKind kind : {MapKind::probe, MapKind::path, MapKind::pathDifference})
        EXPECT_EQ(arenaIn(kind), simulation.world().arena());
}

TEST(MapScorer, TheNoiseOfTheArithmeticIsShownAsZero) {
    PopulationPicture picture;
    picture.scores = {{0.0f, 0.0f, 4.73e-11f}, {0.0f, 0.0f, -3e-10f}};
    EXPECT_EQ(picture.shownPeak(0), 0.0f) << "no unit does anything";
    picture.scores = {{0.0f, 0.0f, 4.73e-6f}, {0.0f, 0.0f, 8.0f}, {0.0f, 0.0f, 9e-6f}};
    EXPECT_EQ(picture.shownPeak(0), 0.0f) << "beside one that does";
    EXPECT_EQ(picture.shownPeak(1), 8.0f);
    EXPECT_EQ(picture.shownPeak(2), 9e-6f);
    EXPECT_TRUE(std::isnan(picture.shownPeak(3)));
}

TEST(MapScorer, NothingIsAboveNoiseBeforeEnoughWasVisited) {
    PopulationPicture picture;
    picture.scores = {{1.5f, 0.0f, 1.0f}};
    picture.null.grid60p99 = 0.8;
    EXPECT_FALSE(picture.aboveNull(0)) << "the noise is not known";
    picture.null.maps = 200;
    EXPECT_TRUE(picture.aboveNull(0));
    picture.nullApplies = false;
    EXPECT_FALSE(picture.aboveNull(0)) << "too little was visited";
}

TEST(MapScorer, ProbesFormulaCellsOncePerEdit) {
    Simulation simulation(smallScene(), 1);
    MapScorer scorer;
    const auto cells = [&] {
        return scorer.gather(simulation.world(), simulation.recorder(), MapKind::probe)
            .populations.back()
            .maps.values;
    };
    const auto equal = [](const std::vector<float>& a, const std::vector<float>& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](float x, float y) {
            return x == y || (std::isnan(x) && std::isnan(y));
        });
    };
    const std::vector<float> before = cells();
    simulation.tick();
    EXPECT_TRUE(equal(cells(), before));
    simulation.changeScene(testing::withExtraWall(simulation.scene()));
    const std::vector<float> walled = cells();
    EXPECT_FALSE(equal(walled, before));
    simulation.changeScene(withValue(simulation.scene(), "brains.cells.field.width", "0.3"));
    EXPECT_FALSE(equal(cells(), walled));
    simulation.changeScene(withValue(simulation.scene(), "brains.cells.count", "30"));
    EXPECT_NE(cells().size(), walled.size());
    simulation.restart();
    EXPECT_FALSE(cells().empty());
}

TEST(MapScorer, ScoresAndDescribesOnItsOwnThread) {
    Simulation simulation(smallScene(), 1);
    testing::run(simulation, 400);
    MapScorer scorer;
    Mailbox<MapsSnapshot> mailbox;
    auto picture = std::make_shared<MapsSnapshot>(
        scorer.gather(simulation.world(), simulation.recorder(), MapKind::probe));
    picture->sequence = 1;
    picture->watched.brain = "cells";
    picture->watched.population = "cells";
    picture->watched.unit = 7;
    scorer.score(picture, 2.0, mailbox);
    const auto scored = waitFor(mailbox, 1);
    ASSERT_TRUE(scored);
    const PopulationPicture& cells = scored->populations[2];
    ASSERT_EQ(cells.scores.size(), 20u);
    for (const UnitScores& scores : cells.scores) {
        EXPECT_NEAR(scores.peak, 10.0f, 0.5f);
        EXPECT_TRUE(std::isfinite(scores.grid60));
    }
    EXPECT_EQ(cells.null.maps, 0) << "chance is for networks";
    EXPECT_GT(scored->populations[0].null.maps, 0);
    EXPECT_GT(scored->populations[0].null.grid60p99, scored->populations[0].null.grid60p95);
    EXPECT_TRUE(scored->watched.known);
    EXPECT_EQ(scored->watched.metrics.fields.size(), 1u);
    EXPECT_GT(scored->watched.metrics.of("information_bits_per_spike").value(), 0.5);
}

TEST(MapScorer, ComparesTheEpochsBeforeAndAfterAnEdit) {
    Simulation simulation(smallScene(), 1);
    testing::run(simulation, 16000);
    MapScorer scorer;
    Mailbox<MapsSnapshot> mailbox;
    long sequence = 0;
    const auto picture = [&](MapKind kind) {
        auto fresh = std::make_shared<MapsSnapshot>(
            scorer.gather(simulation.world(), simulation.recorder(), kind));
        fresh->sequence = ++sequence;
        fresh->watched = {"cells", "cells", 0, false, {}, {}, {}};
        scorer.score(fresh, 1.0, mailbox);
        return waitFor(mailbox, sequence);
    };
    for (const MapKind kind : {MapKind::pathBefore, MapKind::pathDifference})
        EXPECT_EQ(picture(kind)->populations[2].maps.units, 0) << "nothing was edited yet";
    const auto then = picture(MapKind::path);
    simulation.changeScene(testing::withExtraWall(simulation.scene()));
    testing::run(simulation, 16000);
    const auto now = picture(MapKind::path);
    const auto before = picture(MapKind::pathBefore);
    const auto difference = picture(MapKind::pathDifference);
    const PopulationPicture& cells = difference->populations[2];
    ASSERT_EQ(cells.maps.units, 20);
    ASSERT_EQ(cells.scores.size(), 20u);
    EXPECT_TRUE(cells.difference);
    EXPECT_FALSE(difference->watched.known) << "numbers of a rate map do not apply";
    int compared = 0;
    for (std::size_t k = 0; k < cells.maps.values.size(); ++k) {
        const float a = now->populations[2].maps.values[k], b = then->populations[2].maps.values[k];
        EXPECT_EQ(before->populations[2].maps.values[k] == b, !std::isnan(b));
        EXPECT_EQ(std::isnan(cells.maps.values[k]), std::isnan(a) || std::isnan(b));
        if (std::isnan(a) || std::isnan(b))
            continue;
        EXPECT_FLOAT_EQ(cells.maps.values[k], a - b);
        EXPECT_EQ(cells.rawMaps().values[k], now->populations[2].rawMaps().values[k] -
                                                 then->populations[2].rawMaps().values[k])
            << "what is written is not smoothed";
        ++compared;
    }
    EXPECT_GT(compared, 1000);
    // The new wall lies in the west: fields there change more than those in the east.
    float lowest = 1.0f, highest = -1.0f;
    for (int unit = 0; unit < 20; ++unit) {
        EXPECT_TRUE(std::isnan(cells.scores[static_cast<std::size_t>(unit)].grid60));
        EXPECT_LE(cells.similarityOf(unit), 1.0f);
        lowest = std::min(lowest, cells.similarityOf(unit));
        highest = std::max(highest, cells.similarityOf(unit));
    }
    EXPECT_LT(lowest, highest - 0.03f);
    EXPECT_GT(highest, 0.95f);
}

/// Units of a network on one lattice; bins square.
std::shared_ptr<MapsSnapshot> pictureOfALattice(Nature kind) {
    auto picture = std::make_shared<MapsSnapshot>();
    picture->sequence = 1;
    PopulationPicture& population = picture->populations.emplace_back();
    population.brain = "net";
    population.nature = kind;
    population.population = {"units", 24, false, ""};
    population.maps.units = 24;
    population.maps.rows = population.maps.columns = 20;
    population.grid = BinGrid::withCounts({{-1.0, -1.0}, {1.0, 1.0}}, 20, 20);
    for (int unit = 0; unit < 24; ++unit)
        for (int row = 0; row < 20; ++row)
            for (int column = 0; column < 20; ++column) {
                double sum = 0.0;
                for (int axis = 0; axis < 3; ++axis) {
                    const double angle = 0.2 + axis * std::numbers::pi / 3.0;
                    sum += std::cos(2.0 * std::numbers::pi / 6.0 *
                                    ((column - 1.3 * unit) * std::cos(angle) +
                                     (row - 2.1 * unit) * std::sin(angle)));
                }
                population.maps.values.push_back(static_cast<float>(std::max(0.0, sum)));
            }
    return picture;
}

TEST(MapScorer, SaysWhatTheGridUnitsOfANetworkShare) {
    MapScorer scorer;
    for (const Nature kind : {Nature::artificial, Nature::biological}) {
        Mailbox<MapsSnapshot> mailbox;
        scorer.score(pictureOfALattice(kind), 1.0, mailbox);
        const auto scored = waitFor(mailbox, 1);
        ASSERT_TRUE(scored);
        const PopulationPicture& picture = scored->populations[0];
        if (kind == Nature::biological) {
            EXPECT_FALSE(picture.modules) << "noise is for networks, and so is what is above it";
            continue;
        }
        ASSERT_TRUE(picture.modules);
        ASSERT_EQ(picture.modules->size(), 1u);
        EXPECT_EQ(picture.modules->front().members, 24);
        EXPECT_NEAR(picture.modules->front().spacing, 6.0 / std::cos(std::numbers::pi / 6.0), 0.1);
    }
}

TEST(MapScorer, SmoothsWhatIsLookedAtAndScoresAndWritesWhatWasRecorded) {
    Scene scene = smallScene();
    scene.recording.binSize = 0.1; // 12 x 10 bins: they are scored as they are
    Simulation simulation(scene, 1);
    testing::run(simulation, 8000);
    MapScorer scorer;
    Mailbox<MapsSnapshot> mailbox;
    auto picture = std::make_shared<MapsSnapshot>(
        scorer.gather(simulation.world(), simulation.recorder(), MapKind::path));
    picture->sequence = 1;
    scorer.score(picture, 2.0, mailbox);
    const auto scored = waitFor(mailbox, 1);
    ASSERT_TRUE(scored);
    const PopulationPicture &net = scored->populations[0], &cells = scored->populations[2];
    EXPECT_EQ(net.raw.units, 0) << "the bins of networks are large already";
    const PopulationMaps recorded = simulation.recorder().tuning(1, 0).place.means();
    const auto same = [](float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    EXPECT_TRUE(std::equal(recorded.values.begin(), recorded.values.end(),
                           cells.rawMaps().values.begin(), same));
    EXPECT_EQ(&cells.scoredMaps(), &cells.rawMaps());
    const auto peak = [](const PopulationMaps& maps) {
        return RateMap::fromFloats(maps.map(3), maps.rows, maps.columns).peak();
    };
    EXPECT_LT(peak(cells.maps), 0.9 * peak(recorded));
    EXPECT_EQ(cells.scores[3].peak, static_cast<float>(peak(cells.maps)));
}

TEST(MapScorer, BearsArenasOfAnyShape) {
    for (const auto& [width, height] : {std::pair(10.0, 0.2), std::pair(0.06, 3.0)}) {
        Scene scene = smallScene();
        scene.arena = Arena::rectangle(width, height);
        scene.recording.binSize = 0.1;
        Simulation simulation(scene, 1);
        testing::run(simulation, 50);
        MapScorer scorer;
        Mailbox<MapsSnapshot> mailbox;
        long sequence = 0;
        for (const MapKind kind :
             {MapKind::probe, MapKind::path, MapKind::pathBefore, MapKind::pathDifference}) {
            auto picture = std::make_shared<MapsSnapshot>(
                scorer.gather(simulation.world(), simulation.recorder(), kind));
            picture->sequence = ++sequence;
            picture->watched.brain = picture->watched.population = "cells";
            picture->watched.unit = 0;
            scorer.score(picture, 1.0, mailbox);
            EXPECT_TRUE(waitFor(mailbox, sequence));
        }
    }
}

} // namespace
} // namespace hippodrome::test_map_scorer

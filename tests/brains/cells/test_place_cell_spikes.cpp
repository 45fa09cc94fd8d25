#include "core/brains/cells/place_cells.h"

#include "tests/brains/network/small_network.h"
#include "tests/brains/walk.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace hippodrome::test_place_cell_spikes {
namespace {

using testing::settingIn;
using testing::stateOf;

ArenaPointer trackArena() {
    return std::make_shared<const ArenaGeometry>(Arena::rectangle(4.0, 0.2));
}

PlaceCellsParameters precessingCells() {
    PlaceCellsParameters parameters;
    parameters.count = 20;
    parameters.field.width = 0.15;
    parameters.field.maximumRate = 40.0;
    parameters.theta.on = true;
    parameters.spikes.on = true;
    return parameters;
}

/// Runs to and fro along the track and gives phase [rad] and share of the field that was crossed
/// (-1 ... 1, in the direction of running) of every spike.
struct PhasedSpike {
    double progress;
    double phase;
};

std::vector<PhasedSpike> runsOnTrack(PlaceCells& cells, const PlaceCellsParameters& parameters) {
    Checkpoint checkpoint;
    cells.save(checkpoint);
    const std::vector<Vec2> centres = checkpoint.list<Vec2>("centres");
    std::vector<PhasedSpike> spikes;
    Observation now;
    now.dt = 0.005;
    now.position = {-1.9, 0.0};
    double direction = 1.0;
    cells.begin(now);
    for (int tick = 0; tick < 40000; ++tick) {
        now.time += now.dt;
        now.velocity = {0.25 * direction, 0.0};
        now.position = now.position + now.velocity * now.dt;
        if (std::abs(now.position.x) > 1.9)
            direction = now.position.x > 0.0 ? -1.0 : 1.0;
        cells.observe(now);
        for (const Spike& spike : cells.spikes(0)) {
            const Vec2 centre = centres[static_cast<std::size_t>(spike.unit)];
            const double passed = (now.position.x - centre.x) * direction;
            spikes.push_back({passed / fieldEdge(*parameters.field.shape, parameters.field.width),
                              parameters.theta.phase(now.time - now.dt + spike.delay)});
        }
    }
    return spikes;
}

/// Slope of phase over progress [rad per half field] that makes the resultant longest (Kempter et
/// al. 2012, J. Neurosci. Methods 207:113), and that length.
std::pair<double, double> circularLinearSlope(const std::vector<PhasedSpike>& spikes) {
    std::pair<double, double> best{0.0, 0.0};
    for (double slope = -6.0; slope <= 6.0; slope += 0.05) {
        double x = 0.0, y = 0.0;
        for (const PhasedSpike& spike : spikes) {
            x += std::cos(spike.phase - slope * spike.progress);
            y += std::sin(spike.phase - slope * spike.progress);
        }
        const double resultant = std::hypot(x, y) / static_cast<double>(spikes.size());
        if (resultant > best.second)
            best = {slope, resultant};
    }
    return best;
}

TEST(PlaceCellSpikes, PrecessInPhaseAsTheRatCrossesAField) {
    const PlaceCellsParameters parameters = precessingCells();
    PlaceCells cells(parameters, settingIn(trackArena()));
    const std::vector<PhasedSpike> spikes = runsOnTrack(cells, parameters);
    ASSERT_GT(spikes.size(), 2000u);
    const auto [slope, resultant] = circularLinearSlope(spikes);
    testing::tell("slope [rad per half field]", slope);
    testing::tell("resultant length", resultant);
    // Half a cycle from entry to exit is a slope of -pi/2 per half field.
    EXPECT_LT(slope, -1.2);
    EXPECT_GT(2.0 * slope, -2.0 * std::numbers::pi); // spans no more than one cycle
    EXPECT_GT(resultant, 0.3);
}

TEST(PlaceCellSpikes, PrecessByHalfACycleInFieldsOfEveryShape) {
    for (const PlaceFieldShape& shape : placeFieldShapes()) {
        if (!shape.at)
            continue; // its fields end half way to the next centre
        PlaceCellsParameters parameters = precessingCells();
        parameters.field.shape = &shape;
        PlaceCells cells(parameters, settingIn(trackArena()));
        std::vector<PhasedSpike> spikes = runsOnTrack(cells, parameters);
        std::erase_if(spikes, [](const PhasedSpike& s) { return std::abs(s.progress) > 1.0; });
        ASSERT_GT(spikes.size(), 1000u);
        EXPECT_NEAR(circularLinearSlope(spikes).first, -0.5 * std::numbers::pi, 0.15) << shape.key;
    }
}

TEST(PlaceCellSpikes, DoNotPrecessWithoutTheta) {
    PlaceCellsParameters parameters = precessingCells();
    parameters.theta.on = false;
    PlaceCells cells(parameters, settingIn(trackArena()));
    const std::vector<PhasedSpike> spikes = runsOnTrack(cells, parameters);
    ASSERT_GT(spikes.size(), 2000u);
    const double resultant = circularLinearSlope(spikes).second;
    testing::tell("resultant length without theta", resultant);
    EXPECT_LT(resultant, 0.1);
}

TEST(PlaceCellSpikes, AreLockedButDoNotPrecessWithAShareOfNothing) {
    PlaceCellsParameters parameters = precessingCells();
    parameters.theta.precessionShare = 0.0;
    PlaceCells cells(parameters, settingIn(trackArena()));
    const auto [slope, resultant] = circularLinearSlope(runsOnTrack(cells, parameters));
    EXPECT_NEAR(slope, 0.0, 0.15);
    EXPECT_GT(resultant, 0.3);
}

TEST(PlaceCellSpikes, LeaveTheMapsAsTheyAre) {
    PlaceCellsParameters plain = precessingCells();
    plain.theta.on = plain.spikes.on = false;
    const ArenaPointer arena = trackArena();
    const PlaceCells with(precessingCells(), settingIn(arena)), without(plain, settingIn(arena));
    const BinGrid grid = BinGrid::covering(arena->bounds(), 0.05);
    EXPECT_EQ(with.probe(0, grid)->values, without.probe(0, grid)->values);
    EXPECT_TRUE(with.populations()[0].spiking);
    EXPECT_FALSE(without.populations()[0].spiking);
}

TEST(PlaceCellSpikes, ContinueFromACheckpoint) {
    const PlaceCellsParameters parameters = precessingCells();
    PlaceCells whole(parameters, settingIn(trackArena()));
    runsOnTrack(whole, parameters);
    Checkpoint checkpoint;
    whole.save(checkpoint);
    PlaceCells resumed(parameters, settingIn(trackArena(), 8));
    resumed.restore(checkpoint);
    runsOnTrack(whole, parameters);
    runsOnTrack(resumed, parameters);
    EXPECT_EQ(stateOf(resumed), stateOf(whole));
}

TEST(PlaceCellSpikes, AnotherMapGivesEveryCellAnotherCentre) {
    PlaceCellsParameters parameters;
    const ArenaPointer arena = std::make_shared<const ArenaGeometry>(Arena::rectangle(2.0, 2.0));
    PlaceCells cells(parameters, settingIn(arena));
    const auto centres = [&] {
        Checkpoint checkpoint;
        cells.save(checkpoint);
        return checkpoint.list<Vec2>("centres");
    };
    const std::vector<Vec2> first = centres();
    parameters.remapping = 1;
    testing::update(cells, parameters);
    const std::vector<Vec2> second = centres();
    double distance = 0.0;
    for (std::size_t i = 0; i < first.size(); ++i)
        distance += length(first[i] - second[i]) / static_cast<double>(first.size());
    // Two random places in a square of side 1 are 0.52 apart on average.
    EXPECT_GT(distance, 0.8);
    parameters.remapping = 0;
    testing::update(cells, parameters);
    EXPECT_EQ(centres(), first);
}

TEST(PlaceCellSpikes, FieldsGrowTowardsTheEast) {
    PlaceCellsParameters parameters;
    parameters.centres = PlaceCellsParameters::Centres::lattice;
    parameters.widthGradient = 1.0;
    const ArenaPointer arena = std::make_shared<const ArenaGeometry>(Arena::rectangle(4.0, 4.0));
    const PlaceCells cells(parameters, settingIn(arena));
    const PopulationMaps maps = cells.probe(0, BinGrid::covering(arena->bounds(), 0.05)).value();
    const auto area = [&](int unit) {
        int bins = 0;
        for (const float rate : maps.map(unit))
            bins += rate > 5.0f; // half of the peak
        return bins;
    };
    // Column 1 and 8 of 10, both away from walls; the centres lie at 0.15 and 0.85 of the width.
    EXPECT_NEAR(static_cast<double>(area(58)) / area(51), (1.85 * 1.85) / (1.15 * 1.15), 0.2);
}

} // namespace
} // namespace hippodrome::test_place_cell_spikes

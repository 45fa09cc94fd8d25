#include "core/brains/network/grid_network.h"

#include "tests/brains/network/small_network.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_grid_network {
namespace {

using testing::boxArena;
using testing::settingIn;
using testing::smallNetwork;
using testing::stateOf;
using testing::train;
using Cell = GridNetworkParameters::Cell;

TEST(GridNetwork, TrainsToTheSameBitsWhateverTheThreads) {
    GridNetwork one(smallNetwork(), settingIn(boxArena()));
    GridNetwork two(smallNetwork(), settingIn(boxArena()));
    GridNetwork again(smallNetwork(), settingIn(boxArena()));
    const std::string untrained = stateOf(one);
    EXPECT_EQ(stateOf(two), untrained);
    train(one, 1, 1);
    train(two, 1, 2);
    train(again, 1, 1);
    EXPECT_NE(stateOf(one), untrained);
    EXPECT_EQ(stateOf(one), stateOf(two));
    EXPECT_EQ(stateOf(one), stateOf(again));
    train(one, 30, 1);
    train(two, 30, 3);
    EXPECT_EQ(stateOf(one), stateOf(two));
}

TEST(GridNetwork, SeedsAndNamesGiveOtherNetworks) {
    GridNetwork one(smallNetwork(), settingIn(boxArena(), 1));
    GridNetwork other(smallNetwork(), settingIn(boxArena(), 2));
    GridNetwork renamed(smallNetwork(), {"other", 1, boxArena()});
    EXPECT_NE(stateOf(one), stateOf(other));
    EXPECT_NE(stateOf(one), stateOf(renamed));
}

TEST(GridNetwork, LearnsTheTask) {
    GridNetworkParameters parameters = smallNetwork();
    parameters.learningRate = 5e-3;
    GridNetwork network(parameters, settingIn(boxArena()));
    train(network, 20, 2);
    const TrainingReport early = network.trainingReport();
    EXPECT_GT(early.loss, 0.8);
    EXPECT_NEAR(early.chanceError, 0.5214, 0.02); // of a unit square
    train(network, 480, 2);
    const TrainingReport late = network.trainingReport();
    EXPECT_EQ(late.updates, 500);
    EXPECT_LT(late.loss, 0.6);
    EXPECT_LT(late.decodingError, 0.5 * late.chanceError);
    EXPECT_FALSE(late.diverged);
}

TEST(GridNetwork, LearnsWithEveryPublishedPart) {
    GridNetworkParameters parameters = smallNetwork();
    parameters.cell = Cell::tanhLstm;
    parameters.bottleneck = 40;
    parameters.dropout = 0.5;
    parameters.headDirectionCells = 6;
    parameters.headDirectionConcentration = 5.0;
    parameters.inputs = GridNetworkParameters::Inputs::speedAndTurn;
    parameters.placeCode.code = PlaceCodeParameters::Code::softmax;
    parameters.placeCode.centres = PlaceCodeParameters::Centres::random;
    parameters.start = GridNetworkParameters::Start::truncatedNormal;
    parameters.initialBias = parameters.readOutBias = true;
    parameters.forgetOffset = 1.0;
    parameters.inputGateBias = parameters.forgetGateBias = parameters.outputGateBias = 0.0;
    parameters.recurrentGateScale = 1.0;
    parameters.walk = RayleighWalkParameters::banino();
    parameters.storedInterval = 0.15;
    GridNetwork network(parameters, settingIn(boxArena()));
    EXPECT_TRUE(network.populations()[0].signedActivity);
    train(network, 10, 2);
    const double early = network.trainingReport().loss;
    train(network, 300, 2);
    EXPECT_LT(network.trainingReport().loss, 0.8 * early);
    EXPECT_GT(network.trainingReport().loss, 0.0) << "below the entropy of the targets";
}

TEST(GridNetwork, AnAbandonedStepLeavesNoTrace) {
    GridNetwork network(smallNetwork(), settingIn(boxArena()));
    GridNetwork undisturbed(smallNetwork(), settingIn(boxArena()));
    train(network, 3);
    train(undisturbed, 3);
    const std::string before = stateOf(network);
    const TrainingReport report = network.trainingReport();
    ThreadPool alone(1), two(2);
    int parts = 0;
    for (;; ++parts) {
        int asked = 0;
        if (network.trainStep(alone, [&] { return ++asked > parts; }))
            break;
        ASSERT_EQ(stateOf(network), before) << "stopped at part " << parts;
        ASSERT_EQ(network.trainingReport().loss, report.loss);
    }
    EXPECT_GT(parts, 50) << "too few chances to stop";
    train(undisturbed, 1);
    ASSERT_EQ(stateOf(network), stateOf(undisturbed));

    // With two threads it depends on the moment whether a stop comes in time.
    for (parts = 0; parts < 40; ++parts) {
        int asked = 0;
        if (network.trainStep(two, [&] { return ++asked > parts; }))
            train(undisturbed, 1);
        ASSERT_EQ(stateOf(network), stateOf(undisturbed)) << "stopped at part " << parts;
    }
}

TEST(GridNetwork, AFaultBetweenPartsLeavesNoTraceEither) {
    GridNetwork network(smallNetwork(), settingIn(boxArena()));
    const std::string before = stateOf(network);
    ThreadPool threads(2);
    int asked = 0;
    const auto faulty = [&]() -> bool {
        if (++asked == 5)
            throw Error("the rat fell off");
        return false;
    };
    EXPECT_THROW(network.trainStep(threads, faulty), Error);
    EXPECT_EQ(stateOf(network), before);
}

TEST(GridNetwork, KeepsItsLastGoodWeightsWhenItDiverges) {
    GridNetworkParameters parameters = smallNetwork();
    parameters.cell = Cell::reluRnn;
    parameters.steps = 20;
    parameters.learningRate = 1.0;
    GridNetwork network(parameters, settingIn(boxArena()));
    ThreadPool threads(1);
    std::vector<float> weights;
    for (int i = 0; i < 500 && !network.trainingReport().diverged; ++i) {
        weights.assign(network.network().weights().begin(), network.network().weights().end());
        network.trainStep(threads, {});
    }
    ASSERT_TRUE(network.trainingReport().diverged);
    const auto kept = network.network().weights();
    EXPECT_TRUE(std::equal(kept.begin(), kept.end(), weights.begin(), weights.end()));
    for (const float weight : kept)
        ASSERT_TRUE(std::isfinite(weight));
    EXPECT_TRUE(std::isfinite(network.trainingReport().loss));
    // A change of its parameters lets it try again.
    parameters.learningRate = 1e-6;
    testing::update(network, parameters);
    EXPECT_FALSE(network.trainingReport().diverged);
}

TEST(GridNetwork, LiveParametersActAtTheNextStep) {
    GridNetworkParameters parameters = smallNetwork();
    GridNetwork network(parameters, settingIn(boxArena()));
    train(network, 1);
    parameters.learningRate = 1e-9;
    testing::update(network, parameters);
    std::vector<float> before(network.network().weights().begin(),
                              network.network().weights().end());
    train(network, 1);
    for (std::size_t k = 0; k < before.size(); ++k)
        ASSERT_NEAR(network.network().weights()[k], before[k], 1e-7);
    parameters.learningRate = 1e-2;
    testing::update(network, parameters);
    train(network, 1);
    double largest = 0.0;
    for (std::size_t k = 0; k < before.size(); ++k)
        largest = std::max<double>(largest, std::abs(network.network().weights()[k] - before[k]));
    EXPECT_GT(largest, 1e-3);
}

TEST(GridNetwork, LiveMapsAreTheActivityOfTrainingByPlace) {
    const GridNetworkParameters parameters = smallNetwork();
    GridNetwork network(parameters, settingIn(boxArena()));
    const BinGrid grid = BinGrid::withCounts(boxArena()->bounds(), 20, 20);
    EXPECT_FALSE(network.probe(0, grid)) << "nothing is known before the first step";
    PathIntegratorNetwork<float> untrained = network.network();
    train(network, 1);

    std::vector<double> sums(400 * 24), counts(400);
    for (int shard = 0; shard < parameters.shards; ++shard) {
        PathIntegratorPass<float> pass(untrained, parameters.steps,
                                       parameters.batch / parameters.shards);
        PathTask::Batch batch;
        Rng rng = Rng::stream(1, "net.paths", static_cast<std::uint64_t>(shard));
        network.task().fill(parameters, parameters.curriculum(0), rng, batch, pass);
        pass.forward();
        for (std::size_t row = 0; row < batch.places.size(); ++row) {
            const auto bin = static_cast<std::size_t>(grid.binOf(batch.places[row]));
            counts[bin] += 1.0;
            for (std::size_t unit = 0; unit < 24; ++unit)
                sums[bin * 24 + unit] += pass.representation()[row * 24 + unit];
        }
    }
    const PopulationMaps maps = network.probe(0, grid).value();
    ASSERT_EQ(maps.units, 24);
    for (int unit = 0; unit < 24; ++unit)
        for (std::size_t bin = 0; bin < 400; ++bin) {
            const float value = maps.map(unit)[bin];
            if (counts[bin] == 0.0)
                EXPECT_TRUE(std::isnan(value));
            else
                EXPECT_NEAR(value, sums[bin * 24 + static_cast<std::size_t>(unit)] / counts[bin],
                            1e-5);
        }
    EXPECT_FALSE(network.probe(1, grid)) << "training does not map the read-out";
}

TEST(GridNetwork, AFullProbeChangesNothingAndAgreesWithTheLiveMaps) {
    GridNetwork network(smallNetwork(), settingIn(boxArena()));
    train(network, 400, 2);
    const std::string before = stateOf(network);
    const BinGrid grid = BinGrid::withCounts(boxArena()->bounds(), 20, 20);
    ThreadPool one(1), two(2);
    const FullProbe probed = network.fullProbe(grid, 100000, one);
    const PopulationMaps& full = probed.maps;
    EXPECT_EQ(network.fullProbe(grid, 100000, two).maps.values, full.values);
    EXPECT_EQ(stateOf(network), before);
    // The live maps lag behind, since the network still learns.
    const PopulationMaps live = network.probe(0, grid).value();
    double dot = 0.0, squaresFull = 0.0, squaresLive = 0.0;
    for (std::size_t k = 0; k < full.values.size(); ++k) {
        ASSERT_FALSE(std::isnan(full.values[k]));
        if (std::isnan(live.values[k]))
            continue;
        dot += full.values[k] * live.values[k];
        squaresFull += full.values[k] * full.values[k];
        squaresLive += live.values[k] * live.values[k];
    }
    EXPECT_GT(dot / std::sqrt(squaresFull * squaresLive), 0.9);
}

TEST(GridNetwork, AFullProbeMeasuresErrorsAndTuningToHeading) {
    // Two inputs of a network that has learned nothing are all that its units know.
    GridNetworkParameters parameters = smallNetwork();
    GridNetwork untrained(parameters, settingIn(boxArena()));
    GridNetwork trained(parameters, settingIn(boxArena()));
    train(trained, 1500, 2);
    const BinGrid grid = BinGrid::withCounts(boxArena()->bounds(), 20, 20);
    ThreadPool threads(2);
    const FullProbe before = untrained.fullProbe(grid, 50000, threads);
    const FullProbe after = trained.fullProbe(grid, 50000, threads);
    EXPECT_NEAR(after.pathSeconds, parameters.steps * parameters.storedInterval, 1e-12);
    EXPECT_LT(after.decodingError, 0.7 * before.decodingError);
    EXPECT_LT(after.lastDecodingError, 0.7 * before.lastDecodingError);
    EXPECT_NEAR(after.decodingError, trained.trainingReport().decodingError,
                0.2 * after.decodingError);
    ASSERT_EQ(after.direction.units, after.maps.units);
    ASSERT_EQ(after.direction.columns, FullProbe::directionBins);
    for (const float value : after.direction.values)
        EXPECT_TRUE(std::isfinite(value));
}

TEST(GridNetwork, AnEditKeepsCentresWeightsAndMaps) {
    GridNetwork network(smallNetwork(), settingIn(boxArena()));
    train(network, 200, 2);
    const BinGrid grid = BinGrid::withCounts(boxArena()->bounds(), 20, 20);
    const std::vector<Vec2> centres = network.task().placeCode().centres();
    const std::vector<float> weights(network.network().weights().begin(),
                                     network.network().weights().end());
    const PopulationMaps before = network.probe(0, grid).value();

    Arena rewarded = Arena::rectangle(1.0, 1.0);
    rewarded.rewards.push_back({1, {0.2, 0.2}});
    const std::string state = stateOf(network);
    network.arenaChanged(std::make_shared<const ArenaGeometry>(rewarded));
    EXPECT_EQ(stateOf(network), state) << "a reward is nothing to a path integrator";

    Arena walled = Arena::rectangle(1.0, 1.0);
    walled.holes.push_back({1, {{0.0, 0.0}, {0.31, 0.0}, {0.31, 0.31}, {0.0, 0.31}}});
    const ArenaPointer edited = std::make_shared<const ArenaGeometry>(walled);
    network.arenaChanged(edited);
    EXPECT_EQ(network.task().placeCode().centres(), centres);
    EXPECT_TRUE(std::equal(weights.begin(), weights.end(), network.network().weights().begin()));
    const PopulationMaps after = network.probe(0, grid).value();
    for (std::size_t k = 0; k < before.values.size(); ++k) {
        if (!std::isnan(after.values[k])) {
            EXPECT_EQ(after.values[k], before.values[k]);
        }
    }

    // Inside the hole they vanish, and training draws nothing there.
    for (int row = 11; row < 15; ++row) {
        for (int column = 11; column < 15; ++column) {
            ASSERT_FALSE(edited->contains(grid.centre(row, column)));
            EXPECT_TRUE(std::isnan(after.map(0)[static_cast<std::size_t>(row * 20 + column)]));
        }
    }

    EXPECT_FALSE(std::isnan(after.map(0)[0]));

    // In another frame the maps start again.
    network.arenaChanged(boxArena(1.5));
    EXPECT_FALSE(network.probe(0, grid));
    train(network, 1);
    EXPECT_TRUE(network.probe(0, grid));
}

TEST(GridNetwork, RefusesWhatWouldNotFitIntoMemory) {
    GridNetworkParameters parameters = smallNetwork();
    parameters.batch = 10000;
    parameters.steps = 10000;
    try {
        GridNetwork network(parameters, settingIn(boxArena()));
        FAIL() << "a terabyte was found";
    } catch (const Error& error) {
        EXPECT_EQ(error.field(), "batch");
        EXPECT_NE(error.message().find("GB of memory"), std::string::npos);
    }
}

TEST(GridNetwork, TrainsInArenasOfEveryKind) {
    Arena periodic = Arena::rectangle(1.0, 0.6);
    periodic.periodic = true;
    Arena ring = Arena::circular(0.8);
    ring.holes.push_back({1, {{-0.3, -0.3}, {0.3, -0.3}, {0.3, 0.3}, {-0.3, 0.3}}});
    for (const Arena& arena : {periodic, ring}) {
        const ArenaPointer geometry = std::make_shared<const ArenaGeometry>(arena);
        GridNetwork network(smallNetwork(), settingIn(geometry));
        train(network, 50, 2);
        EXPECT_TRUE(std::isfinite(network.trainingReport().loss));
        const BinGrid grid = BinGrid::scoring(geometry->bounds());
        const PopulationMaps maps = network.probe(0, grid).value();
        const auto visited =
            std::count_if(maps.map(0).begin(), maps.map(0).end(), [](float v) { return v == v; });
        EXPECT_GT(visited, arena.periodic ? 237 : 200); // of 20 x 12, and of 20 x 20
    }
}

TEST(GridNetwork, CandidateBiasesStayWhereTheyAreNotWanted) {
    for (const bool wanted : {true, false}) {
        GridNetworkParameters parameters = testing::smallNetwork();
        parameters.candidateBias = wanted;
        GridNetwork network(parameters, testing::settingIn(testing::boxArena()));
        testing::train(network, 20);
        const std::span<const float> bias = network.network().parts().recurrent.bias;
        for (int unit = 0; unit < 4 * parameters.units; ++unit) {
            const float value = bias[static_cast<std::size_t>(unit)];
            const bool candidate = unit / parameters.units == 2;
            if (candidate && !wanted)
                EXPECT_EQ(value, 0.0f);
            else
                EXPECT_NE(value, 0.0f);
        }
    }
}

} // namespace
} // namespace hippodrome::test_grid_network

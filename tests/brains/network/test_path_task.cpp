#include "core/brains/network/path_task.h"

#include "tests/brains/network/small_network.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_path_task {
namespace {

using testing::boxArena;
using testing::smallNetwork;

PathTask taskFor(const GridNetworkParameters& parameters, const ArenaPointer& arena) {
    Rng rng(2);
    PlaceCode code(parameters.placeCode, *arena, rng);
    return PathTask(parameters, arena, std::move(code),
                    HeadDirectionCode(parameters.headDirectionCells,
                                      parameters.headDirectionConcentration, rng));
}

PathIntegratorShape shapeFor(const GridNetworkParameters& parameters, const PathTask& task) {
    return parameters.shape(task.placeCode().cells(), task.distribution());
}

TEST(PathTask, InputsTargetsAndStartsBelongToOnePath) {
    for (const bool banino : {false, true}) {
        GridNetworkParameters parameters = smallNetwork();
        if (banino) {
            parameters.inputs = GridNetworkParameters::Inputs::speedAndTurn;
            parameters.headDirectionCells = 5;
            parameters.placeCode.code = PlaceCodeParameters::Code::softmax;
        }
        const ArenaPointer arena = boxArena();
        const PathTask task = taskFor(parameters, arena);
        const PathIntegratorNetwork<float> network(shapeFor(parameters, task));
        PathIntegratorPass<float> pass(network, 6, 4);
        PathTask::Batch batch;
        Rng rng(7);
        task.fill(parameters, {1.5}, rng, batch, pass);

        Rng sameRng(7);
        TrajectoryBatch paths;
        simulateRayleighWalks(*arena, parameters.walk, 1.5, parameters.storedInterval, 4, 6,
                              sameRng, paths);
        const std::size_t cells = static_cast<std::size_t>(task.placeCode().cells());
        const std::size_t directions = static_cast<std::size_t>(parameters.headDirectionCells);
        std::vector<float> place(cells), direction(directions);
        for (std::size_t b = 0; b < 4; ++b) {
            const float* code = pass.initialCode.data() + b * (cells + directions);
            task.placeCode().encode(std::span<const Vec2>(&paths.positions[b], 1), place.data());
            for (std::size_t i = 0; i < cells; ++i)
                EXPECT_EQ(code[i], place[i]);
            if (banino)
                task.directionCode().encode(std::span<const double>(&paths.headings[b], 1),
                                            direction.data());
            for (std::size_t i = 0; i < directions; ++i)
                EXPECT_EQ(code[cells + i], direction[i]);
        }
        for (std::size_t row = 0; row < 24; ++row) {
            const Vec2 from = paths.positions[row], to = paths.positions[row + 4];
            EXPECT_EQ(batch.places[row], to);
            task.placeCode().encode(std::span<const Vec2>(&to, 1), place.data());
            for (std::size_t i = 0; i < cells; ++i)
                EXPECT_EQ(pass.targets[0][row * cells + i], place[i]);
            if (banino) {
                const double turn = paths.headings[row + 4] - paths.headings[row];
                EXPECT_NEAR(pass.inputs[row * 3], length(to - from) / 0.02, 1e-6);
                EXPECT_NEAR(pass.inputs[row * 3 + 1], std::sin(turn), 1e-6);
                EXPECT_NEAR(pass.inputs[row * 3 + 2], std::cos(turn), 1e-6);
                task.directionCode().encode(std::span<const double>(&paths.headings[row + 4], 1),
                                            direction.data());
                for (std::size_t i = 0; i < directions; ++i)
                    EXPECT_EQ(pass.targets[1][row * directions + i], direction[i]);
            } else {
                EXPECT_NEAR(pass.inputs[row * 2], to.x - from.x, 1e-7);
                EXPECT_NEAR(pass.inputs[row * 2 + 1], to.y - from.y, 1e-7);
            }
        }
    }
}

TEST(PathTask, StepsAcrossJoinedSidesAreShort) {
    Arena box = Arena::rectangle(0.5, 0.5);
    box.periodic = true;
    const ArenaPointer arena = std::make_shared<const ArenaGeometry>(box);
    const GridNetworkParameters parameters = smallNetwork();
    const PathTask task = taskFor(parameters, arena);
    const PathIntegratorNetwork<float> network(shapeFor(parameters, task));
    PathIntegratorPass<float> pass(network, 50, 20);
    PathTask::Batch batch;
    Rng rng(7);
    task.fill(parameters, {1.0}, rng, batch, pass);
    bool crossed = false;
    for (std::size_t row = 0; row + 20 < batch.places.size(); ++row)
        crossed |= length(batch.places[row + 20] - batch.places[row]) > 0.25;
    EXPECT_TRUE(crossed) << "no path crossed a side, so that nothing is tested";
    for (const float input : pass.inputs)
        EXPECT_LT(std::abs(input), 0.15f);
}

TEST(PathTask, DropoutSilencesItsShareAndKeepsTheMean) {
    GridNetworkParameters parameters = smallNetwork();
    parameters.bottleneck = 200;
    const PathTask task = taskFor(parameters, boxArena());
    const PathIntegratorNetwork<float> network(shapeFor(parameters, task));
    PathIntegratorPass<float> pass(network, 10, 20);
    PathTask::Batch batch;
    Rng rng(7);
    task.fill(parameters, {1.0, 0.3}, rng, batch, pass);
    ASSERT_EQ(pass.dropoutMask.size(), 10u * 20 * 200);
    double sum = 0.0, silent = 0.0;
    for (const float value : pass.dropoutMask) {
        EXPECT_TRUE(value == 0.0f || std::abs(value - 1.0f / 0.7f) < 1e-6f);
        sum += value;
        silent += value == 0.0f;
    }
    EXPECT_NEAR(silent / 40000.0, 0.3, 0.01);
    EXPECT_NEAR(sum / 40000.0, 1.0, 0.02);
}

TEST(PathTask, DropoutWithoutABottleneckIsThatOfTheRecurrentLayerAndEnds) {
    GridNetworkParameters parameters = smallNetwork();
    const PathTask task = taskFor(parameters, boxArena());
    const PathIntegratorNetwork<float> network(shapeFor(parameters, task));
    PathIntegratorPass<float> pass(network, 4, 5);
    PathTask::Batch batch;
    Rng rng(7);
    task.fill(parameters, {1.0, 0.3}, rng, batch, pass);
    EXPECT_EQ(pass.dropoutMask.size(), static_cast<std::size_t>(4 * 5 * parameters.units));
    task.fill(parameters, {1.0, 0.0}, rng, batch, pass);
    EXPECT_TRUE(pass.dropoutMask.empty());
    EXPECT_TRUE(pass.forward());
}

TEST(GridNetworkCurriculum, SpeedRisesAndDropoutFalls) {
    GridNetworkParameters parameters;
    parameters.speedStart = 0.5;
    parameters.speedEnd = 2.5;
    parameters.speedRamp = 1000;
    parameters.dropout = 0.4;
    EXPECT_EQ(parameters.curriculum(0).speedFactor, 0.5);
    EXPECT_DOUBLE_EQ(parameters.curriculum(250).speedFactor, 1.0);
    EXPECT_EQ(parameters.curriculum(5000).speedFactor, 2.5);
    EXPECT_EQ(parameters.curriculum(5000).dropout, 0.4);
    parameters.dropoutFall = 2000;
    EXPECT_DOUBLE_EQ(parameters.curriculum(500).dropout, 0.3);
    EXPECT_EQ(parameters.curriculum(2000).dropout, 0.0);
    EXPECT_EQ(parameters.curriculum(9000).dropout, 0.0);
    parameters.speedRamp = 0;
    EXPECT_EQ(parameters.curriculum(0).speedFactor, 2.5);
}

TEST(PathTask, PredictingZeroCostsOne) {
    const GridNetworkParameters parameters = smallNetwork();
    const PathTask task = taskFor(parameters, boxArena());
    PathIntegratorNetwork<float> network(shapeFor(parameters, task)); // all weights 0
    PathIntegratorPass<float> pass(network, 20, 200);
    PathTask::Batch batch;
    Rng rng(3);
    task.fill(parameters, {1.0}, rng, batch, pass);
    pass.forward();
    const double loss = pass.lossAndOutputGradients(task.lossScales(pass.rows()))[0];
    EXPECT_NEAR(loss - task.lossFloor(), 1.0, 0.1); // places are not quite uniform
}

TEST(PathTask, PredictingTheTargetsOfADistributionCostsItsEntropy) {
    GridNetworkParameters parameters = smallNetwork();
    parameters.placeCode.code = PlaceCodeParameters::Code::softmax;
    const ArenaPointer arena = boxArena();
    const PathTask task = taskFor(parameters, arena);
    EXPECT_TRUE(task.distribution());
    // The cross-entropy of the targets with themselves, over places drawn uniformly.
    Rng rng(4);
    const std::size_t cells = static_cast<std::size_t>(task.placeCode().cells());
    std::vector<double> code(cells);
    double sum = 0.0;
    constexpr int places = 5000;
    for (int i = 0; i < places; ++i) {
        const Vec2 place = arena->sampleInside(rng);
        task.placeCode().encode(std::span<const Vec2>(&place, 1), code.data());
        for (const double p : code)
            sum -= p > 0.0 ? p * std::log(p) / places : 0.0;
    }
    EXPECT_NEAR(task.lossFloor(), sum, 0.02);
}

} // namespace
} // namespace hippodrome::test_path_task

#include "core/brains/network/grid_network.h"

#include "tests/brains/network/small_network.h"

#include <gtest/gtest.h>

namespace hippodrome::test_grid_network_checkpoint {
namespace {

using testing::boxArena;
using testing::observationAt;
using testing::settingIn;
using testing::smallNetwork;
using testing::stateOf;
using testing::train;

/// Some training and some riding.
void live(GridNetwork& network, double from) {
    train(network, 7, 2);
    for (int i = 0; i < 90; ++i)
        network.observe(observationAt({from + 0.003 * i, 0.1}, 0.02, 0.01 * i));
}

struct Make {
    std::string name;
    GridNetworkParameters parameters;
};

GridNetworkParameters withDropout() {
    GridNetworkParameters parameters = smallNetwork();
    parameters.bottleneck = 20;
    parameters.dropout = 0.5;
    parameters.headDirectionCells = 5;
    parameters.inputs = GridNetworkParameters::Inputs::speedAndTurn;
    parameters.optimiser = GridNetworkParameters::OptimiserKind::rmsprop;
    parameters.fixProbability = 0.5;
    return parameters;
}

/// Every cell type with every optimiser, and all that else has a state.
std::vector<Make> everyMake() {
    using P = GridNetworkParameters;
    const std::pair<const char*, P::Cell> cells[] = {
        {"TanhLstm", P::Cell::tanhLstm},     {"ReluLstm", P::Cell::reluLstm},
        {"LinearLstm", P::Cell::linearLstm}, {"TanhRnn", P::Cell::tanhRnn},
        {"ReluRnn", P::Cell::reluRnn},       {"LinearRnn", P::Cell::linearRnn}};
    const std::pair<const char*, P::OptimiserKind> optimisers[] = {
        {"Adam", P::OptimiserKind::adam}, {"RmsProp", P::OptimiserKind::rmsprop}};
    std::vector<Make> makes = {{"DropoutAndHeads", withDropout()}};
    for (const auto& [cellName, cell] : cells)
        for (const auto& [optimiserName, optimiser] : optimisers) {
            P parameters = smallNetwork();
            parameters.cell = cell;
            parameters.optimiser = optimiser;
            makes.push_back({std::string(cellName) + optimiserName, parameters});
        }
    return makes;
}

class GridNetworkCheckpoint : public ::testing::TestWithParam<Make> {};

TEST_P(GridNetworkCheckpoint, ResumesToTheSameBits) {
    GridNetwork network(GetParam().parameters, settingIn(boxArena()));
    network.begin(observationAt({-0.3, 0.1}));
    live(network, -0.3);
    Checkpoint checkpoint;
    network.save(checkpoint);

    GridNetwork resumed(GetParam().parameters, settingIn(boxArena()));
    resumed.begin(observationAt({0.2, 0.2}));
    resumed.restore(checkpoint);
    EXPECT_EQ(stateOf(resumed), stateOf(network));
    for (GridNetwork* one : {&network, &resumed})
        live(*one, 0.0);
    EXPECT_EQ(stateOf(resumed), stateOf(network));
    EXPECT_EQ(resumed.trainingReport().loss, network.trainingReport().loss);
    EXPECT_EQ(resumed.trainingReport().updates, 14);
}

INSTANTIATE_TEST_SUITE_P(EveryMake, GridNetworkCheckpoint, ::testing::ValuesIn(everyMake()),
                         [](const auto& make) { return make.param.name; });

TEST(GridNetworkAfterAnEdit, ResumesWithTheCentresThatSurvived) {
    GridNetwork network(smallNetwork(), settingIn(boxArena()));
    network.begin(observationAt({-0.3, 0.1}));
    live(network, -0.3);
    Arena edited = Arena::rectangle(1.0, 1.0);
    edited.holes.push_back({1, {{0.0, -0.5}, {0.5, -0.5}, {0.5, 0.0}, {0.0, 0.0}}});
    const ArenaPointer after = std::make_shared<const ArenaGeometry>(edited);
    network.arenaChanged(after);
    train(network, 3);
    Checkpoint checkpoint;
    network.save(checkpoint);

    GridNetwork resumed(smallNetwork(), settingIn(after));
    ASSERT_NE(resumed.task().placeCode().centres(), network.task().placeCode().centres());
    ASSERT_NE(resumed.populations()[1].units, network.populations()[1].units)
        << "the edit does not change the number of centres, so that nothing is tested";
    resumed.restore(checkpoint);
    EXPECT_EQ(resumed.task().placeCode().centres(), network.task().placeCode().centres());
    EXPECT_EQ(resumed.populations()[1].units, network.populations()[1].units);
    for (GridNetwork* one : {&network, &resumed})
        live(*one, -0.4);
    EXPECT_EQ(stateOf(resumed), stateOf(network));
}

TEST(GridNetworkAfterAnEdit, RefusesTheCheckpointOfAnotherNetwork) {
    GridNetwork network(smallNetwork(), settingIn(boxArena()));
    network.begin(observationAt({0.0, 0.0}));
    Checkpoint checkpoint;
    network.save(checkpoint);
    GridNetworkParameters larger = smallNetwork();
    larger.units = 25;
    GridNetwork other(larger, settingIn(boxArena()));
    EXPECT_THROW(other.restore(checkpoint), Error);
    EXPECT_THROW(other.restore(Checkpoint()), Error);
}

} // namespace
} // namespace hippodrome::test_grid_network_checkpoint

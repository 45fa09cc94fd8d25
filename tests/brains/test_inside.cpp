#include "core/brains/cells/place_cells.h"
#include "core/brains/dynamics/attractor_grid.h"
#include "core/brains/dynamics/plastic_grid.h"
#include "core/brains/dynamics/spiking_place_cells.h"
#include "core/brains/successor/successor.h"
#include "core/brains/successor/theta_successor.h"

#include "tests/brains/network/small_network.h"
#include "tests/brains/walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace hippodrome::test_inside {
namespace {

using testing::boxArena;
using testing::settingIn;
using testing::smallNetwork;
using testing::Walk;

const InsideTable* tableOf(const Inside& inside, const std::string& label) {
    for (const InsideTable& table : inside.tables)
        if (table.label.rfind(label, 0) == 0)
            return &table;
    return nullptr;
}

std::span<const float> stripOf(const InsideTable& table, const std::string& label) {
    for (int row = 0; row < table.rows; ++row)
        if (table.labels[static_cast<std::size_t>(row)] == label)
            return table.row(row);
    ADD_FAILURE() << "no strip " << label;
    return {};
}

TEST(WeightChange, IsWhatHappenedSinceTheLastLook) {
    WeightChange change;
    EXPECT_EQ(change.sinceLastLook(std::vector<double>{1, 2}), (std::vector<double>{0, 0}));
    EXPECT_EQ(change.sinceLastLook(std::vector<double>{1, 5}), (std::vector<double>{0, 3}));
    EXPECT_EQ(change.sinceLastLook(std::vector<double>{1, 2, 3}), (std::vector<double>{0, 0, 0}))
        << "other weights than before";
}

TEST(Inside, OfANetworkShowsErrorsThatTravelBackwards) {
    GridNetwork network(smallNetwork(), settingIn(boxArena()));
    network.begin(testing::observationAt({0, 0}));
    EXPECT_EQ(network.inside().tables.size(), 1u) << "no step was looked at yet";
    testing::train(network, 1);
    const Inside inside = network.inside();
    ASSERT_EQ(inside.tables.size(), 3u);
    const InsideTable* state = tableOf(inside, "state");
    ASSERT_TRUE(state);
    EXPECT_EQ(state->columns, 24);
    EXPECT_EQ(state->labels, (std::vector<std::string>{"input gate", "forget gate", "candidate",
                                                       "output gate", "cell", "hidden"}));
    for (const float open : stripOf(*state, "forget gate"))
        EXPECT_TRUE(open >= 0.0f && open <= 1.0f);
    const InsideTable* forward = tableOf(inside, "activity, forwards");
    const InsideTable* backward = tableOf(inside, "errors, backwards by transposed weights");
    ASSERT_TRUE(forward && backward);
    EXPECT_EQ(forward->columns, 8) << "one for every time step";
    EXPECT_EQ(forward->labels, backward->labels);
    for (const float size : stripOf(*forward, "hidden"))
        EXPECT_GT(size, 0.0f);
    for (const float size : stripOf(*backward, "hidden"))
        EXPECT_GT(size, 0.0f);
    EXPECT_TRUE(std::isnan(stripOf(*backward, "input")[0]));
}

TEST(Inside, OfANetworkWithRandomFeedbackSaysSo) {
    GridNetworkParameters parameters = smallNetwork();
    parameters.feedbackAlignment = true;
    GridNetwork network(parameters, settingIn(boxArena()));
    network.begin(testing::observationAt({0, 0}));
    (void)network.inside();
    testing::train(network, 1);
    EXPECT_TRUE(tableOf(network.inside(), "errors, backwards by random weights"));
}

TEST(Inside, LookingChangesNothing) {
    const auto train = [](bool look, int threads) {
        GridNetwork network(smallNetwork(), settingIn(boxArena()));
        network.begin(testing::observationAt({0, 0}));
        for (int i = 0; i < 5; ++i) {
            if (look)
                (void)network.inside();
            testing::train(network, 1, threads);
        }
        return testing::stateOf(network);
    };
    EXPECT_EQ(train(true, 1), train(false, 1));
    EXPECT_EQ(train(true, 2), train(false, 1));

    const auto run = [](bool look) {
        const ArenaPointer arena = boxArena();
        SpikingPlaceCells cells(SpikingPlaceCellsParameters{}, settingIn(arena));
        Walk walk(arena, 4);
        cells.begin(walk.now);
        for (int i = 0; i < 200; ++i) {
            if (look)
                (void)cells.inside();
            walk.advance(cells);
        }
        return testing::stateOf(cells);
    };
    EXPECT_EQ(run(true), run(false));
}

TEST(Inside, OfSynapsesShowsThoseOfTheCellThatFiredLast) {
    SpikeTimingWeights weights(3);
    WeightChange change;
    SpikeTimingParameters how;
    (void)weights.lookAt("", change);
    const std::vector<Spike> spikes = {{0, 0.001}, {2, 0.011}};
    weights.advance(spikes, 0.02, how);
    const InsideTable table = weights.lookAt("", change);
    EXPECT_EQ(table.label, "synapses from cell 2");
    const std::span<const float> before = stripOf(table, "fired before");
    EXPECT_GT(before[2], before[0]) << "the later spike has faded less";
    EXPECT_EQ(before[1], 0.0f);
    EXPECT_FLOAT_EQ(stripOf(table, "weight")[0], static_cast<float>(weights.at(0, 2)));
    EXPECT_FLOAT_EQ(stripOf(table, "change")[0], static_cast<float>(weights.at(0, 2)));
    EXPECT_LT(weights.at(0, 2), 0.0) << "0 fired before 2, so the way back weakens";
    EXPECT_EQ(table.isSigned.back(), 1);
}

TEST(Inside, OfASuccessorMapIsThatOfTheRatsTile) {
    const ArenaPointer arena = boxArena();
    Successor brain(SuccessorParameters{}, settingIn(arena));
    EXPECT_TRUE(brain.inside().tables.empty()) << "the rat is nowhere yet";
    Walk walk(arena, 2);
    brain.begin(walk.now);
    for (int i = 0; i < 2000; ++i)
        walk.advance(brain);
    const Inside inside = brain.inside();
    ASSERT_EQ(inside.tables.size(), 3u);
    const InsideTable& visits = inside.tables[0];
    EXPECT_TRUE(visits.isPicture());
    const int here = brain.graph().stateAt(walk.now.position);
    const std::span<const double> row = brain.map().row(here);
    float peak = 0.0f;
    for (const float value : visits.values)
        if (!std::isnan(value))
            peak = std::max(peak, value);
    EXPECT_FLOAT_EQ(peak, static_cast<float>(*std::max_element(row.begin(), row.end())));
    EXPECT_EQ(inside.tables[2].isSigned.front(), 1);
}

TEST(Inside, ThetaRunsWithTheTimeOfTheRat) {
    const ArenaPointer arena = boxArena();
    PlaceCellsParameters parameters;
    PlaceCells still(parameters, settingIn(arena));
    EXPECT_FALSE(still.inside().theta);
    parameters.theta.on = true;
    PlaceCells cells(parameters, settingIn(arena));
    ThetaSuccessor sweeps(ThetaSuccessorParameters{}, settingIn(arena));
    Observation now = testing::observationAt({0.1, 0.1});
    now.time = 3.21;
    cells.begin(now);
    sweeps.begin(now);
    cells.observe(now);
    sweeps.observe(now);
    ASSERT_TRUE(cells.inside().theta && sweeps.inside().theta);
    EXPECT_NEAR(cells.inside().theta->phase, parameters.theta.phase(3.21), 1e-12);
    EXPECT_EQ(cells.inside().theta->frequency, parameters.theta.frequency);
    EXPECT_TRUE(tableOf(sweeps.inside(), "synapses"));
}

TEST(Inside, OfSheetsIsAPicture) {
    const ArenaPointer arena = boxArena();
    AttractorGrid attractor(AttractorGridParameters{}, settingIn(arena));
    const Inside sheet = attractor.inside();
    ASSERT_EQ(sheet.tables.size(), 1u);
    EXPECT_EQ(sheet.tables[0].columns, attractor.sheet().side());
    EXPECT_EQ(sheet.tables[0].rows, attractor.sheet().side());
    PlasticGridParameters parameters;
    parameters.cells = 2;
    const Inside weights = PlasticGrid(parameters, settingIn(arena)).inside();
    ASSERT_EQ(weights.tables.size(), 2u);
    for (const InsideTable& table : weights.tables)
        EXPECT_EQ(table.values.size(),
                  static_cast<std::size_t>(table.rows) * static_cast<std::size_t>(table.columns));
}

} // namespace
} // namespace hippodrome::test_inside

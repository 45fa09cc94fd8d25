#include "core/brains/dynamics/plastic_grid.h"

#include "tests/brains/network/small_network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace hippodrome::test_plastic_grid {
namespace {

using testing::settingIn;
using testing::stateOf;

ArenaPointer box() {
    return std::make_shared<const ArenaGeometry>(Arena::rectangle(1.0, 1.0));
}

PlasticGridParameters quick(PlasticGridParameters::Rule rule) {
    PlasticGridParameters parameters;
    parameters.rule = rule;
    parameters.cells = 2;
    parameters.spacing = 1.0 / 30.0;
    parameters.stepsPerUpdate = 1000;
    return parameters;
}

double lengthOf(const std::vector<float>& values, std::size_t cell, std::size_t size) {
    double squares = 0.0;
    for (std::size_t k = cell * size; k < (cell + 1) * size; ++k)
        squares += static_cast<double>(values[k]) * values[k];
    return std::sqrt(squares);
}

TEST(PlasticGrid, ExcitationKeepsItsLengthAndNoWeightFallsBelowZero) {
    PlasticGrid brain(quick(PlasticGridParameters::Rule::balance), settingIn(box()));
    const std::vector<NamedArray> before = brain.exportedArrays();
    ASSERT_EQ(before.size(), 2u);
    const std::size_t size = before[0].shape[1] * before[0].shape[2];
    testing::train(brain, 20);
    const std::vector<NamedArray> after = brain.exportedArrays();
    for (std::size_t cell = 0; cell < 2; ++cell)
        EXPECT_NEAR(lengthOf(after[0].values, cell, size), lengthOf(before[0].values, cell, size),
                    1e-3 * lengthOf(before[0].values, cell, size));
    double change = 0.0;
    for (std::size_t k = 0; k < after[0].values.size(); ++k)
        change = std::max<double>(change, std::abs(after[0].values[k] - before[0].values[k]));
    EXPECT_GT(change, 0.01);
    for (const NamedArray& array : after)
        for (const float weight : array.values) {
            EXPECT_GE(weight, 0.0f);
            EXPECT_TRUE(std::isfinite(weight));
        }
}

TEST(PlasticGrid, InhibitionBringsTheMeanRateToItsTarget) {
    PlasticGridParameters parameters = quick(PlasticGridParameters::Rule::balance);
    parameters.targetRate = 2.0;
    parameters.excitatoryRate = 1e-5;
    PlasticGrid brain(parameters, settingIn(box()));
    testing::train(brain, 60);
    const PopulationMaps maps = *brain.probe(0, BinGrid::withCounts(box()->bounds(), 20, 20));
    for (int cell = 0; cell < 2; ++cell) {
        double mean = 0.0;
        for (const float rate : maps.map(cell))
            mean += rate / 400.0;
        EXPECT_NEAR(mean, 2.0, 0.8);
    }
    EXPECT_LT(brain.trainingReport().loss, 0.5);
}

TEST(PlasticGrid, TheHebbianRuleIsOjasWithWeightsThatCannotBeNegative) {
    PlasticGrid brain(quick(PlasticGridParameters::Rule::hebb), settingIn(box()));
    const std::vector<NamedArray> before = brain.exportedArrays();
    ASSERT_EQ(before.size(), 1u);
    testing::train(brain, 30);
    const std::vector<float> after = brain.exportedArrays()[0].values;
    double change = 0.0;
    for (std::size_t k = 0; k < after.size(); ++k) {
        EXPECT_GE(after[k], 0.0f);
        EXPECT_TRUE(std::isfinite(after[k]));
        change = std::max<double>(change, std::abs(after[k] - before[0].values[k]));
    }
    EXPECT_GT(change, 0.001);
    EXPECT_TRUE(brain.populations()[0].signedActivity);
}

TEST(PlasticGrid, TheSurroundMakesInputsOfMeanZero) {
    // The output of weights that are all alike is the mean input: nothing with a surround.
    const auto meanOutput = [](double surround) {
        PlasticGridParameters parameters = quick(PlasticGridParameters::Rule::hebb);
        parameters.surround = surround;
        const PlasticGrid brain(parameters, settingIn(box()));
        const Vec2 places[] = {{0.0, 0.0}, {0.2, -0.1}};
        return std::abs(brain.ratesAt(0, places, {})[0]);
    };
    EXPECT_LT(meanOutput(1.0), 0.1 * meanOutput(0.0));
    // Without the limit weights go below zero.
    PlasticGridParameters parameters = quick(PlasticGridParameters::Rule::hebb);
    parameters.nonNegative = false;
    PlasticGrid brain(parameters, settingIn(box()));
    testing::train(brain, 30);
    const std::vector<float> weights = brain.exportedArrays()[0].values;
    EXPECT_LT(*std::min_element(weights.begin(), weights.end()), -0.001f);
}

TEST(PlasticGrid, TrainsToTheSameBitsOnAnyNumberOfThreadsAndAfterACheckpoint) {
    for (const auto rule :
         {PlasticGridParameters::Rule::balance, PlasticGridParameters::Rule::hebb}) {
        PlasticGrid one(quick(rule), settingIn(box())), two(quick(rule), settingIn(box()));
        testing::train(one, 6, 1);
        testing::train(two, 3, 2);
        Checkpoint checkpoint;
        two.save(checkpoint);
        PlasticGrid resumed(quick(rule), settingIn(box(), 9));
        resumed.restore(checkpoint);
        testing::train(resumed, 3, 2);
        EXPECT_TRUE(stateOf(resumed) == stateOf(one));
    }
}

TEST(PlasticGrid, AnAbandonedStepLeavesNothingBehind) {
    PlasticGrid brain(quick(PlasticGridParameters::Rule::balance), settingIn(box()));
    testing::train(brain, 1);
    const std::string before = stateOf(brain);
    ThreadPool threads(1);
    int asked = 0;
    EXPECT_FALSE(brain.trainStep(threads, [&] { return ++asked == 3; }));
    EXPECT_TRUE(stateOf(brain) == before);
}

TEST(PlasticGrid, AnEditKeepsWeightsAndTheWalkStaysInside) {
    PlasticGrid brain(quick(PlasticGridParameters::Rule::balance), settingIn(box()));
    testing::train(brain, 2);
    const std::vector<float> weights = brain.exportedArrays()[0].values;
    Arena arena = Arena::rectangle(0.4, 1.0);
    brain.arenaChanged(std::make_shared<const ArenaGeometry>(arena));
    EXPECT_EQ(brain.exportedArrays()[0].values, weights);
    testing::train(brain, 5);
    const auto maps = brain.probe(0, BinGrid::withCounts(box()->bounds(), 10, 10));
    EXPECT_TRUE(std::isnan(maps->map(0)[0])) << "outside of the narrower box";
    EXPECT_TRUE(std::isfinite(maps->map(0)[5]));
}

TEST(PlasticGrid, TooManyWeightsAreRefused) {
    PlasticGridParameters parameters = quick(PlasticGridParameters::Rule::balance);
    parameters.spacing = 0.002;
    parameters.cells = 256;
    try {
        PlasticGrid(parameters, settingIn(box()));
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.field(), "spacing");
    }
}

} // namespace
} // namespace hippodrome::test_plastic_grid

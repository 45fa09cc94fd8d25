// The recipe that turns nearly all units into grid cells, as far as a network trains with it.
#include "core/brains/network/grid_network.h"

#include "tests/brains/network/small_network.h"

#include <gtest/gtest.h>

#include <limits>

namespace hippodrome::test_grid_network_gated {
namespace {

using testing::boxArena;
using testing::observationAt;
using testing::settingIn;
using testing::smallNetwork;
using testing::stateOf;
using testing::train;

GridNetworkParameters gatedNetwork() {
    GridNetworkParameters parameters = smallNetwork();
    parameters.velocityGate = true;
    parameters.rectifiedStart = true;
    parameters.candidateIdentity = 1.1;
    parameters.recurrentStartScale = 0.1;
    parameters.solo = 3.0;
    parameters.soloEnd = 1.0;
    parameters.soloHold = 5;
    parameters.soloFall = 10;
    parameters.outputNoise = 0.3;
    parameters.outputNoiseFall = 18; // the updates of tests go on without it
    return parameters;
}

TEST(GatedNetwork, TrainsToTheSameBitsWhateverTheThreads) {
    for (const auto cell :
         {GridNetworkParameters::Cell::reluLstm, GridNetworkParameters::Cell::reluRnn}) {
        GridNetworkParameters parameters = gatedNetwork();
        parameters.cell = cell;
        parameters.modules = cell == GridNetworkParameters::Cell::reluRnn ? 3 : 1;
        GridNetwork one(parameters, settingIn(boxArena()));
        GridNetwork two(parameters, settingIn(boxArena()));
        train(one, 20, 1);
        train(two, 20, 3);
        EXPECT_EQ(stateOf(one), stateOf(two));
        // And goes on so from what was saved, riding too.
        Checkpoint checkpoint;
        one.save(checkpoint);
        GridNetwork resumed(parameters, settingIn(boxArena()));
        restoreState(resumed, checkpoint);
        for (GridNetwork* network : {&two, &resumed}) {
            train(*network, 5, 2);
            network->begin(observationAt({0.1, 0.1}));
            for (int i = 0; i < 60; ++i)
                network->observe(observationAt({0.1 + 0.003 * i, 0.1}));
        }
        EXPECT_EQ(stateOf(resumed), stateOf(two));
    }
}

TEST(GatedNetwork, ModulesOfOneWidthAreOneModule) {
    GridNetworkParameters parameters = gatedNetwork();
    GridNetwork one(parameters, settingIn(boxArena()));
    parameters.modules = 2;
    parameters.moduleRatio = 1.0; // below what a scene may say
    GridNetwork two(parameters, settingIn(boxArena()));
    train(one, 10);
    train(two, 10);
    EXPECT_EQ(stateOf(one), stateOf(two));
}

TEST(GatedNetwork, TheWeightOfSoloFollowsItsSchedule) {
    const GridNetworkParameters parameters = gatedNetwork();
    EXPECT_EQ(parameters.curriculum(0).solo, 3.0);
    EXPECT_EQ(parameters.curriculum(5).solo, 3.0);
    EXPECT_DOUBLE_EQ(parameters.curriculum(10).solo, 2.0);
    EXPECT_EQ(parameters.curriculum(15).solo, 1.0);
    EXPECT_EQ(parameters.curriculum(100000).solo, 1.0);
    GridNetworkParameters steady = parameters;
    steady.soloFall = 0;
    EXPECT_EQ(steady.curriculum(100000).solo, 3.0);
    EXPECT_EQ(GridNetworkParameters().curriculum(10).solo, 0.0);
    EXPECT_EQ(parameters.curriculum(0).outputNoise, 0.3);
    EXPECT_DOUBLE_EQ(parameters.curriculum(9).outputNoise, 0.15);
    EXPECT_EQ(parameters.curriculum(18).outputNoise, 0.0);
}

TEST(GatedNetwork, SoloFallsWhenTheLossIsLevel) {
    GridNetworkParameters parameters = gatedNetwork();
    parameters.soloLevel = 0.05;
    parameters.soloHold = 250;
    // Falls, is level too early, falls again, is level.
    const std::vector<double> means = {1.0, 1.0, 0.9, 0.8, 0.78, 0.77};
    SoloSchedule schedule, resumed;
    long update = 0;
    for (const double mean : means) {
        for (long i = 0; i < SoloSchedule::span; ++i) {
            EXPECT_EQ(schedule.fallsFrom().has_value(), update >= 500);
            if (update == 460) { // goes on from what was saved
                Checkpoint checkpoint;
                saveState(schedule, checkpoint);
                restoreState(resumed, checkpoint);
                schedule = resumed;
            }
            ++update;
            schedule.note(parameters, update, mean * (1.0 + 0.05 * (update % 2 == 0 ? 1 : -1)));
        }
    }
    ASSERT_TRUE(schedule.fallsFrom());
    EXPECT_EQ(*schedule.fallsFrom(), 500); // 0.78 is less than 5 % below 0.8
    EXPECT_EQ(parameters.curriculum(100000).solo, 3.0) << "not level yet";
    EXPECT_EQ(parameters.curriculum(500, 500).solo, 3.0);
    EXPECT_DOUBLE_EQ(parameters.curriculum(505, 500).solo, 2.0);
    EXPECT_EQ(parameters.curriculum(510, 500).solo, 1.0);
}

TEST(GatedNetwork, ASavedScheduleIsCheckedWhereItIsRead) {
    for (const char* name : {"solo_noted", "solo_falls_from", "solo_sum", "solo_before"}) {
        Checkpoint checkpoint;
        saveState(SoloSchedule(), checkpoint);
        if (std::string(name).find("noted") != std::string::npos || name[5] == 'f')
            checkpoint.putValue(name, -7L);
        else
            checkpoint.putValue(name, std::nan(""));
        SoloSchedule schedule;
        EXPECT_THROW(restoreState(schedule, checkpoint), Error) << name;
    }
}

/// A trainer with all that it works on.
struct Training {
    explicit Training(const GridNetworkParameters& p)
        : parameters(p), network(p.shape(49, false)),
          task(p, arena, PlaceCode(p.placeCode, *arena, centres),
               HeadDirectionCode(0, 1.0, centres)) {
        Rng weights(2);
        network.start(p.weightStart(), weights);
        trainer.emplace(p, "net", 1, network);
    }
    bool step(const std::function<bool()>& betweenParts = {}) {
        return trainer->step(parameters, task, pool, betweenParts);
    }

    GridNetworkParameters parameters;
    PathIntegratorNetwork<float> network;
    ArenaPointer arena = boxArena();
    Rng centres{1};
    PathTask task;
    std::optional<PathTrainer> trainer;
    ThreadPool pool{1};
};

TEST(GatedNetwork, WhatIsDueBetweenPartsOfAnUpdateKeepsItsSmallNumbers) {
    Training training(gatedNetwork());
    volatile double small = std::numeric_limits<double>::denorm_min() * 1024.0;
    int asked = 0, kept = 0;
    const auto halves = [&] { // the world and other brains
        volatile double half = small * 0.5;
        ++asked;
        kept += half > 0.0;
        return false;
    };
    ASSERT_TRUE(training.step(halves));
    EXPECT_GT(asked, 10);
    EXPECT_EQ(kept, asked);
    EXPECT_GT(small * 0.5, 0.0) << "nor is anything left afterwards";
}

/// Mean of J over the units after some training.
double usefulAlone(const GridNetworkParameters& parameters) {
    Training training(parameters);
    for (int i = 0; i < 300; ++i)
        training.step();
    return training.trainer->solo();
}

TEST(GatedNetwork, UnitsBecomeMoreUsefulAloneTheMoreItWeighs) {
    GridNetworkParameters parameters = gatedNetwork();
    parameters.soloFall = 0;
    parameters.outputNoise = 0.0;
    parameters.solo = 1e-9; // measured, without acting
    const double without = usefulAlone(parameters);
    parameters.solo = 3.0;
    const double with = usefulAlone(parameters);
    EXPECT_GT(with, 1.3 * without);
    parameters.solo = 0.0;
    EXPECT_TRUE(std::isnan(usefulAlone(parameters)));
}

TEST(GatedNetwork, ActsLiveAndIsRefusedWhereItMakesNoSense) {
    GridNetworkParameters parameters = gatedNetwork();
    parameters.solo = parameters.soloEnd = 0.0;
    GridNetwork network(parameters, settingIn(boxArena()));
    GridNetwork same(parameters, settingIn(boxArena()));
    train(network, 3);
    train(same, 3);
    parameters.solo = 2.0;
    testing::update(network, parameters);
    train(network, 3);
    train(same, 3);
    EXPECT_NE(stateOf(network), stateOf(same));

    const auto refusal = [&](auto change) {
        GridNetworkParameters changed = gatedNetwork();
        change(changed);
        try {
            GridNetwork refused(changed, settingIn(boxArena()));
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    using P = GridNetworkParameters;
    EXPECT_NE(refusal([](P& p) { p.inputs = P::Inputs::speedAndTurn; }).find("speed_and_turn"),
              std::string::npos);
    EXPECT_NE(
        refusal([](P& p) { p.placeCode.code = PlaceCodeParameters::Code::softmax; }).find("distri"),
        std::string::npos);
    EXPECT_NE(refusal([](P& p) {
                  p.velocityGate = false;
                  p.placeCode.code = PlaceCodeParameters::Code::softmaxDifference;
              }).find("alone"),
              std::string::npos);
    EXPECT_EQ(refusal([](P& p) { p.bottleneck = 10; }), "");
}

} // namespace
} // namespace hippodrome::test_grid_network_gated

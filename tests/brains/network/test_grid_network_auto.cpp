// Numbers that a network finds itself for the arena in which its training starts.
#include "core/brains/network/grid_network.h"
#include "core/net/weight_export.h"

#include "tests/brains/network/small_network.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace hippodrome::test_grid_network_auto {
namespace {

using testing::boxArena;
using testing::settingIn;
using testing::smallNetwork;
using testing::stateOf;
using testing::train;

constexpr double automatic = std::numeric_limits<double>::quiet_NaN();

GridNetworkParameters automaticNetwork() {
    GridNetworkParameters parameters = smallNetwork();
    parameters.placeCode.width = automatic;
    parameters.walk.speedScale = automatic;
    return parameters;
}

/// The numbers of the defaults times a factor.
GridNetworkParameters scaledNetwork(double factor) {
    const GridNetworkParameters defaults;
    GridNetworkParameters parameters = smallNetwork();
    parameters.placeCode.width = factor * defaults.placeCode.width;
    parameters.walk.speedScale = factor * defaults.walk.speedScale;
    return parameters;
}

/// All that follows the arena.
GridNetworkParameters scaleFreeNetwork() {
    GridNetworkParameters parameters = automaticNetwork();
    parameters.velocityGate = true;
    parameters.solo = 1.0;
    parameters.walk.borderBand = automatic;
    parameters.displacementScale = automatic;
    parameters.inputUnit = automatic;
    return parameters;
}

/// Trained a little: its loss and maps, which two networks with the same numbers share.
std::string trained(const GridNetworkParameters& parameters, double side) {
    GridNetwork network(parameters, settingIn(boxArena(side)));
    train(network, 5);
    Checkpoint checkpoint;
    network.save(checkpoint);
    return checkpoint.section("trainer").bytes();
}

TEST(GridNetworkAuto, IsTheDefaultInTheBoxThatItWasFoundFor) {
    EXPECT_EQ(trained(automaticNetwork(), 2.2), trained(scaledNetwork(1.0), 2.2));
}

TEST(GridNetworkAuto, NothingButTheLengthsDiffersBetweenArenasOfOneShape) {
    const auto after = [](double side, const GridNetworkParameters& parameters) {
        GridNetwork network(parameters, settingIn(boxArena(side)));
        train(network, 40);
        return network.trainingReport();
    };
    constexpr double box = 2.2; // [m]
    const TrainingReport usual = after(box, scaleFreeNetwork());
    /// How far loss and error, in lengths of the arena, are from those in the usual box.
    const auto differs = [&](double factor, const GridNetworkParameters& parameters) {
        const TrainingReport scaled = after(factor * box, parameters);
        return std::max(std::abs(scaled.loss / usual.loss - 1.0),
                        std::abs(scaled.decodingError / factor / usual.decodingError - 1.0));
    };
    for (const double factor : {0.25, 0.5, 2.0})
        EXPECT_LT(differs(factor, scaleFreeNetwork()), 2e-5) << factor;
    // Any length that does not follow shows.
    const GridNetworkParameters defaults;
    for (const auto& number : GridNetworkParameters::automaticNumbers()) {
        GridNetworkParameters parameters = scaleFreeNetwork();
        number.of(parameters) = number.in(defaults);
        EXPECT_GT(differs(0.25, parameters), 1e-3) << number.key;
    }
}

TEST(GridNetworkAuto, ExportsWeightsForMovementsInMetres) {
    GridNetwork network(scaleFreeNetwork(), settingIn(boxArena(1.1))); // whose unit is half a metre
    train(network, 3);
    const auto find = [](const std::vector<NamedArray>& arrays, const std::string& name) {
        for (const NamedArray& array : arrays)
            if (array.name == name)
                return array.values;
        return std::vector<float>();
    };
    const auto inside = find(torchArrays(network.network()), "recurrent.weight_ih_l0");
    const auto outside = find(network.exportedArrays(), "recurrent.weight_ih_l0");
    ASSERT_EQ(inside.size(), outside.size());
    ASSERT_FALSE(inside.empty());
    for (std::size_t k = 0; k < inside.size(); ++k)
        EXPECT_FLOAT_EQ(outside[k], 2.0f * inside[k]) << k;
    EXPECT_FLOAT_EQ(find(network.exportedArrays(), "velocity_gate.displacement_scale").at(0),
                    0.05f);
}

TEST(GridNetworkAuto, FollowsTheRootOfTheFreeArea) {
    EXPECT_EQ(trained(automaticNetwork(), 4.4), trained(scaledNetwork(2.0), 4.4));
    EXPECT_EQ(trained(automaticNetwork(), 1.1), trained(scaledNetwork(0.5), 1.1));
    Arena holed = Arena::rectangle(4.4, 4.4);
    holed.holes.push_back({1, {{-1.1, -1.1}, {1.1, -1.1}, {1.1, 1.1}, {-1.1, 1.1}}});
    EXPECT_NEAR(GridNetworkParameters::scaleOf(ArenaGeometry(holed)), std::sqrt(3.0), 1e-5);
    EXPECT_NEAR(GridNetworkParameters::scaleOf(ArenaGeometry(Arena::rectangle(8.8, 2.2))), 2.0,
                1e-5);
}

TEST(GridNetworkAuto, StaysOverEditsAndChangesOfOtherNumbers) {
    GridNetwork network(automaticNetwork(), settingIn(boxArena(2.2)));
    const auto fields = [&] { return network.task().placeCode().meanSquare(); };
    const std::string note = network.notes().at(0);
    EXPECT_NE(note.find("0.12 m"), std::string::npos) << note;
    network.arenaChanged(boxArena(4.4));
    EXPECT_EQ(network.notes().at(0), note);
    GridNetworkParameters faster = automaticNetwork();
    faster.learningRate = 5e-3;
    testing::update(network, faster);
    EXPECT_EQ(network.notes().at(0), note);
    const double meanSquare = fields();
    // A number that is typed acts; left to the program again, it is found for the arena of now.
    faster.walk.speedScale = 0.5;
    testing::update(network, faster);
    EXPECT_NE(network.notes().at(0).find("0.5 m/s"), std::string::npos);
    faster.walk.speedScale = automatic;
    testing::update(network, faster);
    EXPECT_NE(network.notes().at(0).find("1.634"), std::string::npos) << network.notes().at(0);
    EXPECT_EQ(fields(), meanSquare);
    EXPECT_TRUE(GridNetwork(smallNetwork(), settingIn(boxArena(2.2))).notes().empty());
}

TEST(GridNetworkAuto, GoesOnToTheSameBitsInAnArenaThatWasEdited) {
    GridNetwork network(automaticNetwork(), settingIn(boxArena(2.2)));
    train(network, 5);
    network.arenaChanged(boxArena(4.4));
    Checkpoint checkpoint;
    network.save(checkpoint);
    GridNetwork resumed(automaticNetwork(), settingIn(boxArena(4.4)));
    resumed.restore(checkpoint);
    EXPECT_EQ(resumed.notes(), network.notes());
    train(network, 5);
    train(resumed, 5, 2);
    EXPECT_EQ(stateOf(resumed), stateOf(network));
    // Out of its range the number is refused, with its name.
    checkpoint.putValue("place_code.width", 0.0);
    try {
        resumed.restore(checkpoint);
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("width"), std::string::npos);
    }
}

TEST(GridNetworkAuto, IsWrittenAndReadAsAWord) {
    const Json json = GridNetworkParameters::fields().write(automaticNetwork());
    EXPECT_EQ(json["place_code"]["width"], Json("auto"));
    const JsonDocument document{json, {}, {}};
    const auto again = GridNetworkParameters::fields().read(JsonCursor(document));
    EXPECT_TRUE(std::isnan(again.placeCode.width) && std::isnan(again.walk.speedScale));
    EXPECT_TRUE(again.automatic());
    const JsonDocument wrong{{{"place_code", {{"width", "wide"}}}}, {}, {}};
    try {
        (void)GridNetworkParameters::fields().read(JsonCursor(wrong));
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("or \"auto\""), std::string::npos) << error.what();
    }
}

} // namespace
} // namespace hippodrome::test_grid_network_auto

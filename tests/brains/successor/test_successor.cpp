#include "core/brains/cells/place_cells.h"
#include "core/brains/successor/successor.h"

#include "tests/brains/network/small_network.h"
#include "tests/brains/walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace hippodrome::test_successor {
namespace {

using testing::reading;
using testing::settingIn;
using testing::stateOf;
using testing::Walk;

enum Kind : std::size_t { placeCells, predictions, gridCells };

ArenaPointer boxWith(std::vector<Wall> walls = {}, double side = 1.0) {
    Arena arena = Arena::rectangle(side, side);
    arena.walls = std::move(walls);
    return std::make_shared<const ArenaGeometry>(arena);
}

void run(Brain& brain, Walk& walk, double seconds) {
    for (int tick = 0; tick < static_cast<int>(seconds / testing::dt); ++tick)
        walk.advance(brain);
}

/// Of the cell whose tile holds `centre`.
std::size_t cellAt(const Successor& brain, Vec2 centre) {
    const auto& shown = brain.shownStates();
    const auto found = std::find(shown.begin(), shown.end(), brain.graph().stateAt(centre));
    EXPECT_NE(found, shown.end());
    return static_cast<std::size_t>(found - shown.begin());
}

float rateAt(const Brain& brain, std::size_t population, std::size_t cell, Vec2 place) {
    const Vec2 places[] = {place};
    return brain.ratesAt(population, places, {})[cell];
}

TEST(Successor, LearnsTheMapOfWhatTheRatDoes) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const ArenaPointer box = boxWith();
        SuccessorParameters parameters;
        parameters.discount = 0.9;
        parameters.learningRate = 0.03;
        Successor brain(parameters, settingIn(box));
        Walk walk(box, seed);
        brain.begin(walk.now);
        const double before = reading(brain, "distance_to_exact");
        EXPECT_GT(before, 0.7);
        run(brain, walk, 3000.0);
        testing::tell("distance from the exact map", reading(brain, "distance_to_exact"));
        // What remains: a rat keeps its direction, which no map of single moves knows.
        EXPECT_LT(reading(brain, "distance_to_exact"), 0.6 * before);
        EXPECT_GT(reading(brain, "prediction_error"), 0.0);
    }
}

TEST(Successor, FieldsEndAtAWallThatEuclideanFieldsLeakThrough) {
    const ArenaPointer box = boxWith({{1, {0.0, -0.5}, {0.0, 0.3}}});
    Successor brain(SuccessorParameters{}, settingIn(box));
    Walk walk(box, 2);
    walk.now.position = {-0.2, -0.2};
    brain.begin(walk.now);
    run(brain, walk, 2400.0);
    const std::size_t cell = cellAt(brain, {-0.05, -0.25});
    const float open = rateAt(brain, placeCells, cell, {-0.25, -0.25});
    const float behind = rateAt(brain, placeCells, cell, {0.15, -0.25});
    EXPECT_GT(open, 0.2f);
    EXPECT_LT(behind, 0.2f * open);
    // The exact map says the same.
    const auto exact = [&](Vec2 place) {
        return brain.exactColumns()[cell * static_cast<std::size_t>(brain.graph().states()) +
                                    static_cast<std::size_t>(brain.graph().stateAt(place))];
    };
    EXPECT_LT(exact({0.15, -0.25}), 0.2 * exact({-0.25, -0.25}));
    // Control: straight distances know no walls.
    PlaceCellsParameters euclidean;
    euclidean.centres = PlaceCellsParameters::Centres::lattice;
    euclidean.field.geometry = WallGeometry::euclidean;
    const PlaceCells cells(euclidean, settingIn(box));
    const Vec2 places[] = {{-0.25, -0.25}, {0.15, -0.25}};
    const std::vector<float> rates = cells.ratesAt(0, places, {});
    const std::size_t lattice = 2 * 10 + 4; // centred on (-0.05, -0.25)
    EXPECT_NEAR(rates[100 + lattice], rates[lattice], 0.01f);
}

/// A rat learns for 20 minutes, a wall is put in, it learns for 30 more: what is left of the field
/// of a cell beside the wall at a place behind it.
double behindNewWall(const ArenaPointer& open, const ArenaPointer& divided, Vec2 behind,
                     std::uint64_t seed) {
    Successor brain(SuccessorParameters{}, settingIn(open));
    Walk walk(open, seed);
    brain.begin(walk.now);
    run(brain, walk, 1200.0);
    const std::size_t cell = cellAt(brain, {-0.05, -0.25});
    const float before = rateAt(brain, placeCells, cell, behind);
    brain.arenaChanged(divided);
    Walk on(divided, seed + 100);
    on.now = walk.now;
    on.now.position = {-0.2, -0.2};
    run(brain, on, 1800.0);
    return rateAt(brain, placeCells, cell, behind) / before;
}

TEST(Successor, AWallCutsMovesAtOnceAndFieldsBendAsTheRatLearns) {
    const ArenaPointer open = boxWith(), divided = boxWith({{1, {0.0, -0.5}, {0.0, 0.3}}});
    const Vec2 behind{0.15, -0.25};
    // How much of a field behind the wall is left, over ten rats.
    double left = 0.0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed)
        left += behindNewWall(open, divided, behind, seed) / 10.0;
    testing::tell("field behind a new wall, share of before", left);
    EXPECT_LT(left, 0.3);

    Successor brain(SuccessorParameters{}, settingIn(open));
    Walk walk(open, 3);
    brain.begin(walk.now);
    run(brain, walk, 1200.0);
    const std::size_t cell = cellAt(brain, {-0.05, -0.25});
    const float before = rateAt(brain, placeCells, cell, behind);
    EXPECT_GT(before, 0.2f);
    brain.arenaChanged(divided);
    const int west = brain.graph().stateAt({-0.05, -0.25}),
              east = brain.graph().stateAt({0.05, -0.25});
    EXPECT_EQ(brain.graph().move(west, 0), -1);
    for (const Transitions::Entry& entry : brain.observedPolicy().row(west))
        EXPECT_NE(entry.to, east);
    EXPECT_EQ(rateAt(brain, placeCells, cell, behind), before) << "nothing was learned yet";
    const double surprised = reading(brain, "distance_to_exact");
    Walk on(divided, 4);
    on.now = walk.now;
    on.now.position = {-0.2, -0.2};
    run(brain, on, 1800.0);
    EXPECT_LT(rateAt(brain, placeCells, cell, behind), 0.5f * before);
    EXPECT_LT(reading(brain, "distance_to_exact"), surprised);
}

TEST(Successor, MayStartWithTheMapOfAWalk) {
    SuccessorParameters parameters;
    parameters.start = SuccessorParameters::Start::walk;
    const Successor brain(parameters, settingIn(boxWith({{1, {0.0, -0.5}, {0.0, 0.3}}})));
    EXPECT_LT(brain.distanceToExact(), 1e-9);
}

TEST(Successor, RowsAndColumnsAreTheSameMap) {
    const ArenaPointer box = boxWith();
    Successor brain(SuccessorParameters{}, settingIn(box));
    Walk walk(box, 5);
    brain.begin(walk.now);
    run(brain, walk, 300.0);
    const std::size_t a = cellAt(brain, {-0.25, 0.05}), b = cellAt(brain, {-0.05, 0.05});
    EXPECT_EQ(rateAt(brain, placeCells, b, {-0.25, 0.05}),
              rateAt(brain, predictions, a, {-0.05, 0.05}));
}

TEST(Successor, LowEigenvectorsTellRoomsApart) {
    // Four rooms with doors of two tiles.
    const ArenaPointer rooms = boxWith({{1, {0.0, -1.0}, {0.0, -0.6}},
                                        {2, {0.0, -0.4}, {0.0, 0.4}},
                                        {3, {0.0, 0.6}, {0.0, 1.0}},
                                        {4, {-1.0, 0.0}, {-0.6, 0.0}},
                                        {5, {-0.4, 0.0}, {0.4, 0.0}},
                                        {6, {0.6, 0.0}, {1.0, 0.0}}},
                                       2.0);
    const StateGraph graph(rooms, TileShape::square, 0.1, rooms->bounds().minimum);
    const Modes modes = walkModes(graph, BlockedMove::stay, 8);
    // The three modes after the constant one divide the rooms; the next ones divide each.
    EXPECT_GT(modes.values[3], 0.99);
    EXPECT_GT(modes.values[3] - modes.values[4], 3.0 * (modes.values[1] - modes.values[3]));
    for (std::size_t mode = 1; mode <= 3; ++mode) {
        double within = 0.0, whole = 0.0, means[4] = {};
        const auto room = [&](int state) {
            const Vec2 c = graph.centre(state);
            return (c.x > 0.0 ? 1 : 0) + (c.y > 0.0 ? 2 : 0);
        };
        for (int state = 0; state < graph.states(); ++state)
            means[room(state)] += modes.vectors[mode * 400 + static_cast<std::size_t>(state)] / 100;
        for (int state = 0; state < graph.states(); ++state) {
            const double value = modes.vectors[mode * 400 + static_cast<std::size_t>(state)];
            whole += value * value;
            within += std::pow(value - means[room(state)], 2);
        }
        EXPECT_LT(within, 0.15 * whole) << mode;
    }
    // Control: without walls they change smoothly across the middle.
    const ArenaPointer open = boxWith({}, 2.0);
    const Modes smooth =
        walkModes(StateGraph(open, TileShape::square, 0.1, {-1, -1}), BlockedMove::stay, 8);
    EXPECT_LT(smooth.values[3] - smooth.values[4], 3.0 * (smooth.values[1] - smooth.values[3]));
}

/// Skewness over the track of the place fields in its middle, after so many laps; negative: the
/// tail points backwards. `bothWays`: every other lap runs back.
double skewAfter(int laps, double discount, bool bothWays, double* centreShift = nullptr) {
    const ArenaPointer track = std::make_shared<const ArenaGeometry>(Arena::rectangle(2.0, 0.1));
    SuccessorParameters parameters;
    parameters.discount = discount;
    Successor brain(parameters, settingIn(track));
    Observation now;
    now.dt = 0.02;
    for (int lap = 0; lap < laps; ++lap) {
        const double way = bothWays && lap % 2 == 1 ? -1.0 : 1.0;
        now.position = {-0.97 * way, 0.0};
        brain.begin(now);
        for (int tick = 0; tick < 194; ++tick) {
            now.position.x += 0.01 * way;
            brain.observe(now);
        }
    }
    double skew = 0.0, shift = 0.0;
    const int first = 8, last = 12;
    for (int cell = first; cell < last; ++cell) {
        double mass = 0.0, mean = 0.0, second = 0.0, third = 0.0;
        for (int state = 0; state < 20; ++state)
            mass += brain.map().at(state, cell);
        for (int state = 0; state < 20; ++state)
            mean += state * brain.map().at(state, cell) / mass;
        for (int state = 0; state < 20; ++state) {
            second += std::pow(state - mean, 2) * brain.map().at(state, cell) / mass;
            third += std::pow(state - mean, 3) * brain.map().at(state, cell) / mass;
        }
        skew += second > 1e-9 ? third / std::pow(second, 1.5) / (last - first) : 0.0;
        shift += (mean - cell) / (last - first);
    }
    if (centreShift)
        *centreShift = shift;
    return skew;
}

TEST(Successor, FieldsGrowBackwardsOnAOneWayTrack) {
    // Mehta, Quirk and Wilson 2000: symmetric at first, negatively skewed with experience.
    double late = 0.0, early = 0.0;
    EXPECT_LT(std::abs(skewAfter(0, 0.9, false, &early)), 0.1);
    EXPECT_LT(skewAfter(17, 0.9, false, &late), -0.1);
    EXPECT_LT(late, early - 0.2) << "the centre moves backwards [tiles]";
    // Controls: both ways alike, and nothing that is ahead counts.
    EXPECT_LT(std::abs(skewAfter(200, 0.9, true)), 0.1);
    EXPECT_EQ(skewAfter(17, 0.0, false), 0.0);
}

TEST(Successor, GridCellsOfASquareAreProductsOfCosines) {
    const ArenaPointer box = boxWith();
    SuccessorParameters parameters;
    parameters.blocked = BlockedMove::stay;
    const Successor brain(parameters, settingIn(box));
    // The second pair of modes is cos(pi k x) along one axis; their sum of squares does not depend
    // on which mixture the solver has chosen.
    const Modes modes = walkModes(brain.graph(), BlockedMove::stay, 4);
    for (int state = 0; state < 100; ++state) {
        const Vec2 c = brain.graph().centre(state);
        const auto wave = [](double x) { return std::cos(std::numbers::pi * (x + 0.5)); };
        const double expected = (std::pow(wave(c.x), 2) + std::pow(wave(c.y), 2)) / 50.0;
        const double found = std::pow(modes.vectors[100 + static_cast<std::size_t>(state)], 2) +
                             std::pow(modes.vectors[200 + static_cast<std::size_t>(state)], 2);
        EXPECT_NEAR(found, expected, 1e-9);
    }
    const auto maps = brain.probe(gridCells, BinGrid::withCounts(box->bounds(), 10, 10));
    ASSERT_TRUE(maps);
    for (int unit = 0; unit < maps->units; ++unit) {
        const auto map = maps->map(unit);
        EXPECT_NEAR(*std::max_element(map.begin(), map.end()), 1.0f, 1e-6f);
        EXPECT_GE(*std::min_element(map.begin(), map.end()), 0.0f);
    }
}

TEST(Successor, TilesThatStayKeepWhatWasLearnedWhenTheBoxGrows) {
    const ArenaPointer small = boxWith(), large = boxWith({}, 1.4);
    Successor brain(SuccessorParameters{}, settingIn(small));
    Walk walk(small, 6);
    brain.begin(walk.now);
    run(brain, walk, 200.0);
    const double learned =
        brain.map().at(brain.graph().stateAt({0.05, 0.05}), brain.graph().stateAt({0.15, 0.05}));
    ASSERT_GT(learned, 0.1);
    brain.arenaChanged(large);
    EXPECT_EQ(brain.graph().states(), 196);
    EXPECT_EQ(
        brain.map().at(brain.graph().stateAt({0.05, 0.05}), brain.graph().stateAt({0.15, 0.05})),
        learned);
    Walk on(large, 7);
    on.now = walk.now;
    run(brain, on, 10.0);
    EXPECT_EQ(brain.rates(placeCells).size(), 100u);
}

TEST(Successor, ContinuesFromACheckpointToTheSameBits) {
    for (const auto source :
         {SuccessorParameters::GridSource::walk, SuccessorParameters::GridSource::learned}) {
        const ArenaPointer box = boxWith();
        SuccessorParameters parameters;
        parameters.trace = 0.7;
        parameters.gridSource = source;
        Successor whole(parameters, settingIn(box));
        Walk walk(box, 8);
        whole.begin(walk.now);
        run(whole, walk, 33.0);
        Checkpoint checkpoint;
        whole.save(checkpoint);
        Successor resumed(parameters, settingIn(box, 17));
        resumed.restore(checkpoint);
        Walk again = walk;
        run(whole, walk, 12.0);
        run(resumed, again, 12.0);
        EXPECT_TRUE(stateOf(resumed) == stateOf(whole));
    }
}

TEST(Successor, BadParametersGetAMessage) {
    const auto refused = [](const Json& parameters, const std::string& word) {
        const JsonDocument document{parameters, {}, {}};
        try {
            SuccessorParameters read = SuccessorParameters::fields().read(JsonCursor(document));
            Successor brain(read, settingIn(boxWith({}, 0.1)));
            ADD_FAILURE() << parameters.dump();
        } catch (const Error& error) {
            EXPECT_NE(std::string(error.what()).find(word), std::string::npos) << error.what();
        }
    };
    refused({{"discount", 1.0}}, "discount");
    refused({{"trace", 1.2}}, "trace");
    refused({{"learning_rate", -0.1}}, "learning_rate");
    refused({{"tile_size", 0.2}}, "tile_size"); // larger than the arena
}

} // namespace
} // namespace hippodrome::test_successor

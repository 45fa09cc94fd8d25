// The vector navigator in mazes: rooms with doors, and ways that open. Thresholds are those of
// docs/agents/vector_navigator.md.
#include "core/world/trainer.h"

#include "tests/experiments/navigator_experiment.h"

namespace hippodrome::test_experiment_shortcuts {
namespace {

using testing::bootstrap;
using testing::Interval;
using testing::navigatorScene;
using testing::report;
using testing::seedCount;

constexpr double openSeconds = 60000.0;
constexpr double testSeconds = 6000.0;
constexpr long networkUpdates = 5000;
/// Least difference between the ways before and after the doors opened that counts as one [m].
constexpr double leastDetour = 0.3;

/// The maze with a code of 80 cells instead of its own.
Scene withPlaceCells(Scene scene) {
    // Straight through walls: cells that follow walls would know about doors themselves.
    const JsonDocument given{{{"count", 80},
                              {"centres", "random"}, // as many in every arena
                              {"field", {{"width", 0.1}, {"wall_geometry", "euclidean"}}}},
                             {},
                             {}};
    scene.brains = {{"code", {"place_cells", brainType("place_cells").resolve(JsonCursor(given))}}};
    return withValue(scene, "agent.code", "code.cells");
}

/// The maze with the units of the plain network, trained in an open box of this size.
Scene withNetwork(Scene scene) {
    const Scene from = navigatorScene("navigator_on_network", 1);
    scene.brains = from.brains;
    return withValue(scene, "agent.code", "network.units");
}

/// As `first_light`, fitted to the maze's box: nearly all units become grid cells of one module.
Scene withModule(Scene scene) {
    scene = withNetwork(std::move(scene));
    const Scene from =
        loadScene(std::filesystem::path(HIPPODROME_SOURCE_DIR) / "scenes/all_models.json");
    scene.brains[0].brain = from.brains.at(0).brain;
    return withValue(scene, "brains.network.ride_interval", "0.05");
}

/// The same with less of solo: half of the units become grid cells.
Scene withMixedUnits(Scene scene) {
    scene = withValue(withModule(std::move(scene)), "brains.network.solo", "1");
    return withValue(scene, "brains.network.solo_end", "1");
}

/// How it learns in a maze.
struct MazeTraining {
    double seconds = 100000.0;
    double discount = 0.93;
    double entropyCost = 0.03;
    double learningRate = 0.001;
};

/// Learns in an open box of the same size, then in the maze. The walls come while it runs, so that
/// place cells keep their centres.
Checkpoint learnedInMaze(Scene maze, const MazeTraining& training) {
    maze = withValue(maze, "agent.training.discount", std::to_string(training.discount));
    Scene open = maze;
    open.arena.walls.clear();
    open.arena.holes.clear();
    World world(open);
    // A code that is trained knows nothing of the walls to come.
    ThreadPool threads(1);
    Trainer trainer;
    while (trainer.updates() < networkUpdates && trainer.step(world, threads, {})) {
    }
    while (world.time() < openSeconds)
        world.tick();
    maze = withValue(maze, "agent.training.entropy_cost", std::to_string(training.entropyCost));
    maze = withValue(maze, "agent.training.learning_rate", std::to_string(training.learningRate));
    world.commit(world.prepare(open, maze));
    while (world.time() < openSeconds + training.seconds)
        world.tick();
    Checkpoint state;
    world.save(state);
    return state;
}

Scene opened(Scene scene) {
    std::erase_if(scene.arena.walls, [](const Wall& wall) { return wall.id >= 20; });
    return scene;
}

/// Ways to goals that it had been to, where the doors make a difference.
struct Ways {
    double efficiency = 0.0; ///< by the ways that are open
    double shortcuts = 0.0;  ///< share of ways shorter than any with the doors shut
    double reached = 0.0;    ///< share of ways
};

Ways waysOf(World& world, const Scene& shut) {
    const ArenaGeometry shutArena(shut.arena), openArena(opened(shut).arena);
    const VisibilityGraph before(shutArena), after(openArena);
    Ways ways;
    double count = 0.0;
    for (const EpisodeRecord& visit : testing::episodesOf(world, testSeconds)) {
        const double around = before.distance(visit.from, visit.goal) - visit.goalRadius;
        const double through = after.distance(visit.from, visit.goal) - visit.goalRadius;
        if (visit.visits == 0 || !(around - through >= leastDetour))
            continue;
        count += 1.0;
        ways.efficiency += visit.efficiency();
        ways.reached += visit.reached;
        ways.shortcuts += visit.reached && visit.path < around - 0.05;
    }
    return {ways.efficiency / count, ways.shortcuts / count, ways.reached / count};
}

Ways waysOf(const Scene& scene, const Scene& shut, const Checkpoint& state) {
    World world(withValue(scene, "agent.body.learning", "false"));
    world.restore(state);
    return waysOf(world, shut);
}

std::vector<double> over(const std::vector<Ways>& seeds, double Ways::*member) {
    std::vector<double> values;
    for (const Ways& one : seeds)
        values.push_back(one.*member);
    return values;
}

/// What the navigator's code is made of.
struct Code {
    const char* name;
    Scene (*in)(Scene maze);
};
const Code gridCells{"grid cells", [](Scene maze) { return maze; }};
const Code placeCells{"place cells", withPlaceCells};
const Code networkUnits{"network units", withNetwork};
const Code module{"a module's units", withModule};
const Code mixedUnits{"mixed units", withMixedUnits};

/// Share of shortcuts after the doors are opened.
Interval shortcutsIn(const std::string& name, const Code& code, int seeds,
                     const MazeTraining& training) {
    std::vector<Ways> shut, open;
    for (int seed = 1; seed <= seeds; ++seed) {
        const Scene maze = code.in(navigatorScene(name, seed));
        const Checkpoint state = learnedInMaze(maze, training);
        shut.push_back(waysOf(maze, maze, state));
        open.push_back(waysOf(opened(maze), maze, state));
    }
    const std::string cells = name + ", " + code.name + ", ";
    report((cells + "doors shut: share that arrives").c_str(), over(shut, &Ways::reached));
    report((cells + "doors shut: efficiency by open ways").c_str(), over(shut, &Ways::efficiency));
    const Interval none =
        report((cells + "doors shut: share of shortcuts").c_str(), over(shut, &Ways::shortcuts));
    EXPECT_EQ(none.mean, 0.0) << "there are none";
    report((cells + "doors open: share that arrives").c_str(), over(open, &Ways::reached));
    report((cells + "doors open: efficiency by open ways").c_str(), over(open, &Ways::efficiency));
    return report((cells + "doors open: share of shortcuts").c_str(), over(open, &Ways::shortcuts));
}

TEST(ShippedNavigator, MostlyKeepsToItsWaysWhenDoorsOpenAsItShouldNot) {
    for (const char* name : {"double_e", "sunburst"}) {
        const Scene shut = loadScene(std::filesystem::path(HIPPODROME_SOURCE_DIR) / "scenes" /
                                     (std::string(name) + ".json"));
        World closed(shut), free(opened(shut));
        const Ways before = waysOf(closed, shut), after = waysOf(free, shut);
        for (const auto& [doors, ways] : {std::pair{"shut", before}, {"open", after}})
            std::printf("    measured: %s, doors %s: %.2f arrive, efficiency %.2f, shortcuts "
                        "%.2f\n",
                        name, doors, ways.reached, ways.efficiency, ways.shortcuts);
        EXPECT_EQ(before.shortcuts, 0.0) << "there are none";
        EXPECT_GT(before.reached, 0.9) << name;
        // It takes new ways now and then, and by and large keeps to what it has learned.
        EXPECT_GT(after.shortcuts, 0.0) << name;
        EXPECT_LT(after.shortcuts, 0.5) << name;
    }
}

// Banino et al. 2018: both arrive alike before the shortest arms open, then grid cells are better
// (effect size 1.89).
TEST(ExperimentShortcuts, DoubleE) {
    HIPPODROME_ONLY_IN_LONG_RUNS();
    const Interval grid = shortcutsIn("double_e", gridCells, seedCount(1), {});
    const Interval place = shortcutsIn("double_e", placeCells, seedCount(1), {});
    EXPECT_GT(grid.mean, place.mean);
}

TEST(ExperimentShortcuts, DoubleEOnTheUnitsOfANetwork) {
    HIPPODROME_ONLY_IN_LONG_RUNS();
    shortcutsIn("double_e", networkUnits, seedCount(1), {});
}

TEST(ExperimentShortcuts, DoubleEOnAModuleOfGridCells) {
    HIPPODROME_ONLY_IN_LONG_RUNS();
    shortcutsIn("double_e", module, seedCount(1), {});
}

TEST(ExperimentShortcuts, DoubleEOnMixedUnits) {
    HIPPODROME_ONLY_IN_LONG_RUNS();
    shortcutsIn("double_e", mixedUnits, seedCount(1), {});
}

// Banino et al. 2018: 124 rewards on grid cells against 61 on place cells.
TEST(ExperimentShortcuts, LinearSunburst) {
    HIPPODROME_ONLY_IN_LONG_RUNS();
    const MazeTraining training{
        .seconds = 600000.0, .discount = 0.97, .entropyCost = 0.01, .learningRate = 4e-4};
    const Interval grid = shortcutsIn("sunburst", gridCells, seedCount(1), training);
    const Interval place = shortcutsIn("sunburst", placeCells, seedCount(1), training);
    EXPECT_GT(grid.mean, place.mean);
}

TEST(ExperimentShortcuts, RoomsWithDoors) {
    HIPPODROME_ONLY_IN_LONG_RUNS();
    std::vector<double> first, later, rewards, without;
    for (int seed = 1; seed <= seedCount(1); ++seed) {
        const Scene maze = navigatorScene("navigator_maze", seed);
        const Checkpoint state = learnedInMaze(maze, {});
        const testing::Performance one = testing::test(maze, state, testSeconds);
        first.push_back(one.firstEfficiency);
        later.push_back(one.laterEfficiency);
        rewards.push_back(one.rewards);
        without.push_back(
            testing::test(withValue(maze, "agent.goal_code", "false"), state, testSeconds)
                .laterEfficiency);
    }
    report("four rooms, first way to a goal: efficiency", first);
    const Interval known = report("four rooms, later ways: efficiency", later);
    report("four rooms: rewards per minute", rewards);
    const Interval unknown = report("four rooms, goal code withheld: efficiency", without);
    EXPECT_GT(known.mean, 2.0 * unknown.mean);
}

} // namespace
} // namespace hippodrome::test_experiment_shortcuts

// The vector navigator on a network that integrates paths: what it is worth without position fixes.
// Thresholds are those of docs/agents/vector_navigator.md.
#include "core/sim/trainer.h"

#include "tests/sim/navigator_experiment.h"

#include <array>

namespace hippodrome {
namespace {

using testing::navigatorScene;
using testing::report;
using testing::seedCount;

constexpr long networkUpdates = 1000;
constexpr double learningSeconds = 80000.0;
constexpr int probesOfEach = 30;
constexpr double probeSeconds = 60.0;
/// Ends of the stretches of time since the last fix that are told apart [s].
constexpr std::array<double, 4> stretches = {5.0, 15.0, 30.0, probeSeconds};

Scene networkScene(int seed) {
    Scene scene = navigatorScene("vector_navigator", seed);
    const JsonDocument given{{{"ride_interval", 0.1},
                              {"place_code",
                               {{"cells", 256},
                                {"centres", "lattice"},
                                {"code", "difference_of_gaussians"},
                                {"width", 0.08}}}},
                             {},
                             {}};
    scene.brains = {
        {"network", {"grid_network", brainType("grid_network").resolve(JsonCursor(given))}}};
    // It must go on looking where the reward is no more.
    scene = withValue(scene, "agent.told_of_new_goals", "false");
    return withValue(scene, "agent.code", "network.units");
}

/// In stretches of time: mean distance of decoded and true position, and of rat and goal [m].
struct Drift {
    std::array<double, stretches.size()> error{}, fromGoal{}, count{};

    void note(double since, const World& world, Vec2 goal) {
        const auto decoded = world.brains()[0].brain->decodedPosition();
        std::size_t i = 0;
        while (i + 1 < stretches.size() && since > stretches[i])
            ++i;
        error[i] += length(*decoded - world.rat().position);
        fromGoal[i] += length(goal - world.rat().position);
        count[i] += 1.0;
    }
    void finish() {
        for (std::size_t i = 0; i < stretches.size(); ++i) {
            error[i] /= count[i];
            fromGoal[i] /= count[i];
        }
    }
};

/// Lets the rat find a goal and be put elsewhere, where it gets its last fix; then takes the reward
/// away, and with `dark` the fixes, and looks where the rat looks for it.
void probe(World& world, const Scene& scene, bool dark, Drift& drift) {
    Vec2 goal;
    for (bool found = false; !found;) {
        const long episodes = world.episodes().count();
        goal = world.arena()->arena().rewards[0].position;
        world.tick();
        found = world.episodes().count() > episodes && world.episodes().records().back().reached;
    }
    Scene without = scene;
    without.arena.rewards.clear();
    without.task = {};
    without.senses.dark = dark;
    world.commit(world.prepare(scene, without));
    const long ticks = std::lround(probeSeconds / world.timeStep());
    const long perSecond = std::lround(1.0 / world.timeStep());
    for (long i = 1; i <= ticks; ++i) {
        world.tick();
        if (i % perSecond == 0)
            drift.note(static_cast<double>(i) * world.timeStep(), world, goal);
    }
    world.commit(world.prepare(without, scene));
}

TEST(ExperimentDrift, TheNetworkLosesItsPlaceAndItsUnitsTeachNoGoalsAsTheyShould) {
    HIPPODROME_ONLY_IN_LONG_RUNS();
    std::vector<double> efficiency;
    std::array<std::vector<double>, stretches.size()> error[2], fromGoal[2];
    for (int seed = 1; seed <= seedCount(1); ++seed) {
        const Scene scene = networkScene(seed);
        World world(scene);
        ThreadPool threads(1);
        Trainer trainer;
        while (trainer.updates() < networkUpdates)
            ASSERT_TRUE(trainer.step(world, threads, {}));
        while (world.time() < learningSeconds)
            world.tick();
        const Scene test = withValue(scene, "agent.body.learning", "false");
        world.commit(world.prepare(scene, test));
        efficiency.push_back(testing::performanceOf(world, 2000.0).laterEfficiency);
        Drift drift[2];
        for (int i = 0; i < probesOfEach; ++i)
            for (const bool dark : {false, true})
                probe(world, test, dark, drift[dark]);
        for (const int dark : {0, 1}) {
            drift[dark].finish();
            for (std::size_t i = 0; i < stretches.size(); ++i) {
                error[dark][i].push_back(drift[dark].error[i]);
                fromGoal[dark][i].push_back(drift[dark].fromGoal[i]);
            }
        }
    }
    report("network units, later ways with fixes: efficiency", efficiency);
    for (const int dark : {0, 1})
        for (std::size_t i = 0; i < stretches.size(); ++i) {
            const std::string when = std::string(dark ? "no fixes" : "fixes") + ", to " +
                                     std::to_string(static_cast<int>(stretches[i])) + " s: ";
            report((when + "decoding error [m]").c_str(), error[dark][i]);
            report((when + "distance from the goal [m]").c_str(), fromGoal[dark][i]);
        }
    const auto mean = [](const std::vector<double>& values) {
        return testing::bootstrap(values).mean;
    };
    // Without fixes errors add up; with them they do not.
    EXPECT_GT(mean(error[1].back()), 1.5 * mean(error[1].front()));
    EXPECT_GT(mean(error[1].back()), 1.5 * mean(error[0].back()));
    // As it should not: on these units the policy does not learn to go to goals (0.5 or better when
    // learned), and what is not there cannot be lost.
    EXPECT_LT(mean(efficiency), 0.5);
}

} // namespace
} // namespace hippodrome

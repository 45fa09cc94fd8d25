// The vector navigator on a network that integrates paths: whether it learns, what it is worth
// without position fixes, and which units it misses. Thresholds are those of
// docs/agents/vector_navigator.md.
#include "core/brains/network/grid_network.h"
#include "core/film/film.h"
#include "core/world/trainer.h"

#include "tests/experiments/hexagonal_units.h"
#include "tests/experiments/navigator_experiment.h"

#include <array>
#include <map>

namespace hippodrome::test_experiment_network_units {
namespace {

using testing::Performance;
using testing::report;
using testing::seedCount;

constexpr long networkUpdates = 5000;
constexpr double learningSeconds = 300000.0;
constexpr double testSeconds = 4000.0;
constexpr int randomDraws = 3;
constexpr int probesOfEach = 30;
constexpr double probeSeconds = 60.0;
/// Ends of the stretches of time since the last fix that are told apart [s].
constexpr std::array<double, 4> stretches = {5.0, 15.0, 30.0, probeSeconds};

TEST(ShippedNavigator, FindsGoalsOnTheNetworkThatComesWithIt) {
    const std::filesystem::path root = HIPPODROME_SOURCE_DIR;
    Film film;
    film.load(root / "resources/trainings/navigator_on_network.hippo");
    World world(loadScene(root / "scenes/navigator_on_network.json"));
    world.restore(Checkpoint::read(film.checkpoint(film.weights().back())).section("world"));
    const Performance found = testing::performanceOf(world, testSeconds);
    std::printf("    measured: navigator_on_network: first way %.2f, later ways %.2f\n",
                found.firstEfficiency, found.laterEfficiency);
    EXPECT_GT(found.laterEfficiency, 0.5);
    EXPECT_GT(found.laterEfficiency, 2.0 * found.firstEfficiency);
}

/// The network of the scene, and those it is compared with.
struct Kind {
    const char* name;
    Scene (*of)(Scene scene);
};

/// As `first_light_plain`: without velocity gate and solo.
Scene plain(Scene scene) {
    return scene;
}

/// As `first_light`: nearly all units become grid cells of one module.
Scene oneModule(Scene scene) {
    const Scene from =
        loadScene(std::filesystem::path(HIPPODROME_SOURCE_DIR) / "scenes/first_light.json");
    scene.brains[0].brain = from.brains[0].brain;
    // Longer steps than those of its walks in training it would not know.
    return withValue(scene, "brains.network.ride_interval", "0.05");
}

/// Three blocks of units explain codes of three widths.
Scene severalModules(Scene scene) {
    scene = withValue(oneModule(std::move(scene)), "brains.network.modules", "3");
    return withValue(scene, "brains.network.module_ratio", "1.42");
}

/// Solo weighs so much that half of the units become grid cells.
Scene mixed(Scene scene) {
    scene = withValue(oneModule(std::move(scene)), "brains.network.solo", "1");
    return withValue(scene, "brains.network.solo_end", "1");
}

/// A network trained on its own walks, and then a policy on its units.
struct Learned {
    Scene scene;
    Checkpoint state;
    testing::HexagonalUnits units;
};

std::vector<Learned> learnOn(const Kind& kind) {
    std::vector<Learned> seeds;
    for (int seed = 1; seed <= seedCount(1); ++seed) {
        Learned one{kind.of(testing::navigatorScene("navigator_on_network", seed)), {}, {}};
        World world(one.scene);
        ThreadPool threads(1);
        Trainer trainer;
        while (trainer.updates() < networkUpdates && trainer.step(world, threads, {})) {
        }
        EXPECT_EQ(trainer.updates(), networkUpdates);
        auto* network = dynamic_cast<GridNetwork*>(world.brains()[0].brain.get());
        const BinGrid grid = BinGrid::scoring(world.arena()->bounds());
        const FullProbe probe = network->fullProbe(grid, 200000, threads);
        one.units = testing::hexagonalUnits(probe.maps, one.scene.seed);
        const auto scoreOf = [&](std::size_t rank) {
            return one.units.scores[one.units.byScore[rank]];
        };
        std::printf("    measured: %s, seed %d: %d of %d grid units, error %.1f cm, grid scores "
                    "%.2f at best, %.2f of the last of a quarter, %.2f in the middle\n",
                    kind.name, seed, one.units.above, probe.maps.units, 100.0 * probe.decodingError,
                    scoreOf(0), scoreOf(one.units.scores.size() / 4 - 1),
                    scoreOf(one.units.scores.size() / 2));
        std::fflush(stdout);
        while (world.time() < learningSeconds)
            world.tick();
        world.save(one.state);
        seeds.push_back(std::move(one));
    }
    return seeds;
}

class ExperimentNetworkUnits : public ::testing::TestWithParam<Kind> {
protected:
    static const std::vector<Learned>& learned() {
        static std::map<std::string, std::vector<Learned>> kinds;
        std::vector<Learned>& seeds = kinds[GetParam().name];
        if (seeds.empty())
            seeds = learnOn(GetParam());
        return seeds;
    }
};

double mean(const std::vector<double>& values) {
    return testing::bootstrap(values).mean;
}

TEST_P(ExperimentNetworkUnits, TeachGoals) {
    HIPPODROME_ONLY_IN_LONG_RUNS();
    std::vector<Performance> seeds, without;
    for (const Learned& one : learned()) {
        seeds.push_back(testing::test(one.scene, one.state, testSeconds));
        without.push_back(testing::test(withValue(one.scene, "agent.goal_code", "false"), one.state,
                                        testSeconds));
    }
    report("network units: rewards per minute", over(seeds, &Performance::rewards));
    report("network units, first ways: efficiency", over(seeds, &Performance::firstEfficiency));
    const auto later = over(seeds, &Performance::laterEfficiency);
    const auto unknown = over(without, &Performance::laterEfficiency);
    report("network units, later ways: efficiency", later);
    report("network units, goal code withheld: efficiency", unknown);
    EXPECT_GT(mean(later), 2.0 * mean(unknown));
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

TEST_P(ExperimentNetworkUnits, LoseTheGoalWithoutFixes) {
    HIPPODROME_ONLY_IN_LONG_RUNS();
    std::array<std::vector<double>, stretches.size()> error[2], fromGoal[2];
    for (const Learned& one : learned()) {
        Scene scene = withValue(one.scene, "agent.body.learning", "false");
        // It must go on looking where the reward is no more.
        scene = withValue(scene, "agent.told_of_new_goals", "false");
        World world(scene);
        world.restore(one.state);
        Drift drift[2];
        for (int i = 0; i < probesOfEach; ++i)
            for (const bool dark : {false, true})
                probe(world, scene, dark, drift[dark]);
        for (const int dark : {0, 1}) {
            drift[dark].finish();
            for (std::size_t i = 0; i < stretches.size(); ++i) {
                error[dark][i].push_back(drift[dark].error[i]);
                fromGoal[dark][i].push_back(drift[dark].fromGoal[i]);
            }
        }
    }
    for (const int dark : {0, 1})
        for (std::size_t i = 0; i < stretches.size(); ++i) {
            const std::string when = std::string(dark ? "no fixes" : "fixes") + ", to " +
                                     std::to_string(static_cast<int>(stretches[i])) + " s: ";
            report((when + "decoding error [m]").c_str(), error[dark][i]);
            report((when + "distance from the goal [m]").c_str(), fromGoal[dark][i]);
        }
    // Without fixes errors add up, and it looks elsewhere; with them they do not.
    EXPECT_GT(mean(error[1].back()), 1.5 * mean(error[1].front()));
    EXPECT_GT(mean(error[1].back()), 1.5 * mean(error[0].back()));
    EXPECT_GT(mean(fromGoal[1].back()), mean(fromGoal[0].back()) + 0.05);
}

/// `units` silenced, as the field wants their numbers.
Performance lesioned(const Learned& one, std::span<const std::size_t> units) {
    std::string numbers;
    for (const std::size_t unit : units)
        numbers += (numbers.empty() ? "" : ", ") + std::to_string(unit);
    return testing::test(withValue(one.scene, "agent.lesion.units", numbers), one.state,
                         testSeconds);
}

TEST_P(ExperimentNetworkUnits, MissWhatIsSilenced) {
    HIPPODROME_ONLY_IN_LONG_RUNS();
    std::vector<double> intact, grid, random, patchy, lessRandom, lessPatchy;
    for (const Learned& one : learned()) {
        const std::span<const std::size_t> order(one.units.byScore);
        const std::size_t quarter = order.size() / 4;
        intact.push_back(testing::test(one.scene, one.state, testSeconds).rewards);
        grid.push_back(lesioned(one, order.first(quarter)).rewards);
        patchy.push_back(lesioned(one, order.last(quarter)).rewards);
        double sum = 0.0;
        for (int draw = 1; draw <= randomDraws; ++draw) {
            Scene scene = withValue(one.scene, "agent.lesion.count", std::to_string(quarter));
            scene = withValue(scene, "agent.lesion.seed", std::to_string(draw));
            sum += testing::test(scene, one.state, testSeconds).rewards / randomDraws;
        }
        random.push_back(sum);
        lessRandom.push_back(grid.back() - sum);
        lessPatchy.push_back(grid.back() - patchy.back());
    }
    report("nothing silenced: rewards per minute", intact);
    report("the quarter of highest grid score: rewards per minute", grid);
    report("the quarter of lowest grid score: rewards per minute", patchy);
    report("a quarter at random: rewards per minute", random);
    // Banino et al. 2018: 126 against 152.5 and 151.7, so both should be below zero.
    report("highest less random: rewards per minute", lessRandom);
    report("highest less lowest: rewards per minute", lessPatchy);
    EXPECT_LT(mean(grid), mean(intact));
}

INSTANTIATE_TEST_SUITE_P(Networks, ExperimentNetworkUnits,
                         ::testing::Values(Kind{"plain", plain}, Kind{"one_module", oneModule},
                                           Kind{"several_modules", severalModules},
                                           Kind{"mixed", mixed}),
                         [](const auto& kind) { return std::string(kind.param.name); });

} // namespace
} // namespace hippodrome::test_experiment_network_units

// The vector navigator on a network that integrates paths: whether it learns, what it is worth
// without position fixes, and which units it misses. Thresholds are those of
// docs/agents/vector_navigator.md.
#include "core/analysis/grid_scorer.h"
#include "core/sim/film.h"
#include "core/sim/trainer.h"

#include "tests/sim/navigator_experiment.h"

#include <array>
#include <numeric>

namespace hippodrome::test_experiment_network_units {
namespace {

using testing::Performance;
using testing::report;
using testing::seedCount;

constexpr long networkUpdates = 2000;
constexpr double learningSeconds = 300000.0;
constexpr double testSeconds = 4000.0;
constexpr int silencedUnits = 40; // of 160
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

/// Units of the riding network, those of the highest grid score (Banino et al. 2018) first.
std::vector<std::size_t> unitsByGridScore(const World& world) {
    constexpr int bins = 20;
    const BinGrid grid = BinGrid::withCounts(world.arena()->bounds(), bins, bins);
    const PopulationMaps maps = *world.brains()[0].brain->probe(0, grid);
    const GridScorer scorer(bins, bins);
    std::vector<double> scores;
    for (int unit = 0; unit < maps.units; ++unit)
        scores.push_back(scorer.score(maps.map(unit)).deepmind60);
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    std::printf("    measured: grid scores %.2f at best, %.2f of unit %d, %.2f of the one in the "
                "middle\n",
                scores[order.front()], scores[order[silencedUnits - 1]], silencedUnits,
                scores[order[order.size() / 2]]);
    return order;
}

/// A network trained on its own walks, and then a policy on its units.
struct Learned {
    Scene scene;
    Checkpoint state;
    std::vector<std::size_t> byGridScore;
};

class ExperimentNetworkUnits : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        if (!testing::longRun())
            return;
        for (int seed = 1; seed <= seedCount(1); ++seed) {
            Learned one{testing::navigatorScene("navigator_on_network", seed), {}, {}};
            World world(one.scene);
            ThreadPool threads(1);
            Trainer trainer;
            while (trainer.updates() < networkUpdates && trainer.step(world, threads, {})) {
            }
            ASSERT_EQ(trainer.updates(), networkUpdates);
            one.byGridScore = unitsByGridScore(world);
            while (world.time() < learningSeconds)
                world.tick();
            world.save(one.state);
            learned().push_back(std::move(one));
        }
    }
    static void TearDownTestSuite() { learned().clear(); }
    static std::vector<Learned>& learned() {
        static std::vector<Learned> seeds;
        return seeds;
    }
};

double mean(const std::vector<double>& values) {
    return testing::bootstrap(values).mean;
}

TEST_F(ExperimentNetworkUnits, TeachGoals) {
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

TEST_F(ExperimentNetworkUnits, LoseTheGoalWithoutFixes) {
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

TEST_F(ExperimentNetworkUnits, GridUnitsAreMissedNoMoreThanOthersAsTheyShouldBe) {
    HIPPODROME_ONLY_IN_LONG_RUNS();
    std::vector<double> intact, grid, random, patchy, lessRandom, lessPatchy;
    for (const Learned& one : learned()) {
        const std::span<const std::size_t> order(one.byGridScore);
        intact.push_back(testing::test(one.scene, one.state, testSeconds).rewards);
        grid.push_back(lesioned(one, order.first(silencedUnits)).rewards);
        patchy.push_back(lesioned(one, order.last(silencedUnits)).rewards);
        double sum = 0.0;
        for (int draw = 1; draw <= randomDraws; ++draw) {
            Scene scene = withValue(one.scene, "agent.lesion.count", std::to_string(silencedUnits));
            scene = withValue(scene, "agent.lesion.seed", std::to_string(draw));
            sum += testing::test(scene, one.state, testSeconds).rewards / randomDraws;
        }
        random.push_back(sum);
        lessRandom.push_back(grid.back() - sum);
        lessPatchy.push_back(grid.back() - patchy.back());
    }
    report("nothing silenced: rewards per minute", intact);
    report("40 units of highest grid score: rewards per minute", grid);
    report("40 units of lowest grid score: rewards per minute", patchy);
    report("40 units at random: rewards per minute", random);
    // Banino et al. 2018: 126 against 152.5 and 151.7, so both should be below zero.
    const testing::Interval fromRandom =
        report("highest less random: rewards per minute", lessRandom);
    const testing::Interval fromLowest =
        report("highest less lowest: rewards per minute", lessPatchy);
    EXPECT_LT(std::abs(fromRandom.mean), 1.5);
    EXPECT_GT(fromLowest.mean, 0.0);
    EXPECT_LT(mean(grid), 0.9 * mean(intact));
}

} // namespace
} // namespace hippodrome::test_experiment_network_units

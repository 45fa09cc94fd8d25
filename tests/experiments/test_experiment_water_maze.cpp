// The water maze as in Foster, Morris and Dayan (2000): an actor and critic on place cells learns a
// fixed platform over days and cannot follow when it moves; with coordinates one trial is enough.
#include "core/world/world.h"

#include "tests/experiments/protocol_experiment.h"

#include <gtest/gtest.h>

#include <numbers>

namespace hippodrome::test_experiment_water_maze {
namespace {

constexpr int days = 9;
constexpr int trialsADay = 4;
constexpr double timeLimit = 120.0; // [s]

/// Eight places for the platform, half a radius from the middle; neighbours are not consecutive.
Vec2 platform(int day) {
    constexpr int order[] = {0, 3, 6, 1, 4, 7, 2, 5};
    return 0.5 * unitVector(2.0 * std::numbers::pi * order[day % 8] / 8.0 + 0.4);
}

/// Escape latency of every trial [s]; `placeOf` says where the platform is on a day.
template <class PlaceOf>
std::vector<double> latencies(const std::string& agent, std::uint64_t seed, PlaceOf placeOf) {
    Scene scene = testing::agentScene("water_maze");
    scene.seed = seed;
    if (agent == "actor_critic") {
        scene.agent.type = agent;
        for (const char* key : {"coordinate_rate", "trace", "goal_radius", "patience"})
            scene.agent.parameters.erase(key);
    }
    scene.arena.rewards[0].position = placeOf(0);
    World world(scene);
    std::vector<double> found;
    while (found.size() < days * trialsADay) {
        if (found.size() % trialsADay == 0) {
            Scene moved = scene;
            moved.arena.rewards[0].position = placeOf(static_cast<int>(found.size()) / trialsADay);
            if (!(moved.arena == scene.arena))
                world.commit(world.prepare(scene, moved));
            scene = moved;
        }
        const long before = world.episodes().count();
        while (world.episodes().count() == before)
            world.tick();
        found.push_back(world.episodes().records().back().seconds);
    }
    return found;
}

/// Of several rats, (seeds, trials) [s].
struct Latencies {
    std::vector<std::vector<double>> rats;

    /// Of one trial of the day, over some days.
    double trial(int number, int firstDay, int lastDay) const {
        double sum = 0.0;
        for (const std::vector<double>& rat : rats)
            for (int day = firstDay; day <= lastDay; ++day)
                sum += rat[static_cast<std::size_t>(day * trialsADay + number)];
        return sum / static_cast<double>(rats.size()) / (lastDay - firstDay + 1);
    }
    double day(int number) const {
        double sum = 0.0;
        for (int k = 0; k < trialsADay; ++k)
            sum += trial(k, number, number) / trialsADay;
        return sum;
    }
    /// Of the trial after the first of a day in which the platform was found: rats that have not
    /// found it are not shown where it is, as they are in the laboratory.
    double afterFoundOnce(int firstDay, int lastDay) const {
        double sum = 0.0;
        int count = 0;
        for (const std::vector<double>& rat : rats)
            for (int day = firstDay; day <= lastDay; ++day)
                for (int k = 0; k + 1 < trialsADay; ++k) {
                    const auto trial = static_cast<std::size_t>(day * trialsADay + k);
                    if (rat[trial] >= timeLimit)
                        continue;
                    sum += rat[trial + 1];
                    ++count;
                    break;
                }
        EXPECT_GT(count, 0);
        return sum / std::max(count, 1);
    }
};

template <class PlaceOf>
Latencies swim(const std::string& agent, const std::string& task, PlaceOf placeOf) {
    Latencies found;
    const int seeds = testing::seedCount(3);
    for (int seed = 1; seed <= seeds; ++seed)
        found.rats.push_back(latencies(agent, static_cast<std::uint64_t>(seed), placeOf));
    std::printf("    measured: %s, %s [s]:", agent.c_str(), task.c_str());
    for (int day = 0; day < days; ++day)
        for (int k = 0; k < trialsADay; ++k)
            std::printf("%s%.0f", k == 0 ? " | " : " ", found.trial(k, day, day));
    std::printf("\n");
    return found;
}

/// The platform moves on the last two days.
Vec2 reference(int day) {
    return platform(day < days - 2 ? 0 : 4);
}

TEST(ExperimentWaterMaze, AnActorAndCriticLearnsAPlaceAndCannotLeaveIt) {
    const Latencies found = swim("actor_critic", "reference memory", reference);
    EXPECT_LT(found.day(days - 3), 0.5 * found.day(0));
    EXPECT_GT(found.day(days - 2), 2.0 * found.day(days - 3));
}

TEST(ExperimentWaterMaze, CoordinatesHelpWithAFixedPlatformToo) {
    const Latencies found = swim("coordinate_actor_critic", "reference memory", reference);
    EXPECT_LT(found.day(days - 3), 0.5 * found.day(0));
    const Latencies without = swim("actor_critic", "reference memory", reference);
    EXPECT_LT(found.day(days - 3), without.day(days - 3));
}

TEST(ExperimentWaterMaze, WithCoordinatesANewPlaceIsLearnedInOneTrial) {
    const Latencies with = swim("coordinate_actor_critic", "delayed matching to place", platform);
    const double first = with.trial(0, days - 4, days - 1);
    const double after = with.afterFoundOnce(days - 4, days - 1);
    testing::tell("first trial of the last four days [s]", first);
    testing::tell("second trial of the last four days [s]", with.trial(1, days - 4, days - 1));
    testing::tell("the trial after it was found once [s]", after);
    testing::tell("the same on the first two days [s]", with.afterFoundOnce(0, 1));
    EXPECT_LT(after, 0.5 * first);
    EXPECT_LT(after, 0.5 * with.afterFoundOnce(0, 1)) << "this, too, was learned over days";
    // Control: without them it is not.
    const Latencies without = swim("actor_critic", "delayed matching to place", platform);
    const double control = without.afterFoundOnce(days - 4, days - 1);
    testing::tell("control: first trial [s]", without.trial(0, days - 4, days - 1));
    testing::tell("control: second trial [s]", without.trial(1, days - 4, days - 1));
    testing::tell("control: the trial after it was found once [s]", control);
    EXPECT_GT(control, 2.0 * after);
}

} // namespace
} // namespace hippodrome::test_experiment_water_maze

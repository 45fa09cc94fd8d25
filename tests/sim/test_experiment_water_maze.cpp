// The water maze as in Foster, Morris and Dayan (2000): an actor and critic on place cells learns a
// fixed platform over days and cannot follow when it moves; with coordinates one trial is enough.
#include "core/sim/world.h"

#include "tests/sim/protocol_experiment.h"

#include <gtest/gtest.h>

#include <numbers>

namespace hippodrome {
namespace {

constexpr int days = 9;
constexpr int trialsADay = 4;

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
        for (const char* key : {"coordinate_rate", "trace", "goal_radius"})
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
        const long before = world.episodes();
        while (world.episodes() == before)
            world.tick();
        found.push_back(world.lastEpisodeSeconds());
    }
    return found;
}

/// On average over seeds.
template <class PlaceOf>
std::vector<double> meanLatencies(const std::string& agent, const std::string& task, int seeds,
                                  PlaceOf placeOf) {
    std::vector<double> mean(days * trialsADay);
    for (int seed = 1; seed <= seeds; ++seed) {
        const std::vector<double> one = latencies(agent, static_cast<std::uint64_t>(seed), placeOf);
        for (std::size_t k = 0; k < mean.size(); ++k)
            mean[k] += one[k] / seeds;
    }
    std::printf("    measured: %s, %s:", agent.c_str(), task.c_str());
    for (std::size_t k = 0; k < mean.size(); ++k)
        std::printf("%s%.0f", k % trialsADay == 0 ? " | " : " ", mean[k]);
    std::printf("\n");
    return mean;
}

/// Of one trial of the day, over some days.
double trial(const std::vector<double>& latencies, int number, int firstDay, int lastDay) {
    double sum = 0.0;
    for (int day = firstDay; day <= lastDay; ++day)
        sum += latencies[static_cast<std::size_t>(day * trialsADay + number)];
    return sum / (lastDay - firstDay + 1);
}

double dayMean(const std::vector<double>& latencies, int day) {
    double sum = 0.0;
    for (int number = 0; number < trialsADay; ++number)
        sum += trial(latencies, number, day, day) / trialsADay;
    return sum;
}

/// The platform moves on the last two days.
Vec2 reference(int day) {
    return platform(day < days - 2 ? 0 : 4);
}

TEST(ExperimentWaterMaze, AnActorAndCriticLearnsAPlaceAndCannotLeaveIt) {
    const auto found =
        meanLatencies("actor_critic", "reference memory", testing::seedCount(3), reference);
    EXPECT_LT(dayMean(found, days - 3), 0.5 * dayMean(found, 0));
    EXPECT_GT(dayMean(found, days - 2), 2.0 * dayMean(found, days - 3));
}

TEST(ExperimentWaterMaze, WithCoordinatesANewPlaceIsLearnedInOneTrial) {
    const auto found = meanLatencies("coordinate_actor_critic", "delayed matching to place",
                                     testing::seedCount(3), platform);
    const double first = trial(found, 0, days - 4, days - 1);
    const double second = trial(found, 1, days - 4, days - 1);
    testing::tell("first trial of the last four days [s]", first);
    testing::tell("second trial of the last four days [s]", second);
    EXPECT_LT(second, 0.5 * first);
    // Not so on the first day, when there are no coordinates yet.
    EXPECT_GT(trial(found, 1, 0, 0), 2.0 * second);
}

TEST(ExperimentWaterMaze, WithoutCoordinatesItIsNot) {
    const auto found =
        meanLatencies("actor_critic", "delayed matching to place", testing::seedCount(3), platform);
    const double first = trial(found, 0, days - 4, days - 1);
    const double second = trial(found, 1, days - 4, days - 1);
    testing::tell("first trial of the last four days [s]", first);
    testing::tell("second trial of the last four days [s]", second);
    EXPECT_GT(second, 0.5 * first);
}

TEST(ExperimentWaterMaze, CoordinatesHelpWithAFixedPlatformToo) {
    const auto found = meanLatencies("coordinate_actor_critic", "reference memory",
                                     testing::seedCount(3), reference);
    EXPECT_LT(dayMean(found, days - 3), 0.5 * dayMean(found, 0));
    EXPECT_LT(trial(found, 1, days - 1, days - 1), 2.0 * trial(found, 1, days - 3, days - 3));
}

} // namespace
} // namespace hippodrome

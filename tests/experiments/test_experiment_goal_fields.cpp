// Successor fields in an annular pool with a hidden platform (Hollup et al. 2001): how much firing
// gathers there, and how fields lean on the way to it (Mehta et al. 2000).
#include "core/brains/successor/successor.h"
#include "core/world/world.h"

#include "tests/experiments/protocol_experiment.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace hippodrome::test_experiment_goal_fields {
namespace {

constexpr int segments = 12;
constexpr int goalSegment = 2;
constexpr double seconds = 10800.0;

double angleOf(Vec2 place) {
    return std::atan2(place.y, place.x);
}

int segmentOf(Vec2 place) {
    const double turns = angleOf(place) / (2.0 * std::numbers::pi) + 0.5 / segments;
    return static_cast<int>(std::floor((turns - std::floor(turns)) * segments)) % segments;
}

/// From -pi to pi.
double wrapped(double angle) {
    return std::remainder(angle, 2.0 * std::numbers::pi);
}

/// What the successor map of a rat looks like.
struct Fields {
    std::vector<double> mass; ///< of a field, on average over the tiles of each segment
    double skewness = 0.0;    ///< of fields a quarter from the goal, along the way to it
};

double skewnessTowardsGoal(const Successor& brain, int to) {
    const double here = angleOf(brain.graph().centre(to));
    const double goal = 2.0 * std::numbers::pi * goalSegment / segments;
    const double forward = wrapped(goal - here) > 0.0 ? 1.0 : -1.0;
    double weight = 0.0, mean = 0.0, second = 0.0, third = 0.0;
    const auto sum = [&](auto visit) {
        for (int from = 0; from < brain.graph().states(); ++from) {
            const double along = forward * wrapped(angleOf(brain.graph().centre(from)) - here);
            if (std::abs(along) < std::numbers::pi / 2.0)
                visit(along, std::max(0.0, brain.map().at(from, to)));
        }
    };
    sum([&](double along, double rate) { weight += rate, mean += rate * along; });
    mean /= weight;
    sum([&](double along, double rate) {
        const double d = along - mean;
        second += rate * d * d / weight, third += rate * d * d * d / weight;
    });
    return second > 0.0 ? third / std::pow(second, 1.5) : 0.0;
}

Fields fieldsOf(const Scene& scene) {
    World world(scene);
    while (world.time() < seconds)
        world.tick();
    const auto& brain = dynamic_cast<const Successor&>(*world.brains()[0].brain);
    const int states = brain.graph().states();
    Fields fields{std::vector<double>(segments)};
    std::vector<int> tiles(segments);
    int leaning = 0;
    for (int to = 0; to < states; ++to) {
        const Vec2 centre = brain.graph().centre(to);
        const auto segment = static_cast<std::size_t>(segmentOf(centre));
        double mass = 0.0;
        for (int from = 0; from < states; ++from)
            mass += brain.map().at(from, to);
        fields.mass[segment] += mass;
        ++tiles[segment];
        const double distance =
            std::abs(wrapped(angleOf(centre) - 2.0 * std::numbers::pi * goalSegment / segments));
        if (distance > std::numbers::pi / 3.0 && distance < 2.0 * std::numbers::pi / 3.0) {
            fields.skewness += skewnessTowardsGoal(brain, to);
            ++leaning;
        }
    }
    for (std::size_t k = 0; k < fields.mass.size(); ++k)
        fields.mass[k] /= tiles[k];
    fields.skewness /= leaning;
    return fields;
}

double meanWithout(const std::vector<double>& values, int left) {
    double sum = 0.0;
    for (int k = 0; k < static_cast<int>(values.size()); ++k)
        sum += k == left ? 0.0 : values[static_cast<std::size_t>(k)];
    return sum / static_cast<double>(values.size() - 1);
}

TEST(ExperimentGoalFields, GatherAtAHiddenGoalAndLeanBackwardsOnTheWayThere) {
    const int seeds = testing::seedCount(3);
    double gathered = 0.0, skewness = 0.0, least = 1e9;
    for (int seed = 1; seed <= seeds; ++seed) {
        Scene scene = testing::agentScene("agents/goal_fields");
        scene.seed = static_cast<std::uint64_t>(seed);
        const Fields fields = fieldsOf(scene);
        const double ratio = fields.mass[goalSegment] / meanWithout(fields.mass, goalSegment);
        gathered += ratio / seeds;
        least = std::min(least, ratio);
        skewness += fields.skewness / seeds;
    }
    testing::tell("mass at the goal over elsewhere", gathered);
    testing::tell("the least of all seeds", least);
    testing::tell("skewness along the way to the goal", skewness);
    EXPECT_GE(gathered, 2.0);
    EXPECT_LT(skewness, -0.1);
}

TEST(ExperimentGoalFields, OfAWandererAreEverywhereAlikeAndLeanNowhere) {
    const int seeds = testing::seedCount(3);
    double worst = 0.0, skewness = 0.0;
    std::vector<double> mass(segments);
    for (int seed = 1; seed <= seeds; ++seed) {
        Scene scene = testing::agentScene("agents/goal_fields");
        scene.seed = static_cast<std::uint64_t>(seed);
        scene.agent.parameters["policy"]["exploration"] = 1.0;
        scene.arena.rewards.clear();
        scene.task = Task{};
        const Fields fields = fieldsOf(scene);
        for (std::size_t k = 0; k < mass.size(); ++k)
            mass[k] += fields.mass[k] / seeds;
        skewness += fields.skewness / seeds;
    }
    const double mean = meanWithout(mass, -1) * (segments - 1) / segments;
    for (const double one : mass)
        worst = std::max(worst, std::abs(one / mean - 1.0));
    testing::tell("wanderer: largest deviation of a segment from the mean", worst);
    testing::tell("wanderer: skewness along the way to the goal", skewness);
    EXPECT_LT(worst, 0.2);
    EXPECT_LT(std::abs(skewness), 0.1);
}

} // namespace
} // namespace hippodrome::test_experiment_goal_fields

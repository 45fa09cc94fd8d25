#pragma once

#include "core/agents/navigator/vector_navigator.h"
#include "core/world/world.h"

#include "tests/brains/walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

namespace hippodrome::testing {

/// Learning over many seeds takes minutes: only when HIPPODROME_SEEDS is set.
inline bool longRun() {
    return std::getenv("HIPPODROME_SEEDS") != nullptr;
}
#define HIPPODROME_ONLY_IN_LONG_RUNS()                                                             \
    if (!hippodrome::testing::longRun())                                                           \
    GTEST_SKIP() << "takes minutes: set HIPPODROME_SEEDS"

inline Scene navigatorScene(const std::string& name, int seed) {
    Scene scene =
        loadScene(std::filesystem::path(HIPPODROME_SOURCE_DIR) / "scenes" / (name + ".json"));
    scene.seed = static_cast<std::uint64_t>(seed);
    // What is shipped was trained on the scene's own seed, and its cells are no others' cells.
    scene = withValue(scene, "agent.trained", "");
    return withValue(scene, "agent.body.learning", "true");
}

/// How a rat did over a stretch of time.
struct Performance {
    double rewards = 0.0;         ///< per minute
    double firstSeconds = 0.0;    ///< of ways to goals that it had to find, those that failed too
    double laterSeconds = 0.0;    ///< of ways to goals that it had been to
    double firstEfficiency = 0.0; ///< see EpisodeRecord::efficiency()
    double laterEfficiency = 0.0;
    double laterReached = 0.0; ///< share of ways
};

/// The episodes of so long a time [s] whose shortest way is known.
inline std::vector<EpisodeRecord> episodesOf(World& world, double seconds) {
    const long before = world.episodes().count();
    const long ticks = std::lround(seconds / world.timeStep());
    for (long i = 0; i < ticks; ++i)
        world.tick();
    const auto& records = world.episodes().records();
    const long fresh = world.episodes().count() - before;
    std::vector<EpisodeRecord> episodes(records.end() - fresh, records.end());
    std::erase_if(episodes, [](const EpisodeRecord& r) { return std::isnan(r.shortest); });
    return episodes;
}

inline Performance performanceOf(World& world, double seconds) {
    const double before = world.totalReward();
    Performance sum;
    double first = 0.0, later = 0.0;
    for (const EpisodeRecord& visit : episodesOf(world, seconds)) {
        const bool known = visit.visits > 0;
        (known ? later : first) += 1.0;
        (known ? sum.laterSeconds : sum.firstSeconds) += visit.seconds;
        (known ? sum.laterEfficiency : sum.firstEfficiency) += visit.efficiency();
        sum.laterReached += known && visit.reached;
    }
    sum.rewards = (world.totalReward() - before) / seconds * 60.0;
    sum.firstSeconds /= first;
    sum.firstEfficiency /= first;
    sum.laterSeconds /= later;
    sum.laterEfficiency /= later;
    sum.laterReached /= later;
    return sum;
}

/// The state of a world after learning for so long [s].
inline Checkpoint learned(const Scene& scene, double seconds) {
    World world(scene);
    while (world.time() < seconds)
        world.tick();
    Checkpoint checkpoint;
    world.save(checkpoint);
    return checkpoint;
}

/// How it does on what it has learned, when `scene` differs from the one it learned in by what may
/// change while it runs, or by parts of the arena. Nothing more is learned.
inline Performance test(const Scene& scene, const Checkpoint& state, double seconds) {
    World world(withValue(scene, "agent.body.learning", "false"));
    world.restore(state);
    return performanceOf(world, seconds);
}

struct Interval {
    double mean = 0.0, low = 0.0, high = 0.0;
};

/// Mean over seeds and its 95 % interval: percentiles of 10 000 bootstrap samples.
inline Interval bootstrap(const std::vector<double>& values) {
    constexpr int samples = 10000;
    Rng rng = Rng::stream(1, "bootstrap");
    const auto mean = [](const std::vector<double>& list) {
        double sum = 0.0;
        for (const double value : list)
            sum += value;
        return sum / static_cast<double>(list.size());
    };
    std::vector<double> means, drawn(values.size());
    for (int i = 0; i < samples; ++i) {
        for (double& value : drawn)
            value = values[rng.below(values.size())];
        means.push_back(mean(drawn));
    }
    std::sort(means.begin(), means.end());
    return {mean(values), means[samples / 40], means[samples - 1 - samples / 40]};
}

inline Interval report(const char* what, const std::vector<double>& values) {
    const Interval interval = bootstrap(values);
    std::printf("    measured: %-58s %7.2f [%.2f, %.2f]  (", what, interval.mean, interval.low,
                interval.high);
    for (std::size_t i = 0; i < values.size(); ++i)
        std::printf("%s%.2f", i ? " " : "", values[i]);
    std::printf(")\n");
    std::fflush(stdout);
    return interval;
}

/// One measure over seeds.
inline std::vector<double> over(const std::vector<Performance>& seeds,
                                double Performance::*member) {
    std::vector<double> values;
    for (const Performance& one : seeds)
        values.push_back(one.*member);
    return values;
}

} // namespace hippodrome::testing

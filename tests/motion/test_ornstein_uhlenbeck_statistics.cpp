#include "core/motion/ornstein_uhlenbeck.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace hippodrome::test_ornstein_uhlenbeck_statistics {
namespace {

/// A recorded run, with the statistics that are defined in tests/data/motion/README.md.
struct Recording {
    std::vector<double> speed, turning, outerDistance, anyDistance;

    static double mean(const std::vector<double>& values) {
        double sum = 0.0;
        for (const double value : values)
            sum += value;
        return sum / static_cast<double>(values.size());
    }
    static double deviation(const std::vector<double>& values) {
        const double centre = mean(values);
        double sum = 0.0;
        for (const double value : values)
            sum += (value - centre) * (value - centre);
        return std::sqrt(sum / static_cast<double>(values.size()));
    }
    static double fractionBelow(const std::vector<double>& values, double limit) {
        return static_cast<double>(std::count_if(values.begin(), values.end(),
                                                 [limit](double value) { return value < limit; })) /
               static_cast<double>(values.size());
    }
    bool away(std::size_t i) const { return anyDistance[i] > 0.12; }

    std::vector<double> awayOnly(const std::vector<double>& values) const {
        std::vector<double> kept;
        for (std::size_t i = 0; i < values.size(); ++i)
            if (away(i))
                kept.push_back(values[i]);
        return kept;
    }

    /// Autocorrelation from products inside blocks of 30 s.
    double correlation(const std::vector<double>& values, std::size_t lag,
                       bool awayFromWalls) const {
        constexpr std::size_t block = 600;
        const std::vector<double> used = awayFromWalls ? awayOnly(values) : values;
        const double centre = mean(used), variance = deviation(used) * deviation(used);
        double sum = 0.0, count = 0.0;
        for (std::size_t start = 0; start + block <= values.size(); start += block) {
            for (std::size_t i = start; i + lag < start + block; ++i) {
                bool counts = true;
                for (std::size_t j = i; awayFromWalls && j <= i + lag; ++j)
                    counts = counts && away(j);
                if (counts) {
                    sum += (values[i] - centre) * (values[i + lag] - centre);
                    count += 1.0;
                }
            }
        }
        return sum / count / variance;
    }

    std::map<std::string, double> statistics() const {
        std::map<std::string, double> s;
        const auto rms = [](const std::vector<double>& values) {
            return std::sqrt(mean(values) * mean(values) + deviation(values) * deviation(values));
        };
        std::vector<double> magnitude;
        for (const double value : turning)
            magnitude.push_back(std::abs(value));
        std::nth_element(magnitude.begin(),
                         magnitude.begin() + static_cast<std::ptrdiff_t>(magnitude.size() / 2),
                         magnitude.end());
        s["mean_speed"] = mean(speed);
        s["speed_std"] = deviation(speed);
        s["speed_rayleigh_sigma_mle"] = rms(speed) / std::sqrt(2.0);
        s["speed_autocorr_at_0p7_s"] = correlation(speed, 14, false);
        s["rot_vel_mean"] = mean(turning);
        s["rot_vel_std"] = deviation(turning);
        s["rot_vel_median_abs"] = magnitude[magnitude.size() / 2];
        s["rot_vel_autocorr_lag1"] = correlation(turning, 1, false);
        s["rot_vel_autocorr_lag2"] = correlation(turning, 2, false);
        s["mean_speed_away_from_walls"] = mean(awayOnly(speed));
        s["speed_std_away_from_walls"] = deviation(awayOnly(speed));
        s["speed_rayleigh_sigma_away_from_walls"] = rms(awayOnly(speed)) / std::sqrt(2.0);
        s["rot_vel_std_away_from_walls"] = deviation(awayOnly(turning));
        s["rot_vel_autocorr_lag1_away_from_walls"] = correlation(turning, 1, true);
        s["rot_vel_autocorr_lag2_away_from_walls"] = correlation(turning, 2, true);
        s["speed_autocorr_lag14_away_from_walls"] = correlation(speed, 14, true);
        s["mean_distance_to_outer_wall"] = mean(outerDistance);
        s["mean_distance_to_any_wall"] = mean(anyDistance);
        s["fraction_within_10cm_outer_wall"] = fractionBelow(outerDistance, 0.1);
        s["fraction_within_10cm_any_wall"] = fractionBelow(anyDistance, 0.1);
        s["fraction_within_5cm_outer_wall"] = fractionBelow(outerDistance, 0.05);
        return s;
    }
};

Recording record(const ArenaGeometry& arena, std::uint64_t seed) {
    Rng rng(seed);
    OrnsteinUhlenbeckMotion motion({});
    RatState rat;
    motion.start(arena, rat, rng);
    Recording recording;
    for (int i = 0; i < 24000; ++i) {
        motion.step(arena, 0.05, std::nullopt, rat, rng);
        recording.speed.push_back(length(rat.velocity));
        recording.turning.push_back(rat.angularVelocity);
        const Vec2 p = rat.position;
        recording.outerDistance.push_back(std::min({p.x, p.y, 1.0 - p.x, 1.0 - p.y}));
        recording.anyDistance.push_back(arena.nearestWall(p)->distance);
    }
    return recording;
}

TEST(OrnsteinUhlenbeckStatistics, AgreeWithRatInABox) {
    const JsonDocument document = readJsonFile(HIPPODROME_TEST_DATA "/motion/ratinabox_agent.json");
    for (const Json& environment : document.root["environments"]) {
        Arena arena;
        arena.boundary = {{0.0, 0.0}, {1.0, 0.0}, {1.0, 1.0}, {0.0, 1.0}};
        for (const Json& wall : environment["walls"])
            arena.walls.push_back({arena.nextId(),
                                   {wall[0][0].get<double>(), wall[0][1].get<double>()},
                                   {wall[1][0].get<double>(), wall[1][1].get<double>()}});
        const ArenaGeometry geometry(arena);
        constexpr int runs = 24, recordedRuns = 6;
        std::map<std::string, double> means;
        for (int run = 0; run < runs; ++run)
            for (const auto& [name, value] :
                 record(geometry, static_cast<std::uint64_t>(run + 1)).statistics())
                means[name] += value / runs;
        for (const auto& [name, value] : means) {
            const Json& expected = environment["across_seeds"][name];
            // Both means vary by chance; the spread between runs is known from six runs only, so
            // four standard errors are allowed.
            const double allowed = 4.0 * std::sqrt(1.0 / runs + 1.0 / recordedRuns) *
                                   expected["sd_between_seeds"].get<double>();
            EXPECT_NEAR(value, expected["mean_over_seeds"].get<double>(), allowed)
                << environment["name"] << " " << name;
        }
    }
}

} // namespace
} // namespace hippodrome::test_ornstein_uhlenbeck_statistics

#include "core/analysis/smoothing.h"
#include "core/analysis/tuning_curve.h"

#include "tests/analysis/golden.h"

#include <cmath>

namespace hippodrome::test_tuning_curve {

namespace {

const Json& cells() {
    static const Json file = readJsonFile(golden_maps::path("ratemap/ratemap.json")).root;
    return file.at("cells");
}

void expectStatistics(const std::vector<double>& curve, const Json& expected) {
    const auto s = tuningCurveStatistics(curve);
    ASSERT_TRUE(s);
    EXPECT_NEAR(s->meanVectorLength, expected.at("hd_mvl").get<double>(), 1e-12);
    EXPECT_NEAR(s->meanDirection, expected.at("hd_mean_direction_rad").get<double>(), 1e-10);
    EXPECT_NEAR(s->circularDeviation, expected.at("hd_stdev").get<double>(), 1e-12);
    EXPECT_NEAR(s->peakRate, expected.at("hd_peak_rate").get<double>(), 1e-12);
    EXPECT_NEAR(s->peakDirection, expected.at("hd_peak_direction_rad").get<double>(), 1e-12);
    EXPECT_NEAR(s->meanRate, expected.at("hd_mean_rate").get<double>(), 1e-12);
    EXPECT_NEAR(s->peakArc, expected.at("arc_angle_rad").get<double>(), 1e-12);
}

} // namespace

TEST(TuningCurve, StatisticsEqualOpexebo) {
    for (const Json& cell : cells()) {
        const auto curve = cell.at("tuning_curve").get<std::vector<double>>();
        const auto smooth = cell.at("tuning_curve_smooth").get<std::vector<double>>();
        expectStatistics(curve, cell.at("tuning_curve_stats"));
        expectStatistics(smooth, cell.at("tuning_curve_stats_smooth"));
        const auto own = smoothed(curve, 2.0, true);
        for (std::size_t i = 0; i < own.size(); ++i)
            EXPECT_NEAR(own[i], smooth[i], 1e-12);
    }
}

TEST(TuningCurve, CountsAnglesOfAnyTurn) {
    const std::vector<double> angles{0.0, 0.1, -0.1, 2 * M_PI - 0.1, 4 * M_PI + M_PI, NAN, -1e-18};
    const auto counts = angularHistogram(angles, 4);
    EXPECT_EQ(counts, (std::vector<double>{2, 0, 1, 3}));
    const auto occupancy = angularOccupancy(angles, 0.5, 4);
    const auto curve = tuningCurve(std::vector<double>{0.2, 0.3}, occupancy);
    EXPECT_DOUBLE_EQ(curve[0], 2.0);
    EXPECT_TRUE(std::isnan(curve[1]));
    EXPECT_DOUBLE_EQ(curve[2], 0.0);
}

TEST(TuningCurve, FindsAVonMisesPeakAcrossZero) {
    std::vector<double> curve(72);
    for (std::size_t i = 0; i < curve.size(); ++i)
        curve[i] = std::exp(4.0 * std::cos((static_cast<double>(i) + 0.5) * 2 * M_PI / 72 + 0.02));
    const auto s = tuningCurveStatistics(curve);
    ASSERT_TRUE(s);
    EXPECT_NEAR(s->meanDirection, -0.02, 1e-6);
    EXPECT_NEAR(s->meanVectorLength, 0.86352, 1e-4); // I1(4) / I0(4)
    EXPECT_LT(s->peakArc, 0.5);
    EXPECT_FALSE(tuningCurveStatistics(std::vector<double>(24, 0.0)));
    EXPECT_FALSE(tuningCurveStatistics(std::vector<double>{}));
}

} // namespace hippodrome::test_tuning_curve

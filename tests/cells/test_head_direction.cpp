#include "core/cells/head_direction_cells.h"
#include "core/cells/head_direction_code.h"

#include "tests/cells/golden.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace hippodrome::test_head_direction {

TEST(HeadDirectionCode, EqualsBanino) {
    int compared = 0;
    for (const Json& set : golden_cells::json("banino_ensembles.json")) {
        if (set.at("ensemble") != "head_direction")
            continue;
        std::vector<double> means;
        for (const Json& mean : set.at("means"))
            means.push_back(mean.is_array() ? mean.at(0).get<double>() : mean.get<double>());
        const HeadDirectionCode code(means, set.at("concentration").get<double>());
        std::vector<double> activity(means.size());
        for (std::size_t i = 0; i < set.at("angles").size(); ++i, ++compared) {
            const Json& entry = set.at("angles").at(i);
            const double angle = entry.is_array() ? entry.at(0).get<double>() : entry.get<double>();
            code.encode(std::span<const double>(&angle, 1), activity.data());
            for (std::size_t cell = 0; cell < means.size(); ++cell)
                EXPECT_NEAR(activity[cell], set.at("softmax").at(i).at(cell).get<double>(), 1e-12);
        }
        EXPECT_GT(code.meanEntropy(), 0.0);
    }
    EXPECT_EQ(compared, 30);
}

TEST(HeadDirectionCode, MayHaveNoCells) {
    Rng rng(1);
    const HeadDirectionCode none(0, 20.0, rng);
    EXPECT_EQ(none.cells(), 0);
    EXPECT_EQ(none.meanEntropy(), 0.0);
    const std::vector<double> headings{0.0, 1.0};
    float untouched = 7.0f;
    none.encode(std::span<const double>(headings), &untouched);
    EXPECT_EQ(untouched, 7.0f);
}

TEST(HeadDirectionCode, SumsToOneForSharpTuning) {
    Rng rng(2);
    const HeadDirectionCode code(12, 1000.0, rng);
    const std::vector<double> headings{-10.0, 0.0, 3.0, 100.0};
    std::vector<float> activity(48);
    code.encode(std::span<const double>(headings), activity.data());
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_NEAR(std::accumulate(activity.begin() + 12 * static_cast<long>(i),
                                    activity.begin() + 12 * static_cast<long>(i + 1), 0.0),
                    1.0, 1e-6);
}

TEST(HeadDirectionCells, EqualRatInABox) {
    const Json file = golden_cells::json("cells.json");
    for (const Json& set : file.at("hd")) {
        const auto preferred = set.at("preferred_angles_rad").get<std::vector<double>>();
        const HeadDirectionCells cells(preferred,
                                       set.at("angular_spread_deg").get<double>() * M_PI / 180.0);
        EXPECT_NEAR(cells.concentration(), set.at("kappa").get<double>(), 1e-12);
        const auto even = HeadDirectionCells::evenDirections(cells.cells());
        for (std::size_t i = 0; i < even.size(); ++i)
            EXPECT_NEAR(even[i], preferred[i], 1e-12);
        std::vector<float> rates(preferred.size());
        const auto angles = set.at("head_direction_rad").get<std::vector<double>>();
        for (std::size_t i = 0; i < angles.size(); ++i) {
            cells.rates(angles[i], rates);
            // The peer shifts angles by up to 1e-6 rad.
            for (std::size_t cell = 0; cell < rates.size(); ++cell)
                EXPECT_NEAR(rates[cell], set.at("rates_cell_by_angle").at(cell).at(i).get<double>(),
                            1e-5);
        }
    }
    const HeadDirectionCells scaled({0.0}, 0.3, 2.0, 30.0);
    std::vector<float> rate(1);
    scaled.rates(0.0, rate);
    EXPECT_FLOAT_EQ(rate[0], 30.0f);
    scaled.rates(M_PI, rate);
    EXPECT_NEAR(rate[0], 2.0, 1e-6);
}

} // namespace hippodrome::test_head_direction

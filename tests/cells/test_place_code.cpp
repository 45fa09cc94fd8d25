#include "core/cells/place_code.h"

#include "tests/cells/golden.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace hippodrome::test_place_code {

namespace {

Arena centredBox(double side, bool periodic) {
    Arena arena = Arena::rectangle(side, side);
    arena.periodic = periodic;
    return arena;
}

/// The formulas, cell by cell.
std::vector<double> direct(const PlaceCodeParameters& p, const ArenaGeometry& geometry,
                           const std::vector<Vec2>& centres, Vec2 place) {
    std::vector<double> values;
    for (const Vec2 centre : centres) {
        const double square = squaredLength(geometry.displacement(place, centre));
        const double narrow = std::exp(-square / (2 * p.width * p.width));
        const double wide = std::exp(-square / (2 * std::pow(p.width * p.surroundRatio, 2)));
        values.push_back(p.code == PlaceCodeParameters::Code::differenceOfGaussians
                             ? narrow - p.surroundAmplitude * wide
                             : narrow);
    }
    if (p.code == PlaceCodeParameters::Code::softmax) {
        const double sum = std::accumulate(values.begin(), values.end(), 0.0);
        for (double& value : values)
            value /= sum;
    }
    return values;
}

TEST(PlaceCode, EqualsSorscher) {
    int decodedPlaces = 0;
    for (const Json& set : golden_cells::json("sorscher_place_cells.json")) {
        PlaceCodeParameters parameters;
        parameters.width = set.at("sigma").get<double>();
        parameters.surroundRatio = std::sqrt(set.at("surround_scale").get<double>());
        parameters.code = set.at("DoG").get<bool>() ? PlaceCodeParameters::Code::softmaxDifference
                                                    : PlaceCodeParameters::Code::softmax;
        const bool periodic = set.at("periodic").get<bool>();
        const ArenaGeometry geometry(centredBox(set.at("box_width").get<double>(), periodic));
        const PlaceCode code(parameters, geometry, golden_cells::points(set.at("centres")));
        const std::vector<Vec2> positions = golden_cells::points(set.at("positions"));
        const auto cells = static_cast<std::size_t>(code.cells());
        std::vector<double> activity(positions.size() * cells);
        std::vector<float> single(activity.size());
        code.encode(std::span<const Vec2>(positions), activity.data());
        code.encode(std::span<const Vec2>(positions), single.data());
        for (std::size_t i = 0; i < positions.size(); ++i) {
            for (std::size_t cell = 0; cell < cells; ++cell) {
                const double expected = set.at("activation_float64").at(i).at(cell).get<double>();
                EXPECT_NEAR(activity[i * cells + cell], expected, 1e-14);
                EXPECT_NEAR(single[i * cells + cell], expected, 1e-6);
            }
            const Vec2 decoded = code.decodeTopThree(activity.data() + i * cells);
            const Json& expected = set.at("decoded_position_top3").at(i);
            const Vec2 target{expected.at(0).get<double>(), expected.at(1).get<double>()};
            // Far cells of the difference code tie up to rounding: no third best is defined.
            if (!set.at("DoG").get<bool>()) {
                EXPECT_LT(length(decoded - target), 1e-6);
                ++decodedPlaces;
            }
        }
        EXPECT_TRUE(code.isDistribution());
        EXPECT_GT(code.meanEntropy(), 0.0);
        EXPECT_LT(code.meanEntropy(), std::log(static_cast<double>(cells)));
    }
    EXPECT_EQ(decodedPlaces, 12);
}

TEST(PlaceCode, EqualsBanino) {
    int compared = 0;
    for (const Json& set : golden_cells::json("banino_ensembles.json")) {
        if (set.at("ensemble") != "place")
            continue;
        PlaceCodeParameters parameters;
        parameters.width = set.at("stdev").get<double>();
        parameters.code = PlaceCodeParameters::Code::softmax;
        const ArenaGeometry geometry(centredBox(2.2, false));
        const PlaceCode code(parameters, geometry, golden_cells::points(set.at("means")));
        const std::vector<Vec2> positions = golden_cells::points(set.at("positions"));
        const auto cells = static_cast<std::size_t>(code.cells());
        std::vector<double> activity(positions.size() * cells);
        code.encode(std::span<const Vec2>(positions), activity.data());
        for (std::size_t i = 0; i < positions.size(); ++i) {
            for (std::size_t cell = 0; cell < cells; ++cell)
                EXPECT_NEAR(activity[i * cells + cell],
                            set.at("softmax").at(i).at(cell).get<double>(), 1e-12);
            const auto nearest = set.at("voronoi_index").at(i).get<std::size_t>();
            EXPECT_EQ(code.decodeArgMax(activity.data() + i * cells), code.centres()[nearest]);
            ++compared;
        }
    }
    EXPECT_EQ(compared, 30);
}

class PlaceCodeOnALattice : public ::testing::TestWithParam<PlaceCodeParameters::Code> {};

TEST_P(PlaceCodeOnALattice, FactorisedEqualsDirect) {
    PlaceCodeParameters parameters;
    parameters.code = GetParam();
    for (const bool periodic : {false, true})
        for (const double ratio : {std::sqrt(2.0), 1.7}) {
            parameters.surroundRatio = ratio;
            const ArenaGeometry geometry(centredBox(2.2, periodic));
            Rng rng(4);
            const PlaceCode code(parameters, geometry, rng);
            ASSERT_EQ(code.cells(), 256);
            std::vector<double> activity(256);
            for (int trial = 0; trial < 50; ++trial) {
                const Vec2 place = geometry.sampleInside(rng);
                code.encode(std::span<const Vec2>(&place, 1), activity.data());
                if (GetParam() == PlaceCodeParameters::Code::softmaxDifference) {
                    EXPECT_NEAR(std::accumulate(activity.begin(), activity.end(), 0.0), 1.0, 1e-12);
                    EXPECT_GE(*std::min_element(activity.begin(), activity.end()), 0.0);
                    continue;
                }
                const auto expected = direct(parameters, geometry, code.centres(), place);
                for (std::size_t i = 0; i < 256; ++i)
                    EXPECT_NEAR(activity[i], expected[i], 1e-13);
            }
        }
}

INSTANTIATE_TEST_SUITE_P(Codes, PlaceCodeOnALattice,
                         ::testing::Values(PlaceCodeParameters::Code::softmax,
                                           PlaceCodeParameters::Code::softmaxDifference,
                                           PlaceCodeParameters::Code::differenceOfGaussians,
                                           PlaceCodeParameters::Code::gaussian));

TEST(PlaceCode, DifferenceOfGaussiansHasZeroMeanOverThePeriodicPlane) {
    PlaceCodeParameters parameters;
    const ArenaGeometry geometry(centredBox(2.2, true));
    Rng rng(5);
    const PlaceCode code(parameters, geometry, rng);
    std::vector<double> activity(256);
    double sum = 0.0, squares = 0.0;
    constexpr int samples = 4000;
    for (int i = 0; i < samples; ++i) {
        const Vec2 place = geometry.sampleInside(rng);
        code.encode(std::span<const Vec2>(&place, 1), activity.data());
        for (const double value : activity) {
            sum += value / 256 / samples;
            squares += value * value / 256 / samples;
        }
    }
    EXPECT_NEAR(sum, 0.0, 1e-4);
    EXPECT_NEAR(code.meanSquare(), squares, 0.01 * squares);
    // Integral of p^2: pi s^2 (1 - 4 a r^2 / (1 + r^2) / ... ) evaluated for a = 1/2, r^2 = 2.
    const double s = parameters.width;
    EXPECT_NEAR(code.meanSquare(), M_PI * s * s * (1.0 - 4.0 / 3.0 + 0.5) / (2.2 * 2.2),
                0.01 * squares);
    EXPECT_EQ(code.meanEntropy(), 0.0);
    EXPECT_FALSE(code.isDistribution());
}

TEST(PlaceCode, DecodesAcrossTheJoinedSides) {
    PlaceCodeParameters parameters;
    const ArenaGeometry geometry(centredBox(1.0, true));
    const PlaceCode code(parameters, geometry,
                         std::vector<Vec2>{{0.0, 0.0}, {0.45, 0.1}, {-0.45, 0.1}, {-0.4, 0.1}});
    const std::vector<double> activity{0.0, 0.9, 0.8, 0.7};
    EXPECT_LT(length(geometry.displacement(code.decodeTopThree(activity.data()), {-0.4667, 0.1})),
              1e-4);
    EXPECT_EQ(code.decodeArgMax(activity.data()), (Vec2{0.45, 0.1}));
}

TEST(PlaceCode, DecodesPlacesFromTheirCode) {
    for (const auto centres :
         {PlaceCodeParameters::Centres::lattice, PlaceCodeParameters::Centres::jittered,
          PlaceCodeParameters::Centres::random}) {
        PlaceCodeParameters parameters;
        parameters.centres = centres;
        const ArenaGeometry geometry(Arena::circular(1.1));
        Rng rng(6);
        const PlaceCode code(parameters, geometry, rng);
        std::vector<float> activity(static_cast<std::size_t>(code.cells()));
        double error = 0.0;
        for (int i = 0; i < 200; ++i) {
            const Vec2 place = geometry.sampleInside(rng);
            code.encode(std::span<const Vec2>(&place, 1), activity.data());
            error += length(code.decodeTopThree(activity.data()) - place) / 200;
        }
        EXPECT_LT(error, 0.1);
    }
}

TEST(PlaceCode, SurvivesVeryNarrowFieldsAndFewCells) {
    PlaceCodeParameters parameters;
    parameters.code = PlaceCodeParameters::Code::softmax;
    parameters.width = 0.001;
    const ArenaGeometry geometry(centredBox(2.2, false));
    Rng rng(7);
    const PlaceCode code(parameters, geometry, rng);
    std::vector<float> activity(256);
    const Vec2 place{0.31, -0.77};
    code.encode(std::span<const Vec2>(&place, 1), activity.data());
    EXPECT_NEAR(std::accumulate(activity.begin(), activity.end(), 0.0), 1.0, 1e-6);
    parameters.code = PlaceCodeParameters::Code::softmaxDifference;
    const PlaceCode one(parameters, geometry, std::vector<Vec2>{{0.0, 0.0}});
    one.encode(std::span<const Vec2>(&place, 1), activity.data());
    EXPECT_FLOAT_EQ(activity[0], 1.0f);
    EXPECT_EQ(one.decodeTopThree(activity.data()), (Vec2{0.0, 0.0}));
}

TEST(PlaceCodeParameters, GoThroughJson) {
    PlaceCodeParameters parameters;
    parameters.code = PlaceCodeParameters::Code::softmaxDifference;
    parameters.width = 0.2;
    const Json json = PlaceCodeParameters::fields().write(parameters);
    EXPECT_EQ(json.at("code"), "softmax_difference");
    const JsonDocument document = parseJson(json.dump());
    EXPECT_EQ(PlaceCodeParameters::fields().write(
                  PlaceCodeParameters::fields().read(JsonCursor(document))),
              json);
}

} // namespace
} // namespace hippodrome::test_place_code

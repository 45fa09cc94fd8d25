#include "core/cells/place_fields.h"

#include "tests/cells/golden.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_place_fields {

namespace {

template <class E>
E choice(const Json& name, const std::vector<std::pair<std::string, E>>& names) {
    for (const auto& [text, value] : names)
        if (name == text)
            return value;
    throw std::runtime_error("unknown choice " + name.dump());
}

WallGeometry geometryOf(const Json& name) {
    return choice<WallGeometry>(name, {{"euclidean", WallGeometry::euclidean},
                                       {"line_of_sight", WallGeometry::lineOfSight},
                                       {"geodesic", WallGeometry::geodesic}});
}

} // namespace

TEST(PlaceFields, RatesEqualRatInABox) {
    const NpyArray expected = readNpy(golden_cells::path("place_cell_rates.npy"));
    const std::vector<Vec2> points = golden_cells::positions();
    const Json& cases = golden_cells::cells().at("place_cells");
    ASSERT_EQ(expected.shape.at(0), cases.size());
    std::size_t next = 0;
    for (const Json& c : cases) {
        PlaceFieldParameters parameters;
        parameters.shape = &placeFieldShape(c.at("description").get<std::string>());
        parameters.geometry = geometryOf(c.at("wall_geometry_used"));
        parameters.minimumRate = c.at("min_fr").get<double>();
        parameters.maximumRate = c.at("max_fr").get<double>();
        std::vector<Vec2> centres;
        for (const Json& centre : c.at("centres"))
            centres.push_back(golden_cells::point(centre));
        std::vector<double> widths(centres.size());
        for (std::size_t i = 0; i < widths.size(); ++i)
            widths[i] = c.at("widths").is_array() ? c.at("widths").at(i).get<double>()
                                                  : c.at("widths").get<double>();
        const PlaceFields fields(parameters, centres, widths, golden_cells::boxWith(c.at("walls")));
        std::vector<float> rates(centres.size() * points.size());
        fields.rateMaps(points, rates);
        int wrong = 0;
        for (const float rate : rates) {
            const double e = expected.values.at(next++);
            wrong += !std::isnan(e) && !(std::abs(rate - e) < 1e-6);
        }
        EXPECT_EQ(wrong, 0) << c.dump();
    }
}

TEST(PlaceFields, DistancesEqualRatInABox) {
    const NpyArray expected = readNpy(golden_cells::path("place_cell_distances.npy"));
    const std::vector<Vec2> points = golden_cells::positions();
    const Json& first = golden_cells::cells().at("place_cells").at(0);
    std::vector<Vec2> centres;
    for (const Json& centre : first.at("centres"))
        centres.push_back(golden_cells::point(centre));
    std::size_t next = 0;
    for (const WallGeometry geometry :
         {WallGeometry::euclidean, WallGeometry::lineOfSight, WallGeometry::geodesic}) {
        PlaceFieldParameters parameters;
        parameters.geometry = geometry;
        const PlaceFields fields(parameters, centres, golden_cells::boxWith(first.at("walls")));
        for (int cell = 0; cell < fields.cells(); ++cell)
            for (const Vec2 point : points) {
                const double e = expected.values.at(next++);
                if (std::isnan(e))
                    continue;
                const double distance = fields.distance(cell, point);
                if (e > 999.0) {
                    EXPECT_TRUE(std::isinf(distance));
                } else {
                    EXPECT_NEAR(distance, e, 1e-6);
                }
            }
    }
    EXPECT_EQ(next, expected.values.size());
}

TEST(PlaceFields, AWallBendsFieldsAndOutsideCentresFallSilent) {
    PlaceFieldParameters parameters;
    parameters.minimumRate = 0.5;
    const std::vector<Vec2> centres{{0.4, 0.2}, {1.5, 0.5}};
    const Json none = Json::array();
    const Json wall = Json::parse("[[[0.5, 0.0], [0.5, 0.8]]]");
    const PlaceFields open(parameters, centres, golden_cells::boxWith(none));
    const PlaceFields divided(parameters, centres, golden_cells::boxWith(wall));
    std::vector<float> before(2), after(2);
    open.rates({0.6, 0.2}, before);
    divided.rates({0.6, 0.2}, after);
    EXPECT_GT(before[0], 6.0f);
    EXPECT_LT(after[0], 1.0f);
    EXPECT_EQ(before[1], 0.0f); // outside: not even the rate outside the field
    divided.rates({0.3, 0.2}, after);
    open.rates({0.3, 0.2}, before);
    EXPECT_FLOAT_EQ(before[0], after[0]);
}

TEST(PlaceFields, OneHotPicksTheNearestInside) {
    PlaceFieldParameters parameters;
    parameters.shape = &placeFieldShape("one_hot");
    const PlaceFields fields(parameters, {{1.2, 0.5}, {0.2, 0.5}, {0.7, 0.5}},
                             golden_cells::boxWith(Json::array()));
    std::vector<float> rates(3);
    fields.rates({0.99, 0.5}, rates);
    EXPECT_EQ(rates, (std::vector<float>{0.0f, 0.0f, 10.0f}));
}

TEST(PlaceFields, SeeWallsAcrossTheJoinedSides) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.periodic = true;
    arena.walls.push_back({1, {-0.48, -0.3}, {-0.48, 0.3}});
    PlaceFieldParameters parameters;
    parameters.geometry = WallGeometry::lineOfSight;
    const PlaceFields fields(parameters, {{0.45, 0.0}},
                             std::make_shared<const ArenaGeometry>(arena));
    EXPECT_NEAR(fields.distance(0, {0.3, 0.0}), 0.15, 1e-9);
    EXPECT_TRUE(std::isinf(fields.distance(0, {-0.45, 0.0}))); // the wall lies between the images
    EXPECT_NEAR(fields.distance(0, {-0.45, 0.45}), std::hypot(0.1, 0.45), 1e-9);
}

TEST(PlaceFields, FollowThePeriodicBox) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.periodic = true;
    const auto geometry = std::make_shared<const ArenaGeometry>(arena);
    for (const WallGeometry distances :
         {WallGeometry::euclidean, WallGeometry::lineOfSight, WallGeometry::geodesic}) {
        PlaceFieldParameters parameters;
        parameters.geometry = distances;
        const PlaceFields fields(parameters, {{-0.45, 0.2}}, geometry);
        EXPECT_NEAR(fields.distance(0, {0.45, 0.2}), 0.1, 1e-9);
    }
}

TEST(PlaceFieldParameters, ActLive) {
    for (const FieldInfo& info : PlaceFieldParameters::fields().infos())
        EXPECT_EQ(info.effect, Effect::live) << info.key;
}

} // namespace hippodrome::test_place_fields

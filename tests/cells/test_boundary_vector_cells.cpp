#include "core/cells/boundary_vector_cells.h"

#include "tests/cells/golden.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_boundary_vector_cells {

TEST(BoundaryVectorCells, EqualRatInABox) {
    const NpyArray expected = readNpy(golden_cells::path("bvc_rates.npy"));
    const std::vector<Vec2> positions = golden_cells::positions();
    std::size_t offset = 0;
    for (const Json& c : golden_cells::cells().at("bvc")) {
        std::vector<VectorTuning> tunings;
        for (std::size_t i = 0; i < c.at("tuning_distance").size(); ++i)
            tunings.push_back({c.at("tuning_distance").at(i), c.at("tuning_angle_rad").at(i),
                               c.at("sigma_distance").at(i), c.at("sigma_angle_rad").at(i)});
        const BoundaryVectorCells cells(tunings, BoundaryVectorCells::Frame::allocentric,
                                        golden_cells::boxWith(c.at("walls")));
        std::vector<float> rates(tunings.size());
        for (std::size_t p = 0; p < positions.size(); ++p) {
            cells.rates(positions[p], 0.0, rates);
            for (std::size_t cell = 0; cell < rates.size(); ++cell) {
                const double e = expected.values.at(offset + cell * positions.size() + p);
                if (!std::isnan(e)) {
                    EXPECT_NEAR(rates[cell], e, 2e-6) << c.at("walls").dump() << cell << ' ' << p;
                }
            }
        }
        offset += tunings.size() * positions.size();
    }
    EXPECT_EQ(offset, expected.values.size());
}

TEST(BoundaryVectorCells, KeepTheirDistanceWhenAWallMoves) {
    // The field of a cell tuned to a wall 0.1 m to the west lies 0.1 m east of each such wall.
    const BoundaryVectorCells open({{0.1, M_PI, 0.05, 0.3}},
                                   BoundaryVectorCells::Frame::allocentric,
                                   golden_cells::boxWith(Json::array()));
    const BoundaryVectorCells divided(
        {{0.1, M_PI, 0.05, 0.3}}, BoundaryVectorCells::Frame::allocentric,
        golden_cells::boxWith(Json::parse("[[[0.5, 0.0], [0.5, 1.0]]]")));
    std::vector<float> rate(1);
    open.rates({0.1, 0.5}, 0.0, rate);
    EXPECT_GT(rate[0], 0.85f);
    open.rates({0.6, 0.5}, 0.0, rate);
    EXPECT_LT(rate[0], 0.01f);
    divided.rates({0.6, 0.5}, 0.0, rate);
    EXPECT_GT(rate[0], 0.85f);
}

TEST(BoundaryVectorCells, TurnWithTheHeadInTheEgocentricFrame) {
    const ArenaPointer box = golden_cells::boxWith(Json::array());
    const BoundaryVectorCells ego({{0.1, M_PI / 2, 0.05, 0.3}},
                                  BoundaryVectorCells::Frame::egocentric, box);
    std::vector<float> left(1), right(1);
    ego.rates({0.1, 0.5}, M_PI / 2, left); // heading north, the west wall is on the left
    ego.rates({0.1, 0.5}, -M_PI / 2, right);
    EXPECT_GT(left[0], 0.85f);
    EXPECT_LT(right[0], 0.01f);
}

TEST(BoundaryVectorCells, AreSilentWithoutWalls) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.periodic = true;
    Rng rng(1);
    const BoundaryVectorCells cells({VectorTuning::random(rng), VectorTuning::random(rng)},
                                    BoundaryVectorCells::Frame::allocentric,
                                    std::make_shared<const ArenaGeometry>(arena));
    std::vector<float> rates(2, 1.0f);
    cells.rates({0.2, 0.1}, 0.0, rates);
    EXPECT_EQ(rates, (std::vector<float>{0.0f, 0.0f}));
}

} // namespace hippodrome::test_boundary_vector_cells

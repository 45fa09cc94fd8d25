#include "core/arena/polygon.h"
#include "core/arena/polygon_index.h"

#include "tests/arena/random_arena.h"

#include <gtest/gtest.h>

namespace hippodrome::test_polygon {
namespace {

TEST(Polygon, AreaHasTheSignOfTheOrientation) {
    const Polygon square{{1.0, 1.0}, {3.0, 1.0}, {3.0, 2.0}, {1.0, 2.0}};
    EXPECT_DOUBLE_EQ(signedArea(square), 2.0);
    EXPECT_DOUBLE_EQ(signedArea({square.rbegin(), square.rend()}), -2.0);
}

TEST(Polygon, RectanglesAreRecognised) {
    const Polygon square{{1.0, 1.0}, {3.0, 1.0}, {3.0, 2.0}, {1.0, 2.0}};
    const auto bounds = axisParallelRectangle(square);
    ASSERT_TRUE(bounds);
    EXPECT_EQ(*bounds, (Bounds{{1.0, 1.0}, {3.0, 2.0}}));
    EXPECT_TRUE(axisParallelRectangle({square.rbegin(), square.rend()}));
    EXPECT_FALSE(axisParallelRectangle({{1.0, 1.0}, {3.0, 1.0}, {3.0, 2.0}, {1.1, 2.0}}));
    EXPECT_FALSE(axisParallelRectangle({{0.0, 0.0}, {1.0, 0.0}, {1.0, 1.0}}));
}

TEST(Polygon, InteriorPointIsInside) {
    Rng rng(11);
    for (int i = 0; i < 500; ++i) {
        const Polygon polygon =
            testing::randomTangle(rng, 1.0, 3 + static_cast<int>(rng.below(12)));
        const auto places = PolygonIndex({polygon}).locate(interiorPoint(polygon), 0.0);
        ASSERT_EQ(places.size(), 1u);
        EXPECT_FALSE(places[0].onEdge);
    }
}

TEST(PolygonIndex, TellsEdgesFromInsides) {
    const PolygonIndex index({{{0.0, 0.0}, {2.0, 0.0}, {2.0, 2.0}, {0.0, 2.0}},
                              {{0.5, 0.5}, {1.0, 0.5}, {1.0, 1.0}, {0.5, 1.0}}});
    EXPECT_EQ(index.locate({1.5, 1.5}, 1e-9).size(), 1u);
    const auto both = index.locate({0.7, 0.7}, 1e-9);
    ASSERT_EQ(both.size(), 2u);
    EXPECT_FALSE(both[1].onEdge);
    const auto edge = index.locate({0.5 - 5e-10, 0.7}, 1e-9);
    ASSERT_EQ(edge.size(), 2u);
    EXPECT_TRUE(edge[1].onEdge);
    EXPECT_TRUE(index.locate({2.0 + 2e-9, 1.0}, 1e-9).empty());
    EXPECT_TRUE(index.locate({1.0, 5.0}, 1e-9).empty());
    EXPECT_TRUE(index.insideOdd({0.5, 0.7}));
    EXPECT_FALSE(index.insideOdd({0.6, 0.7}));
    EXPECT_TRUE(index.insideOdd({0.0, 0.0}));
}

} // namespace
} // namespace hippodrome::test_polygon

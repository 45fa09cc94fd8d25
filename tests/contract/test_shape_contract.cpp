// What every shape of place fields must be: the suite walks the list.
#include "core/cells/place_field_shapes.h"

#include "tests/contract/brain_contract.h"
#include "tests/contract/kind_contract.h"

#include <cmath>

#include "docs/guides/skeletons/my_shape.h"

namespace hippodrome::test_shape_contract {
namespace {

class ShapeContract : public ::testing::TestWithParam<const PlaceFieldShape*> {
protected:
    const PlaceFieldShape& shape_ = *GetParam();
};

TEST_P(ShapeContract, SaysWhatItIs) {
    testing::expectWords(shape_.key, shape_.label, shape_.help);
}

/// The formula, where a field is one by itself (`at` is not set where the nearest centre decides).
TEST_P(ShapeContract, IsOneAtTheCentreAndFallsToNothing) {
    EXPECT_GT(shape_.edge, 0.0);
    EXPECT_TRUE(std::isfinite(shape_.edge));
    if (!shape_.at)
        return; // the other centres decide
    bool below = false;
    for (const double width : {1e-3, 0.2, 100.0}) {
        EXPECT_NEAR(shape_.at(0.0, width), 1.0, 1e-12) << width;
        for (int step = 0; step <= 4000; ++step) {
            const double distance = 0.005 * step * width; // up to twenty widths
            const double value = shape_.at(distance * distance, width);
            ASSERT_TRUE(std::isfinite(value)) << distance;
            EXPECT_LE(value, 1.0 + 1e-12) << distance;
            EXPECT_EQ(value, shape_.at(distance * distance, width));
            below = below || value < 0.0;
            EXPECT_TRUE(value >= 0.0 || shape_.goesBelowZero) << distance;
        }
        EXPECT_NEAR(shape_.at(400.0 * width * width, width), 0.0, 1e-9) << width;
        EXPECT_NEAR(shape_.at(1e12, width), 0.0, 1e-3) << width;
        // Widths are the measure of distances.
        EXPECT_NEAR(shape_.at(0.49 * width * width, width), shape_.at(0.49, 1.0), 1e-9) << width;
    }
    EXPECT_EQ(below, shape_.goesBelowZero);
}

Json cellsWith(const std::string& key) {
    Json parameters = Json::object();
    for (const FieldInfo& field : brainType("place_cells").fields)
        if (std::find(field.choices.begin(), field.choices.end(), key) != field.choices.end())
            parameters = testing::nested(field.key, key);
    return parameters;
}

class ShapeOnTheList : public ShapeContract {};

TEST_P(ShapeOnTheList, CanBeChosenForPlaceCells) {
    const ArenaPointer arena = testing::furnishedBox();
    const JsonDocument document{cellsWith(shape_.key), {}, {}};
    ASSERT_EQ(document.root.size(), 1u) << "no field of place cells offers it";
    const BrainType& type = brainType("place_cells");
    const auto brain = type.create(JsonCursor(document), {"cells", 1, arena});
    testing::Walk walk(arena, 3);
    brain->begin(walk.now);
    testing::ride(*brain, walk, 60);
    testing::expectSoundOutputs(*brain, arena);
    EXPECT_EQ(brain->populations().front().signedActivity, shape_.goesBelowZero);
}

TEST_P(ShapeOnTheList, HasALineInTheTable) {
    testing::expectPage(shape_.key, "docs/models/place_cells.md");
    EXPECT_EQ(&placeFieldShape(shape_.key), &shape_) << "another one has the key";
}

INSTANTIATE_TEST_SUITE_P(All, ShapeContract, testing::kindsOf(placeFieldShapes()),
                         testing::nameOfKind);

/// The skeleton of docs/guides/place_field_shape.md, so that it never rots.
const Kinds<PlaceFieldShape>& skeletons() {
    static const Kinds<PlaceFieldShape> list("a shape of place fields", {myShape()});
    return list;
}

INSTANTIATE_TEST_SUITE_P(Skeleton, ShapeContract, ::testing::Values(&skeletons().front()),
                         testing::nameOfKind);
INSTANTIATE_TEST_SUITE_P(All, ShapeOnTheList, testing::kindsOf(placeFieldShapes()),
                         testing::nameOfKind);

} // namespace
} // namespace hippodrome::test_shape_contract

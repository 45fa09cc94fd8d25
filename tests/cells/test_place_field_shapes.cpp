#include "core/cells/place_field_shapes.h"
#include "core/cells/place_fields.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hippodrome::test_place_field_shapes {

TEST(PlaceFieldShapes, EveryEntryOfTheListIsSaidAndOffered) {
    const FieldInfo* offered = findField(PlaceFieldParameters::fields().infos(), "shape");
    ASSERT_TRUE(offered);
    EXPECT_EQ(offered->choices.size(), placeFieldShapes().size());
    EXPECT_EQ(offered->defaultValue, placeFieldShapes().front().key);
    for (const PlaceFieldShape& shape : placeFieldShapes()) {
        EXPECT_EQ(&placeFieldShape(shape.key), &shape) << "no other has its key";
        EXPECT_FALSE(shape.label.empty()) << shape.key;
        EXPECT_FALSE(shape.help.empty()) << shape.key;
        PlaceFieldParameters parameters;
        parameters.shape = &shape;
        const Json written = PlaceFieldParameters::fields().write(parameters);
        EXPECT_EQ(written.at("shape"), shape.key);
        EXPECT_EQ(
            PlaceFieldParameters::fields().read(JsonCursor(JsonDocument{written, {}, {}})).shape,
            &shape);
    }
}

TEST(PlaceFieldShapes, StandAtOneInTheCentreAndEndAtTheirEdge) {
    constexpr double width = 0.2;
    for (const PlaceFieldShape& shape : placeFieldShapes()) {
        if (!shape.at)
            continue;
        EXPECT_NEAR(shape.at(0.0, width), 1.0, 1e-12) << shape.key;
        const double edge = fieldEdge(shape, width);
        EXPECT_LT(shape.at(edge * edge, width), 0.5) << shape.key;
        double lowest = 1.0;
        for (double d = 0.0; d < 1.0; d += 0.01)
            lowest = std::min(lowest, shape.at(d * d, width));
        EXPECT_EQ(lowest < -1e-6, shape.goesBelowZero) << shape.key;
    }
}

} // namespace hippodrome::test_place_field_shapes

// What every shape of a new arena must be: the suite walks the list.
#include "core/arena/arena_geometry.h"
#include "core/arena/arena_templates.h"
#include "core/arena/furnishing.h"
#include "core/base/rng.h"

#include "tests/contract/kind_contract.h"

#include <cmath>

namespace hippodrome::test_template_contract {
namespace {

class TemplateContract : public ::testing::TestWithParam<const ArenaTemplate*> {
protected:
    const ArenaTemplate& template_ = *GetParam();

    Arena made(const Json& values) const {
        return testing::withCursor(values,
                                   [&](const JsonCursor& c) { return template_.create(c); });
    }
    void expectSound(const Json& values) const {
        const Arena arena = made(values);
        const auto faults = validate(arena);
        ASSERT_TRUE(faults.empty())
            << values.dump() << " " << faults.front().field << ": " << faults.front().message;
        const Bounds bounds = ArenaGeometry(arena).bounds();
        EXPECT_NEAR(bounds.minimum.x, -bounds.maximum.x, 1e-9) << values.dump();
        EXPECT_NEAR(bounds.minimum.y, -bounds.maximum.y, 1e-9) << values.dump();
        // What the window puts into it leaves it sound.
        const Arena furnished = withReward(withWall(arena));
        EXPECT_TRUE(validate(furnished).empty()) << values.dump();
        ASSERT_EQ(furnished.rewards.size(), arena.rewards.size() + 1) << values.dump();
        ASSERT_EQ(furnished.walls.size(), arena.walls.size() + 1) << values.dump();
        EXPECT_GE(furnished.rewards.back().radius, 0.01);
    }
};

TEST_P(TemplateContract, SaysWhatItIs) {
    testing::expectKind(template_);
    EXPECT_FALSE(template_.fields.empty());
    for (const FieldInfo& field : template_.fields) {
        if (field.kind == FieldKind::real) {
            EXPECT_EQ(field.unit, "m") << field.key;
        }
        EXPECT_TRUE(field.kind == FieldKind::boolean || std::isfinite(field.range.maximum));
    }
}

TEST_P(TemplateContract, IsSoundAtEveryCornerOfItsRanges) {
    expectSound(Json::object());
    const std::size_t count = template_.fields.size();
    for (std::size_t choice = 0; choice < (std::size_t{1} << count); ++choice) {
        Json values = Json::object();
        for (std::size_t i = 0; i < count; ++i) {
            const FieldInfo& field = template_.fields[i];
            const bool high = (choice >> i) & 1;
            if (field.kind == FieldKind::boolean)
                values[field.key] = high;
            else if (field.kind == FieldKind::integer)
                values[field.key] =
                    static_cast<int>(high ? field.range.maximum : field.range.minimum);
            else
                values[field.key] = high ? field.range.maximum : field.range.minimum;
        }
        expectSound(values);
    }
}

TEST_P(TemplateContract, IsSoundForAnyValues) {
    Rng rng(7);
    for (int round = 0; round < 150; ++round) {
        Json values = Json::object();
        for (const FieldInfo& field : template_.fields) {
            // Small and large ones are as likely.
            const double low = std::max(field.range.minimum, 1e-4);
            const double value = low * std::pow(field.range.maximum / low, rng.uniform());
            if (field.kind == FieldKind::boolean)
                values[field.key] = rng.uniform() < 0.5;
            else if (field.kind == FieldKind::integer)
                values[field.key] = static_cast<int>(std::lround(value));
            else
                values[field.key] = std::min(value, field.range.maximum);
        }
        expectSound(values);
    }
}

INSTANTIATE_TEST_SUITE_P(All, TemplateContract, testing::kindsOf(arenaTemplates()),
                         testing::nameOfKind);

} // namespace
} // namespace hippodrome::test_template_contract

// What every motion model must do: the suite walks the list. tests/motion has what each is like.
#include "core/motion/motion_model.h"

#include "tests/contract/brain_contract.h"
#include "tests/contract/kind_contract.h"
#include "tests/test_folder.h"

#include <cmath>

namespace hippodrome::test_motion_contract {
namespace {

using testing::dt;

class MotionContract : public ::testing::TestWithParam<const MotionType*> {
protected:
    const MotionType& type_ = *GetParam();
    ArenaPointer arena_ = testing::furnishedBox();
    TestFolder folder_;
    RatState rat_;
    Rng rng_{7};

    /// The defaults; a model that follows a file gets one, through the lower half of the box.
    Json parameters() const {
        Json given = Json::object();
        if (type_.dataFile) {
            std::string rows = "time,x,y\n";
            for (int i = 0; i <= 400; ++i)
                rows += formatNumber(0.1 * i) + "," + formatNumber(0.3 * std::cos(0.05 * i)) + "," +
                        formatNumber(-0.2 + 0.1 * std::sin(0.07 * i)) + "\n";
            folder_.write("path.csv", rows);
            given["file"] = "path.csv";
        }
        return testing::withCursor(given, [&](const JsonCursor& c) { return type_.resolve(c); });
    }
    std::unique_ptr<MotionModel> made() const {
        return testing::withCursor(
            parameters(), [&](const JsonCursor& c) { return type_.create(c, folder_.path()); });
    }
    void step(MotionModel& model, int steps, RatState& rat, Rng& rng) const {
        for (int i = 0; i < steps; ++i) {
            const bool drawn = i % 50 < 20;
            model.step(*arena_, dt, drawn ? std::optional(Vec2{0.1, -0.05}) : std::nullopt, rat,
                       rng);
            ASSERT_TRUE(arena_->contains(rat.position));
            for (const double number : {rat.position.x, rat.velocity.x, rat.velocity.y,
                                        rat.headDirection, rat.angularVelocity})
                ASSERT_TRUE(std::isfinite(number));
        }
    }
};

TEST_P(MotionContract, SaysWhatItIsAndReadsItsFieldsAsDeclared) {
    testing::expectKind(type_);
}

TEST_P(MotionContract, GoesOnFromItsStateWithTheSameBits) {
    const auto whole = made();
    whole->start(*arena_, rat_, rng_);
    step(*whole, 333, rat_, rng_);
    const JsonDocument saved = parseJson(whole->saveState().dump());
    const auto resumed = made();
    RatState rat = rat_;
    Rng rng;
    resumed->start(*arena_, rat, rng);
    resumed->restoreState(JsonCursor(saved));
    rat = rat_;
    rng.setState(rng_.state());
    for (int i = 0; i < 400; ++i) {
        step(*whole, 1, rat_, rng_);
        step(*resumed, 1, rat, rng);
        ASSERT_EQ(rat_, rat) << "after " << i << " steps";
    }
    EXPECT_EQ(whole->saveState(), resumed->saveState());
    EXPECT_EQ(whole->finished(), resumed->finished());
    EXPECT_EQ(whole->beginnings(), resumed->beginnings());
}

/// Every member missing, of another type, not a number, and one that nobody knows.
TEST_P(MotionContract, RefusesADamagedStateAndStaysAsItWas) {
    const auto model = made();
    model->start(*arena_, rat_, rng_);
    step(*model, 50, rat_, rng_);
    const Json state = model->saveState();
    std::vector<std::pair<std::string, Json>> damages;
    for (const auto& member : state.items()) {
        Json damaged = state;
        damaged.erase(member.key());
        damages.emplace_back(member.key() + " is missing", damaged);
        for (const Json& wrong : {Json("text"), Json(), Json(std::nan("")), Json::object(),
                                  Json::array({1, 2, 3, 4, 5})}) {
            damaged[member.key()] = wrong;
            damages.emplace_back(member.key() + " = " + wrong.dump(), damaged);
        }
    }
    Json strange = state;
    strange["nobody_knows"] = 1;
    damages.emplace_back("a member that nobody knows", strange);
    damages.emplace_back("no object", Json::array());
    step(*model, 31, rat_, rng_); // on to another state, which must stay
    const Json before = model->saveState();
    ASSERT_NE(before, state);
    for (const auto& [what, damaged] : damages) {
        const JsonDocument document{damaged, {}, {}};
        EXPECT_THROW(model->restoreState(JsonCursor(document)), Error) << what;
        EXPECT_EQ(model->saveState(), before) << what;
    }
}

TEST_P(MotionContract, SurvivesAnEditOfTheArena) {
    const auto model = made();
    model->start(*arena_, rat_, rng_);
    step(*model, 200, rat_, rng_);
    for (int round = 0; round < 20; ++round) {
        // A wall across where the rat is, and another outline.
        Arena arena = (round % 2 == 0 ? testing::editedBox() : testing::furnishedBox())->arena();
        const Vec2 place = rat_.position;
        Arena cut = arena;
        cut.walls.push_back({70, place - Vec2{0.07, 0.01}, place + Vec2{0.07, 0.01}});
        arena_ = std::make_shared<const ArenaGeometry>(validate(cut).empty() ? cut : arena);
        step(*model, 100, rat_, rng_);
    }
}

TEST_P(MotionContract, TakesItsOwnParametersWhileItRuns) {
    const auto model = made();
    model->start(*arena_, rat_, rng_);
    step(*model, 50, rat_, rng_);
    const Json before = model->saveState();
    testing::withCursor(parameters(), [&](const JsonCursor& c) {
        EXPECT_TRUE(model->update(c)) << "the same values need no restart";
    });
    EXPECT_EQ(model->saveState(), before);
}

class MotionOnTheList : public MotionContract {};

TEST_P(MotionOnTheList, HasAPageAndAScene) {
    testing::expectPage(type_.key, "docs/models");
    EXPECT_TRUE(testing::textsInScenes("type").count(type_.key)) << "no scene has " << type_.key;
    EXPECT_EQ(motionTypes().find(type_.key), &type_) << "another kind has the key";
}

INSTANTIATE_TEST_SUITE_P(All, MotionContract, testing::kindsOf(motionTypes()), testing::nameOfKind);
INSTANTIATE_TEST_SUITE_P(All, MotionOnTheList, testing::kindsOf(motionTypes()),
                         testing::nameOfKind);

} // namespace
} // namespace hippodrome::test_motion_contract

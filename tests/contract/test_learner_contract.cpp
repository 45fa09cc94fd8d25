// What every kind of learner must do, whatever it learns: the suite walks the list.
// tests/learners/test_learners.cpp has what they must come to know.
#include "core/lab/move_task.h"

#include "tests/contract/checkpoint_damage.h"
#include "tests/contract/kind_contract.h"
#include "tests/learners/small_tasks.h"

#include <cmath>

#include "docs/guides/skeletons/my_learner.h"

namespace hippodrome::test_learner_contract {
namespace {

using testing::corridor;

class LearnerContract : public ::testing::TestWithParam<const LearnerType*> {
protected:
    const LearnerType& type_ = *GetParam();
    MoveTask task_ = corridor(9);
    Rng rng_{8};

    std::unique_ptr<Learner> made() const {
        return testing::withCursor(
            testing::withCursor(Json::object(),
                                [&](const JsonCursor& c) { return type_.resolve(c); }),
            [&](const JsonCursor& c) {
                return type_.create(c, {task_.states(), task_.actions()});
            });
    }
    /// In the middle of an episode, with traces and pending experiences under way.
    std::unique_ptr<Learner> underWay() {
        auto learner = made();
        testing::runEpisode(*learner, task_, 2, rng_, 100);
        testing::wander(*learner, task_, 60, rng_);
        learner->learn({task_.state(3), 1, 0.0, task_.state(4), false}, rng_);
        return learner;
    }
    void goOn(Learner& learner, Rng& rng) const {
        learner.learn({task_.state(4), 1, 0.0, task_.state(5), false}, rng);
        testing::wander(learner, task_, 80, rng);
        learner.replay(20, rng);
        testing::runEpisode(learner, task_, 0, rng, 100);
    }
    /// Everything that it says of any state is a number.
    void expectSound(Learner& learner) const {
        std::vector<LearnerState> states;
        for (int s = 0; s < task_.states(); ++s) {
            states.push_back(task_.state(s));
            EXPECT_TRUE(std::isfinite(learner.stateValue(states.back()))) << s;
            for (const double value : testing::valuesOf(learner, states.back()))
                EXPECT_TRUE(std::isfinite(value)) << s;
        }
        std::vector<StateLayer> layers;
        learner.look(states, layers);
        for (const StateLayer& layer : layers) {
            EXPECT_FALSE(layer.key.empty() || layer.label.empty() || layer.help.empty());
            EXPECT_EQ(layer.values.size(), states.size()) << layer.key;
            for (const double value : layer.values)
                EXPECT_FALSE(std::isinf(value)) << layer.key;
        }
        std::vector<double> counts(states.size());
        learner.successors(states.front(), states, counts);
        for (const double count : counts)
            EXPECT_TRUE(std::isfinite(count));
        for (const Reading& reading : learner.readings())
            EXPECT_FALSE(std::isinf(reading.value)) << reading.key;
    }
};

TEST_P(LearnerContract, SaysWhatItIsAndReadsItsFieldsAsDeclared) {
    testing::expectKind(type_);
}

TEST_P(LearnerContract, GoesOnFromACheckpointWithTheSameBits) {
    const auto whole = underWay();
    Checkpoint checkpoint;
    whole->save(checkpoint);
    const auto resumed = made();
    resumed->restore(Checkpoint::fromBytes(checkpoint.bytes()));
    Rng other = rng_;
    goOn(*whole, rng_);
    goOn(*resumed, other);
    EXPECT_EQ(rng_.bits(), other.bits());
    Checkpoint one, two;
    whole->save(one);
    resumed->save(two);
    EXPECT_EQ(one.names(), two.names());
    for (const std::string& name : one.names())
        EXPECT_TRUE(two.has(name) && one.text(name) == two.text(name)) << name;
    for (int s = 0; s < task_.states(); ++s)
        EXPECT_EQ(testing::valuesOf(*whole, task_.state(s)),
                  testing::valuesOf(*resumed, task_.state(s)));
}

TEST_P(LearnerContract, RefusesADamagedCheckpoint) {
    const auto learner = underWay();
    Checkpoint checkpoint;
    learner->save(checkpoint);
    testing::expectDamageRefused(
        type_.key, checkpoint, [&](const Checkpoint& c) { learner->restore(c); },
        [&](Checkpoint& c) { learner->save(c); },
        [&] {
            Rng rng(1);
            goOn(*learner, rng);
        },
        [&] { expectSound(*learner); });
}

TEST_P(LearnerContract, BearsActionsThatAreNotPossible) {
    const auto learner = made();
    LearnerState dead = task_.state(0), oneWay = task_.state(1);
    oneWay.possible = {0, 1};
    for (int k = 0; k < 200; ++k)
        learner->learn({oneWay, 1, k % 3 == 0 ? 1.0 : -0.5, dead, k % 4 == 3}, rng_);
    for (int k = 0; k < 50; ++k)
        EXPECT_EQ(learner->choose(oneWay, rng_), 1);
    EXPECT_EQ(learner->chooseBest(oneWay, rng_), 1);
    learner->endEpisode();
    learner->replay(20, rng_);
    expectSound(*learner);
}

TEST_P(LearnerContract, LookingChangesNothing) {
    const auto learner = underWay();
    for (int s = 0; s < task_.states(); ++s) // planners plan when they are asked
        learner->stateValue(task_.state(s));
    Checkpoint before, after;
    learner->save(before);
    const Rng rng = rng_;
    expectSound(*learner);
    learner->save(after);
    EXPECT_TRUE(before.bytes() == after.bytes());
    EXPECT_EQ(Rng(rng).bits(), Rng(rng_).bits());
}

TEST_P(LearnerContract, TakesItsOwnParametersWhileItRuns) {
    const auto learner = underWay();
    Checkpoint before, after;
    learner->save(before);
    const Json defaults =
        testing::withCursor(Json::object(), [&](const JsonCursor& c) { return type_.resolve(c); });
    testing::withCursor(defaults, [&](const JsonCursor& c) { learner->update(c); });
    Rng other = rng_;
    const auto untouched = made();
    untouched->restore(before);
    goOn(*learner, rng_);
    goOn(*untouched, other);
    for (int s = 0; s < task_.states(); ++s)
        EXPECT_EQ(testing::valuesOf(*learner, task_.state(s)),
                  testing::valuesOf(*untouched, task_.state(s)))
            << "the same values change nothing";
}

class LearnerOnTheList : public LearnerContract {};

TEST_P(LearnerOnTheList, HasAPageAndAScene) {
    testing::expectPage(type_.key, "docs/agents");
    EXPECT_TRUE(testing::textsInScenes("type").count(type_.key)) << "no scene has " << type_.key;
    EXPECT_EQ(learnerTypes().find(type_.key), &type_) << "another kind has the key";
}

INSTANTIATE_TEST_SUITE_P(All, LearnerContract, testing::kindsOf(learnerTypes()),
                         testing::nameOfKind);

/// The skeleton of docs/guides/learner.md, so that it never rots.
const Kinds<LearnerType>& skeletons() {
    static const Kinds<LearnerType> list("a learner", {MyLearner::type()});
    return list;
}

INSTANTIATE_TEST_SUITE_P(Skeleton, LearnerContract, ::testing::Values(&skeletons().front()),
                         testing::nameOfKind);
INSTANTIATE_TEST_SUITE_P(All, LearnerOnTheList, testing::kindsOf(learnerTypes()),
                         testing::nameOfKind);

} // namespace
} // namespace hippodrome::test_learner_contract

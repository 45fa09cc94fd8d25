// What every kind of brain must do, whatever it models: the suite walks the list, so that a new
// kind is tested before anybody writes a test for it.
#include "tests/contract/brain_contract.h"
#include "tests/contract/checkpoint_damage.h"
#include "tests/contract/kind_contract.h"

#include <cstring>
#include <set>

#include "docs/guides/skeletons/my_brain.h"

namespace hippodrome::test_brain_contract {
namespace {

class BrainContract : public ::testing::TestWithParam<const BrainType*> {
protected:
    const BrainType& type_ = *GetParam();
    ArenaPointer arena_ = testing::furnishedBox();
    testing::Walk walk_{arena_, 5};

    std::unique_ptr<Brain> begun(std::uint64_t seed = 1) {
        auto brain = testing::madeBrain(type_, arena_, seed);
        brain->begin(walk_.now);
        return brain;
    }
};

TEST_P(BrainContract, SaysWhatItIsAndReadsItsFieldsAsDeclared) {
    testing::expectKind(type_);
}

TEST_P(BrainContract, OffersPopulationsWithNamesOfTheirOwn) {
    const auto brain = begun();
    ASSERT_FALSE(brain->populations().empty());
    std::set<std::string> names;
    for (const Population& population : brain->populations()) {
        EXPECT_TRUE(names.insert(population.name).second) << population.name;
        EXPECT_EQ(population.name.find_first_of(". "), std::string::npos) << population.name;
        EXPECT_GT(population.units, 0) << population.name;
    }
    const Observation before = walk_.now;
    double seconds = 0.0;
    for (int tick = 0; tick < 100; ++tick) {
        Observation next = before;
        next.time += next.dt * (tick + 1);
        seconds += brain->observe(next);
    }
    EXPECT_NEAR(seconds, 2.0, 0.31) << "all of the path, but for a step under way";
    testing::expectSoundOutputs(*brain, arena_);
}

TEST_P(BrainContract, GoesOnFromACheckpointWithTheSameBits) {
    const auto whole = begun();
    testing::ride(*whole, walk_, 130);
    Checkpoint checkpoint;
    whole->save(checkpoint);
    const auto resumed = begun(17); // what was drawn is part of the state
    resumed->restore(Checkpoint::fromBytes(checkpoint.bytes()));
    testing::Walk again = walk_;
    testing::ride(*whole, walk_, 130);
    testing::ride(*resumed, again, 130);
    Checkpoint one, two;
    whole->save(one);
    resumed->save(two);
    for (const std::string& name : one.names())
        EXPECT_TRUE(two.has(name) && one.text(name) == two.text(name)) << name;
    EXPECT_EQ(one.names(), two.names());
    const BinGrid grid = BinGrid::withCounts(arena_->bounds(), 6, 7);
    for (std::size_t p = 0; p < whole->populations().size(); ++p) {
        const auto rates = whole->rates(p), itsRates = resumed->rates(p);
        EXPECT_TRUE(std::equal(rates.begin(), rates.end(), itsRates.begin(), itsRates.end()));
        const auto maps = whole->probe(p, grid), itsMaps = resumed->probe(p, grid);
        ASSERT_EQ(maps.has_value(), itsMaps.has_value());
        if (maps) { // NaN equals NaN here: the same bins were visited
            EXPECT_EQ(0, std::memcmp(maps->values.data(), itsMaps->values.data(),
                                     maps->values.size() * sizeof(float)));
        }
    }
}

TEST_P(BrainContract, RefusesADamagedCheckpoint) {
    const auto brain = begun();
    testing::ride(*brain, walk_, 110);
    Checkpoint checkpoint;
    brain->save(checkpoint);
    testing::expectDamageRefused(
        type_.key, checkpoint, [&](const Checkpoint& c) { brain->restore(c); },
        [&](Checkpoint& c) { brain->save(c); },
        [&] {
            testing::Walk on = walk_;
            testing::ride(*brain, on, 10);
        },
        [&] { testing::expectSoundOutputs(*brain, arena_); });
}

TEST_P(BrainContract, SurvivesAnEditOfTheArena) {
    const auto brain = begun();
    testing::ride(*brain, walk_, 60);
    arena_ = testing::editedBox();
    brain->checkArena(arena_); // a plain edit: no kind may refuse it
    brain->arenaChanged(arena_);
    testing::expectSoundOutputs(*brain, arena_);
    testing::Walk on(arena_, 6);
    on.now = walk_.now;
    testing::ride(*brain, on, 110);
    testing::expectSoundOutputs(*brain, arena_);
    // Back again, and put elsewhere.
    arena_ = testing::furnishedBox();
    brain->arenaChanged(arena_);
    walk_.now.position = {0.3, -0.3};
    brain->begin(walk_.now);
    testing::ride(*brain, walk_, 20);
    testing::expectSoundOutputs(*brain, arena_);
}

TEST_P(BrainContract, SaysTrulyWhetherItsMapsAreStatic) {
    const auto brain = begun();
    if (!brain->probeIsStatic())
        return; // they may change as time passes, or there are none
    const BinGrid grid = BinGrid::withCounts(arena_->bounds(), 9, 11);
    std::vector<PopulationMaps> before;
    for (std::size_t p = 0; p < brain->populations().size(); ++p) {
        ASSERT_TRUE(brain->probe(p, grid)) << "static maps that it does not have";
        before.push_back(*brain->probe(p, grid));
    }
    testing::ride(*brain, walk_, 200);
    EXPECT_TRUE(brain->probeIsStatic());
    for (std::size_t p = 0; p < before.size(); ++p)
        EXPECT_EQ(0, std::memcmp(before[p].values.data(), brain->probe(p, grid)->values.data(),
                                 before[p].values.size() * sizeof(float)))
            << brain->populations()[p].name;
}

TEST_P(BrainContract, LookingChangesNothing) {
    const auto brain = begun();
    testing::ride(*brain, walk_, 30);
    Checkpoint before, after;
    brain->save(before);
    for (int i = 0; i < 2; ++i)
        testing::expectSoundOutputs(*brain, arena_);
    brain->notes();
    brain->save(after);
    EXPECT_TRUE(before.bytes() == after.bytes());
}

TEST_P(BrainContract, TakesItsOwnParametersWhileItRuns) {
    const auto brain = begun();
    testing::ride(*brain, walk_, 20);
    Checkpoint before, after;
    brain->save(before);
    const JsonDocument defaults{Json::object(), {}, {}};
    const JsonDocument resolved{type_.resolve(JsonCursor(defaults)), {}, {}};
    brain->update(JsonCursor(resolved));
    brain->save(after);
    EXPECT_TRUE(before.bytes() == after.bytes()) << "the same values change nothing";
}

class BrainOnTheList : public BrainContract {};

TEST_P(BrainOnTheList, HasAPageAndAScene) {
    testing::expectPage(type_.key, "docs/models");
    EXPECT_TRUE(testing::textsInScenes("type").count(type_.key)) << "no scene has " << type_.key;
    EXPECT_EQ(&brainType(type_.key), &type_) << "another kind has the key";
}

INSTANTIATE_TEST_SUITE_P(All, BrainContract, testing::kindsOf(brainTypes()), testing::nameOfKind);

/// The skeleton of docs/guides/brain.md, so that it never rots.
const Kinds<BrainType>& skeletons() {
    static const Kinds<BrainType> list("a brain", {MyBrain::type()});
    return list;
}

INSTANTIATE_TEST_SUITE_P(Skeleton, BrainContract, ::testing::Values(&skeletons().front()),
                         testing::nameOfKind);
INSTANTIATE_TEST_SUITE_P(All, BrainOnTheList, testing::kindsOf(brainTypes()), testing::nameOfKind);

} // namespace
} // namespace hippodrome::test_brain_contract

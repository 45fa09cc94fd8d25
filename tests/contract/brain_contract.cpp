#include "tests/contract/brain_contract.h"

#include "core/base/parallel.h"
#include "core/cells/cue.h"

#include <gtest/gtest.h>

namespace hippodrome::testing {

namespace {

Arena box() {
    Arena arena = Arena::rectangle(1.2, 1.0);
    arena.walls = {{1, {-0.2, 0.2}, {0.3, 0.2}}};
    arena.rewards = {{2, {0.4, 0.35}, 0.05, 1.0}, {3, {-0.4, -0.3}, 0.05, 1.0}};
    arena.objects = {{4, {-0.3, 0.35}, Object{}.kind}, {5, {0.6, 0.0}, cueKind}};
    requireValid(arena);
    return arena;
}

} // namespace

ArenaPointer furnishedBox() {
    return std::make_shared<const ArenaGeometry>(box());
}

ArenaPointer editedBox() {
    Arena arena = box();
    arena.walls.push_back({7, {-0.3, -0.5}, {-0.3, -0.1}});
    arena.boundary.front() = {-0.6, -0.4};
    arena.boundary.insert(arena.boundary.begin() + 1, {-0.5, -0.5});
    requireValid(arena);
    return std::make_shared<const ArenaGeometry>(arena);
}

std::unique_ptr<Brain> madeBrain(const BrainType& type, const ArenaPointer& arena,
                                 std::uint64_t seed) {
    const JsonDocument defaults{Json::object(), {}, {}};
    const JsonDocument resolved{type.resolve(JsonCursor(defaults)), {}, {}};
    return type.create(JsonCursor(resolved), {"brain", seed, arena});
}

void ride(Brain& brain, Walk& walk, int ticks) {
    for (int tick = 0; tick < ticks; ++tick) {
        walk.advance(brain, 0.01);
        if (Trainable* trainable = brain.trainable(); trainable && tick % 100 == 99) {
            ThreadPool threads(1);
            trainable->trainStep(threads, {});
        }
    }
}

void expectSoundOutputs(Brain& brain, const ArenaPointer& arena) {
    const BinGrid grid = BinGrid::withCounts(arena->bounds(), 6, 7);
    for (std::size_t p = 0; p < brain.populations().size(); ++p) {
        const Population& population = brain.populations()[p];
        const auto expectRate = [&](float rate, const char* where) {
            EXPECT_TRUE(std::isfinite(rate)) << population.name << ": " << where << " " << rate;
            EXPECT_TRUE(population.signedActivity || rate >= 0.0f)
                << population.name << ": " << where << " " << rate;
        };
        ASSERT_EQ(static_cast<int>(brain.rates(p).size()), population.units) << population.name;
        for (const float rate : brain.rates(p))
            expectRate(rate, "rate");
        for (const Spike& spike : brain.spikes(p))
            EXPECT_TRUE(population.spiking && spike.unit >= 0 && spike.unit < population.units);
        if (const auto maps = brain.probe(p, grid)) {
            ASSERT_EQ(maps->units, population.units) << population.name;
            ASSERT_EQ(maps->values.size(), static_cast<std::size_t>(maps->units) *
                                               static_cast<std::size_t>(maps->bins()));
            for (const float value : maps->values)
                if (!std::isnan(value)) // a bin that was not visited
                    expectRate(value, "map");
        }
        const std::vector<Vec2> places{{0.1, 0.1}, {-0.2, 0.0}};
        const std::vector<double> heads{0.0, 2.0};
        const std::vector<float> rates = brain.ratesAt(p, places, heads);
        EXPECT_TRUE(rates.empty() || rates.size() == places.size() * brain.rates(p).size());
        for (const float rate : rates)
            expectRate(rate, "tuning");
    }
    if (const auto decoded = brain.decodedPosition()) {
        EXPECT_TRUE(std::isfinite(decoded->x) && std::isfinite(decoded->y));
    }
    for (const InsideTable& table : brain.inside().tables) {
        EXPECT_FALSE(table.label.empty());
        EXPECT_FALSE(table.help.empty()) << table.label;
        EXPECT_EQ(table.values.size(),
                  static_cast<std::size_t>(table.rows) * static_cast<std::size_t>(table.columns))
            << table.label;
        for (const float value : table.values)
            EXPECT_FALSE(std::isinf(value)) << table.label;
    }
    for (const Reading& reading : brain.readings()) {
        EXPECT_FALSE(reading.key.empty() || reading.label.empty());
        EXPECT_FALSE(std::isinf(reading.value)) << reading.key;
    }
}

} // namespace hippodrome::testing

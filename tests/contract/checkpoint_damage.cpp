#include "tests/contract/checkpoint_damage.h"

#include "core/base/error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

namespace hippodrome::testing {

namespace {

/// Blocks that files of 0.1.0 or early ones of 0.2.0 lack.
const std::set<std::string> younger = {"spikes_rng", "model_doubts", "turn_error",
                                       "optimiser_steps"};

/// Blocks of a kind that hold what grows without bounds when a person sets a rate too high: a run
/// that has diverged goes on from its checkpoint, too. A new kind that allows itself this says so.
const std::map<std::string, std::set<std::string>> mayDiverge = {
    {"q_learning", {"weights", "traces"}},
    {"sarsa", {"weights", "traces"}},
    {"actor_critic", {"actor", "critic"}},
    {"coordinate_actor_critic", {"actor", "critic", "x", "y", "goal_preference"}},
    {"dqn", {"weights", "target_weights"}},
    {"successor_td", {"map", "reward_weights"}},
    {"grid_network", {"weights", "hidden", "cell", "units", "place_output"}}};
/// The same of every agent: what its learner thinks of a place.
const std::string valueOfAgent = "expected";

bool isSoundWithAnyNumber(const std::string& kind, const std::string& block) {
    const auto found = mayDiverge.find(kind);
    return block == valueOfAgent || (found != mayDiverge.end() && found->second.count(block));
}

} // namespace

bool mayBeMissing(const std::string& block) {
    return younger.count(block.substr(block.rfind('.') + 1)) > 0;
}

void forEachDamage(const Checkpoint& checkpoint, const TakeDamaged& take) {
    std::set<std::string> seen;
    for (const std::string& name : checkpoint.names()) {
        std::string withoutNumber = name;
        std::erase_if(withoutNumber, [](unsigned char c) { return std::isdigit(c) != 0; });
        if (!seen.insert(withoutNumber).second)
            continue;
        const std::string& block = checkpoint.text(name);
        const std::size_t size = block.size();
        Checkpoint damaged = checkpoint;
        const auto put = [&](const std::string& how, const std::string& bytes, bool refused,
                             bool number) {
            if (bytes == block)
                return;
            damaged.putText(name, bytes);
            take({name, how, refused, number}, damaged);
        };
        put("a byte short", block.substr(0, size - std::min<std::size_t>(size, 1)), true, false);
        put("a byte too long", block + '\1', true, false);
        put("empty", {}, false, false);
        put("of -1 and NaN", std::string(size, '\xff'), false, true);
        // The last number alone, as a double and as a float.
        for (const std::size_t width : {sizeof(double), sizeof(float)}) {
            if (size < width)
                continue;
            const auto last = static_cast<std::ptrdiff_t>(size - width);
            const std::string at = " of " + std::to_string(width) + " bytes at its end";
            std::string bytes = block;
            std::fill(bytes.begin() + last, bytes.end(), '\xff');
            put("with NaN" + at, bytes, false, true);
            // Infinity has an exponent of ones. Of a float, that is a large number as a double.
            std::fill(bytes.begin() + last, bytes.end(), '\0');
            bytes[size - 1] = '\x7f';
            bytes[size - 2] = width == sizeof(double) ? '\xf0' : '\x80';
            put("with infinity" + at, bytes, false, width == sizeof(double));
        }
        damaged.dropIf([&](const std::string& other) { return other == name; });
        take({name, "missing", !mayBeMissing(name), false}, damaged);
    }
}

void expectDamageRefused(const std::string& whose, const Checkpoint& checkpoint,
                         const std::function<void(const Checkpoint&)>& restore,
                         const std::function<void(Checkpoint&)>& save,
                         const std::function<void()>& goOn,
                         const std::function<void()>& expectSound) {
    forEachDamage(checkpoint, [&](const Damage& damage, const Checkpoint& damaged) {
        SCOPED_TRACE(whose + ": block \"" + damage.block + "\" " + damage.how);
        const std::string last = damage.block.substr(damage.block.rfind('.') + 1);
        try {
            restore(damaged);
            EXPECT_FALSE(damage.mustBeRefused) << "was taken";
            goOn();
            if (damage.isNumber && !isSoundWithAnyNumber(whose, last))
                expectSound();
            restore(checkpoint); // the damage must not be left for the next one to fall over
        } catch (const Error& error) {
            EXPECT_NE(std::string(error.what()).find("the checkpoint is damaged"),
                      std::string::npos)
                << error.what();
        }
    });
    restore(checkpoint);
    Checkpoint after;
    save(after);
    EXPECT_TRUE(after.bytes() == checkpoint.bytes())
        << whose << ": the sound checkpoint does not bring everything back";
}

} // namespace hippodrome::testing

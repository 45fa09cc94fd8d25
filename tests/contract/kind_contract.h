#pragma once

#include "core/base/checkpoint.h"
#include "core/base/kinds.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace hippodrome::testing {

/// What holds for every kind of anything: that it says what it is, and that its fields are read as
/// they are declared. A failure names kind and field.
void expectWords(const std::string& key, const std::string& label, const std::string& help);
void expectFieldsExplained(const Kind& kind);
/// Resolving an empty object spells out every declared field with its default, and nothing else.
void expectDefaults(const Kind& kind);
/// A misspelt key is refused, at every level, with its place and a key that may be meant.
void expectUnknownKeysRefused(const Kind& kind);
/// Numbers at both ends of a range are read; a number beyond, none at all, and a value of another
/// type are refused, with the name of the field.
void expectRangesKept(const Kind& kind);
/// All four.
void expectKind(const Kind& kind);

/// Some page of `docs` (a file, or a folder with its pages) names the key in `backticks`.
void expectPage(const std::string& key, const std::string& docs);
/// Every text that a scene of this program gives to one of `keys`, such as "type".
const std::set<std::string>& textsInScenes(const std::string& key);

/// What was done to one block of a checkpoint.
struct Damage {
    std::string block;
    std::string how;
    bool mustBeRefused = false; ///< it is no checkpoint, whatever the block means
    bool isNumber = false;      ///< NaN, infinity or -1 was put in
};
using TakeDamaged = std::function<void(const Damage& damage, const Checkpoint& damaged)>;
/// Calls `take` with a block missing, a byte short, a byte too long, emptied, and filled with bytes
/// that make NaN, infinity or -1 of what lies there. Of blocks that differ in a number (`cell.7`)
/// the first stands for all.
void forEachDamage(const Checkpoint& checkpoint, const TakeDamaged& take);
/// Checkpoints of older versions lack this block, and are taken without it.
bool mayBeMissing(const std::string& block);
/// Restores each of these into something that stands at `checkpoint`. It throws an Error, after
/// which the sound checkpoint brings back every bit (a run that is restored is made anew before, so
/// that it never stands half way: test_run_contract.cpp). What is taken runs on, and what it gives
/// out are numbers, but for blocks that hold what may diverge: kind_contract.cpp names them.
void expectDamageRefused(const std::string& whose, const Checkpoint& checkpoint,
                         const std::function<void(const Checkpoint&)>& restore,
                         const std::function<void(Checkpoint&)>& save,
                         const std::function<void()>& goOn,
                         const std::function<void()>& expectSound);

/// A value under a dotted key; objects on the way are made.
Json nested(const std::string& dottedKey, const Json& value);
/// A key as a part of a test's name.
std::string nameOf(const std::string& key);

/// `parameters` in a document, read by `what`; the document lives as long as the call.
template <class What>
auto withCursor(const Json& parameters, What what) {
    const JsonDocument document{parameters, {}, {}};
    return what(JsonCursor(document));
}

} // namespace hippodrome::testing

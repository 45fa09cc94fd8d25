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
/// A misspelt key is refused, at every level, with its place and the key that was meant.
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

/// A checkpoint in which one block was damaged, and how. One that must be refused is no checkpoint,
/// whatever the block means; of others the owner may know that the values do belong there.
using TakeDamaged =
    std::function<void(const std::string& how, const Checkpoint& damaged, bool mustBeRefused)>;
/// Calls `take` with each block missing, a byte short, a byte too long, emptied, and filled with
/// bytes that make NaN, infinity or -1 of what lies there.
void forEachDamage(const Checkpoint& checkpoint, const TakeDamaged& take);
/// Restores each of these into something that stands at `checkpoint`. It throws an Error, after
/// which the sound checkpoint brings back every bit (a run that is restored is made anew before, so
/// that it never stands half way: test_run_contract.cpp). What is taken is let run by `goOn`.
void expectDamageRefused(const std::string& whose, const Checkpoint& checkpoint,
                         const std::function<void(const Checkpoint&)>& restore,
                         const std::function<void(Checkpoint&)>& save,
                         const std::function<void()>& goOn);

/// The rest of a file name or a test's name after a key.
std::string nameOf(const std::string& key);

/// `parameters` in a document, read by `what`; the document lives as long as the call.
template <class What>
auto withCursor(const Json& parameters, What what) {
    const JsonDocument document{parameters, {}, {}};
    return what(JsonCursor(document));
}

} // namespace hippodrome::testing

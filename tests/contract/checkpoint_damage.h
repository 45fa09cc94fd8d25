#pragma once

#include "core/base/checkpoint.h"

#include <functional>
#include <string>

namespace hippodrome::testing {

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
/// which the sound checkpoint brings back every bit (a run that is restored is built up beside it,
/// so that it never stands half way: test_run_contract.cpp). What is taken runs on, and what it
/// gives out are numbers, but for blocks that hold what may diverge: kind_contract.cpp names them.
void expectDamageRefused(const std::string& whose, const Checkpoint& checkpoint,
                         const std::function<void(const Checkpoint&)>& restore,
                         const std::function<void(Checkpoint&)>& save,
                         const std::function<void()>& goOn,
                         const std::function<void()>& expectSound);

} // namespace hippodrome::testing

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hippodrome {

/// What the kernels of the networks are compiled for. One binary holds them all; the best that the
/// processor has is chosen at the start.
enum class InstructionSet { portable, avx2, avx512 };

/// `portable`, `avx2` or `avx512`.
const char* nameOf(InstructionSet set);

/// The sets that this build holds and this processor has, the best one last.
std::vector<InstructionSet> availableInstructionSets();

/// The set in use. Equal sets (and equal shards of the batch) give equal bits.
InstructionSet instructionSet();

/// Uses this set from now on, in every thread; call it while nothing is being computed. Throws
/// Error (usage) when it is not available.
void chooseInstructionSet(InstructionSet set);
/// The same by name; `best` is the last of the available ones.
void chooseInstructionSet(std::string_view name);

} // namespace hippodrome

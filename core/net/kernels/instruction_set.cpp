#include "core/net/kernels/instruction_set.h"

#include "core/base/error.h"
#include "core/net/kernels/float_kernels.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <iterator>

namespace hippodrome {

namespace {

constexpr std::array<InstructionSet, 3> all = {InstructionSet::portable, InstructionSet::avx2,
                                               InstructionSet::avx512};

bool available(InstructionSet set) {
    switch (set) {
#ifdef HIPPODROME_X86_KERNELS
    case InstructionSet::avx2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case InstructionSet::avx512:
        return available(InstructionSet::avx2) && __builtin_cpu_supports("avx512f") &&
               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#endif
    default:
        return set == InstructionSet::portable;
    }
}

const FloatKernels& kernelsOf(InstructionSet set) {
    switch (set) {
#ifdef HIPPODROME_X86_KERNELS
    case InstructionSet::avx2:
        return avx2Kernels;
    case InstructionSet::avx512:
        return avx512Kernels;
#endif
    default:
        return portableKernels;
    }
}

std::atomic<InstructionSet>& chosen() {
    static std::atomic<InstructionSet> set = availableInstructionSets().back();
    return set;
}

} // namespace

const char* nameOf(InstructionSet set) {
    switch (set) {
    case InstructionSet::avx2:
        return "avx2";
    case InstructionSet::avx512:
        return "avx512";
    default:
        return "portable";
    }
}

std::vector<InstructionSet> availableInstructionSets() {
    std::vector<InstructionSet> sets;
    std::copy_if(all.begin(), all.end(), std::back_inserter(sets), available);
    return sets;
}

InstructionSet instructionSet() {
    return chosen().load(std::memory_order_relaxed);
}

void chooseInstructionSet(InstructionSet set) {
    if (!available(set))
        throw Error(std::string("this processor does not have the instruction set ") + nameOf(set),
                    ErrorKind::usage);
    chosen() = set;
}

void chooseInstructionSet(std::string_view name) {
    const std::vector<InstructionSet> sets = availableInstructionSets();
    if (name == "best")
        return chooseInstructionSet(sets.back());
    std::string names;
    for (const InstructionSet set : sets) {
        if (name == nameOf(set))
            return chooseInstructionSet(set);
        names += std::string(nameOf(set)) + ", ";
    }
    throw Error("instruction set: expected " + names + "or best, found " + std::string(name),
                ErrorKind::usage);
}

const FloatKernels& floatKernels() {
    return kernelsOf(instructionSet());
}

} // namespace hippodrome

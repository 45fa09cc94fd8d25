#pragma once

#include "core/base/checkpoint.h"
#include "core/base/error.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

/// One input of a fuzzer. Defined once in each target; the fuzzer of clang or corpus_main.cpp calls
/// it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace hippodrome {

/// Does what a reader does with a file. It may refuse the file with an Error; anything else, such
/// as another exception, is a finding.
template <class Read>
int reading(Read read) {
    try {
        read();
    } catch (const Error&) {
    }
    return 0;
}

inline std::string textOf(const std::uint8_t* data, std::size_t size) {
    return std::string(reinterpret_cast<const char*>(data), size);
}

/// A file in memory with that content, for readers that want a path; the next one of the thread
/// takes its place.
std::filesystem::path memoryFile(const std::string& content);

/// The bytes of a checkpoint with the hash that they should have, as a hostile writer would make
/// them.
std::string withRightHash(std::string bytes);

/// A whole checkpoint in which `script` has changed blocks: for each change, twelve bytes that name
/// a block, what is done, where, and a value. So every input gets as far as the values.
Checkpoint damaged(const Checkpoint& whole, const std::uint8_t* script, std::size_t size);

} // namespace hippodrome

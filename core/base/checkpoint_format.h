#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace hippodrome {

/// How a checkpoint that is not packed begins.
inline constexpr std::string_view checkpointMagic = "HIPPCKPT";
/// Names of its blocks may be this long [bytes].
inline constexpr std::size_t longestBlockName = 1024;

/// Passes over a file that begins so, without keeping more of it than a part: its blocks and its
/// hash are as they say. Throws Error.
void requireWholeCheckpoint(const std::filesystem::path& path);

} // namespace hippodrome

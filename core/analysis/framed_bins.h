#pragma once

#include <array>
#include <cstddef>

namespace hippodrome::framed {

// Bins of a map with a frame of one bin around it, as FieldGrowth numbers them.

/// No peak or patch; and more than one peak at a bin.
inline constexpr int none = -1, several = -2;

constexpr std::size_t at(int bin) {
    return static_cast<std::size_t>(bin);
}

constexpr std::array<int, 4> edgeNeighbours(int bin, int stride) {
    return {bin - stride, bin - 1, bin + 1, bin + stride};
}

} // namespace hippodrome::framed

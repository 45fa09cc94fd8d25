#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hippodrome {

/// What the header of a `.npy` file says.
struct NpyHeader {
    char kind = 'f';             ///< f: real, i: integer, u: unsigned, b: boolean
    std::size_t elementSize = 4; ///< [bytes]
    bool bigEndian = false;
    bool fortranOrder = false;
    std::vector<std::size_t> shape;
    std::size_t count = 1;     ///< of elements, the product of the shape
    std::size_t dataBegin = 0; ///< where in the file the elements begin

    std::size_t dataEnd() const { return dataBegin + count * elementSize; }
};

/// Headers may be this long, as numpy.load allows.
inline constexpr std::size_t longestNpyHeader = 10000;
/// Arrays may have this many elements.
inline constexpr std::size_t mostNpyElements = std::size_t{1} << 28;

/// Whether a file begins as NumPy's do.
bool beginsAsNpy(std::string_view bytes);

/// Reads the header at the beginning of `bytes`, of which no more than the header need be there.
/// Throws Error naming what was expected and found: a file that is none, unknown versions, headers
/// that are cut off, too long or no dictionary, elements that are no real numbers, shapes that are
/// negative, empty or too large.
NpyHeader readNpyHeader(std::string_view bytes);

/// `(2, 40, 40)`.
std::string shapeText(const std::vector<std::size_t>& shape);

} // namespace hippodrome

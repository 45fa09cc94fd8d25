#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace hippodrome {

/// An array in C order (the last index runs fastest), any number of axes. Elements of other number
/// types are converted on reading.
struct NpyArray {
    std::vector<std::size_t> shape;
    std::vector<double> values;
};

/// What a reader takes of an array. It is held to it before the array is kept in memory.
struct NpyRules {
    /// Throws Error for a shape that is not wanted.
    std::function<void(const std::vector<std::size_t>& shape)> shape;
    bool infinite = true; ///< infinite values are taken too; NaN always is
};

/// Reads a `.npy` file (format 1.0 to 3.0; float16, float32, float64, integers or booleans, either
/// byte order, C or Fortran order), or such an array of a `.npz` archive: that named `array`, or
/// the only one. Throws Error naming what was expected and found, also for a truncated file.
NpyArray readNpy(const std::filesystem::path& path, const std::string& array = {},
                 const NpyRules& rules = {});

/// The bytes of a `.npy` file with float32 elements. The product of `shape` must equal the size.
std::string npyBytes(std::span<const float> values, const std::vector<std::size_t>& shape);
/// The same with float64 elements.
std::string npyBytes(std::span<const double> values, const std::vector<std::size_t>& shape);

/// Writes a float32 `.npy` file atomically.
void writeNpy(const std::filesystem::path& path, std::span<const float> values,
              const std::vector<std::size_t>& shape);

} // namespace hippodrome

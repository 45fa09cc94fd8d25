#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace hippodrome {

/// An array under the name that other programs know it by.
struct NamedArray {
    std::string name;
    std::vector<std::size_t> shape;
    std::vector<float> values;
};

} // namespace hippodrome

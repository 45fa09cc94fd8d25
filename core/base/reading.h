#pragma once

#include <string>

namespace hippodrome {

/// A number that a brain or an agent tells about itself, for charts: the distance between a learned
/// map and the exact one, say.
struct Reading {
    std::string key;   ///< lower case, words joined by `_`
    std::string label; ///< on screen
    std::string unit;  ///< SI, empty for a pure number
    double value = 0.0;
};

} // namespace hippodrome

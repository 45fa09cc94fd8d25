#pragma once

#include <string>
#include <vector>

namespace hippodrome {

/// A number about each of some states, to be shown as a map; NaN where nothing is known.
struct StateLayer {
    std::string key;   ///< lower case, words joined by `_`
    std::string label; ///< on screen
    std::string help;  ///< what the number means, in a sentence
    std::vector<double> values;
};

} // namespace hippodrome

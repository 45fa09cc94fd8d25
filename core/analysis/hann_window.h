#pragma once

#include <cmath>
#include <numbers>

namespace hippodrome {

/// Weight of a bin in a Hann window over so many, which falls to zero half a bin beyond either end.
inline double hannWindow(int bin, int bins) {
    const double s = std::sin(std::numbers::pi * (bin + 0.5) / bins);
    return s * s;
}

} // namespace hippodrome

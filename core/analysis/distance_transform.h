#pragma once

#include <vector>

namespace hippodrome {

/// The distance from every bin to the nearest bin with `target` [bins]; infinite without any.
/// Exact, in time that grows with the number of bins (Felzenszwalb and Huttenlocher 2012, Theory of
/// Computing 8:415). Beyond the border everything counts as target if `borderIsTarget`.
std::vector<double> distancesTo(const std::vector<char>& target, int rows, int columns,
                                bool borderIsTarget);

} // namespace hippodrome

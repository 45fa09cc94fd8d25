#include "docs/guides/skeletons/my_shape.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

PlaceFieldShape myShape() {
    return {.key = "my_shape",
            .label = "Cone",
            .help = "A cone, 1 - d/w down to 0 at d = w.",
            .at = [](double squaredDistance, double width) {
                return std::max(0.0, 1.0 - std::sqrt(squaredDistance) / width);
            }};
}

} // namespace hippodrome

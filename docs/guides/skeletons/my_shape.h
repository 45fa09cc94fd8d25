#pragma once

#include "core/cells/place_field_shapes.h"

namespace hippodrome {

/// A cone: the rate falls in a straight line to 0 at the width of the field.
PlaceFieldShape myShape();

} // namespace hippodrome

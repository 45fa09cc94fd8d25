#pragma once

#include "core/base/json_io.h"

namespace hippodrome {

/// Reads the `expectations` of a scene strictly: a list of
/// `{metric, population, phase, place, unit, relation, value, tolerance, seeds, pass_share,
/// control, text}`, of which metric, relation and value are required; phase and place are of a
/// protocol. They are statements that a run must satisfy.
Json readExpectations(const JsonCursor& cursor);

Json expectationsSchema();

} // namespace hippodrome

#pragma once

#include "core/analysis/fields.h"

namespace hippodrome::slow {

/// Fields as the definition has them: every region is searched again at every threshold.
std::vector<Field> findFields(const RateMap& map, const FieldRules& rules);
std::vector<Field> findFieldAt(const RateMap& map, int row, int column, const FieldRules& rules);

/// Grown back bin by bin until nothing changes.
RateMap openedByReconstruction(const RateMap& map);

} // namespace hippodrome::slow

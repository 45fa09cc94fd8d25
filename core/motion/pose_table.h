#pragma once

#include "core/base/csv.h"

namespace hippodrome {

/// Throws Error, saying how to take a path out of it, when a table is one of poses (many body parts
/// in every row) as DeepLabCut or SLEAP write it.
void refusePoseTable(const CsvTable& table);

} // namespace hippodrome

#pragma once

#include "core/analysis/metrics.h"
#include "core/base/kinds.h"

#include <string>

namespace hippodrome {

/// An order in which galleries show units.
struct SortOrder {
    std::string key; ///< as `view.sort_by` in scenes
    /// The units with the largest values come first; nullptr: by their numbers.
    const MetricType* metric = nullptr;
};

/// By the first metric (`grid_score`), by number (`index`), and by each of the other metrics, under
/// its own key.
const Kinds<SortOrder>& sortOrders();

} // namespace hippodrome

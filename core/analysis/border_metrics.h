#pragma once

#include "core/analysis/metrics.h"

namespace hippodrome {

// How much a cell fires along walls: see border_score.h and banino_border_score.h.
MetricType borderScoreMetric();
MetricType baninoBorderScoreMetric();

} // namespace hippodrome

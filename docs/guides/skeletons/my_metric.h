#pragma once

#include "core/analysis/metrics.h"

namespace hippodrome {

/// The share of the visited bins in which the rate is above half of its peak.
MetricType myMetric();

} // namespace hippodrome

#pragma once

#include "core/analysis/metrics.h"

namespace hippodrome {

// What the rate tells about the place, and how concentrated and smooth it is: see information.h.
MetricType bitsPerSpikeMetric();
MetricType bitsPerSecondMetric();
MetricType opexeboBitsPerSpikeMetric();
MetricType sparsityMetric();
MetricType selectivityMetric();
MetricType coherenceMetric();

} // namespace hippodrome

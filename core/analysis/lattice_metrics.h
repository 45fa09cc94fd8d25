#pragma once

#include "core/analysis/metrics.h"

namespace hippodrome {

// The lattice that a map shows, read from the peaks around the centre of its autocorrelogram: see
// expanding_grid_score.h and strong_maxima.h.
MetricType spacingMetric();
MetricType orientationMetric();
MetricType ellipticityMetric();
MetricType strongMaximaMetric();

} // namespace hippodrome

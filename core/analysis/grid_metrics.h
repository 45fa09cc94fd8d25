#pragma once

#include "core/analysis/metrics.h"

namespace hippodrome {

// How much a map looks like a lattice: see grid_scorer.h and expanding_grid_score.h.
MetricType gridScoreMetric();
MetricType squareScoreMetric();
MetricType strictGridScoreMetric();
MetricType expandingGridScoreMetric();

} // namespace hippodrome

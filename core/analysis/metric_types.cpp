#include "core/analysis/border_metrics.h"
#include "core/analysis/grid_metrics.h"
#include "core/analysis/information_metrics.h"
#include "core/analysis/lattice_metrics.h"

namespace hippodrome {

// A line for each metric, in the order of the files. A new one goes to the end, so that those that
// read the files by column or by place are not put out.
const Kinds<MetricType>& metricTypes() {
    static const Kinds<MetricType> types("a metric", {
                                                         gridScoreMetric(),
                                                         squareScoreMetric(),
                                                         strictGridScoreMetric(),
                                                         expandingGridScoreMetric(),
                                                         spacingMetric(),
                                                         orientationMetric(),
                                                         ellipticityMetric(),
                                                         strongMaximaMetric(),
                                                         bitsPerSpikeMetric(),
                                                         bitsPerSecondMetric(),
                                                         opexeboBitsPerSpikeMetric(),
                                                         sparsityMetric(),
                                                         selectivityMetric(),
                                                         coherenceMetric(),
                                                         borderScoreMetric(),
                                                         baninoBorderScoreMetric(),
                                                     });
    return types;
}

} // namespace hippodrome

#pragma once

#include "core/analysis/metrics.h"
#include "core/maps/snapshot.h"

#include <QString>

namespace hippodrome {

/// Which units of a population a gallery shows.
struct UnitFilter {
    enum class Kind { all, aboveNoise, active, silent, metric };

    Kind kind = Kind::all;
    const MetricType* metric = nullptr; ///< whose range is asked for
    double low = 0.0, high = 0.0;       ///< of it, both included, in its own unit

    friend bool operator==(const UnitFilter&, const UnitFilter&) = default;
    /// `value` is what the unit has of the metric; NaN where it is undefined.
    bool passes(const PopulationPicture& picture, int unit, float value) const;
    /// "Above noise".
    QString text(double binWidth) const;
};

} // namespace hippodrome

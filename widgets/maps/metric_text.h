#pragma once

#include "core/analysis/metrics.h"

#include <QString>

namespace hippodrome {

/// How a metric is read by a person: lengths in centimetres rather than bins, and no more digits
/// than are meant. Files and the command line keep the metric's own unit.
struct MetricText {
    QString unit;        ///< empty for a pure number
    double factor = 1.0; ///< from the metric's own unit; NaN where the width of a bin is not known
    int digits = 2;      ///< after the point

    /// `binWidth` [m] of the maps that were scored.
    static MetricText of(const MetricType& metric, double binWidth);
    /// "61 cm"; a dash where the value is undefined.
    QString withUnit(double value) const;
    QString number(double value) const;
};

} // namespace hippodrome

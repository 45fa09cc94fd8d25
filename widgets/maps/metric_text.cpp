#include "widgets/maps/metric_text.h"

#include "widgets/style/format.h"

namespace hippodrome {

MetricText MetricText::of(const MetricType& metric, double binWidth) {
    if (metric.unit == "bins")
        return {"cm", binWidth > 0.0 ? 100.0 * binWidth : std::nan(""), 0};
    const QString unit = QString::fromStdString(metric.unit);
    return {unit, 1.0, metric.count || unit == "°" ? 0 : 2};
}

QString MetricText::number(double value) const {
    return formatted(factor * value, digits);
}

QString MetricText::withUnit(double value) const {
    const QString text = number(value);
    if (unit.isEmpty() || !std::isfinite(factor * value))
        return text;
    return unit == "°" ? text + unit : text + " " + unit;
}

} // namespace hippodrome

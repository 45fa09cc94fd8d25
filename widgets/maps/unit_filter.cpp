#include "widgets/maps/unit_filter.h"

#include "widgets/maps/metric_text.h"

#include <QObject>

#include <cmath>

namespace hippodrome {

bool UnitFilter::passes(const PopulationPicture& picture, int unit, float value) const {
    // Differences have neither scores nor metrics: what is asked of these cannot be told.
    if (picture.difference && (kind == Kind::aboveNoise || kind == Kind::metric))
        return true;
    switch (kind) {
    case Kind::aboveNoise:
        return picture.aboveNull(unit);
    case Kind::active:
        return picture.shownPeak(unit) != 0.0f; // true where it is not known yet
    case Kind::silent:
        return picture.shownPeak(unit) == 0.0f;
    case Kind::metric:
        return static_cast<double>(value) >= low && static_cast<double>(value) <= high;
    case Kind::all:
        break;
    }
    return true;
}

QString UnitFilter::text(double binWidth) const {
    switch (kind) {
    case Kind::aboveNoise:
        return QObject::tr("Above noise");
    case Kind::active:
        return QObject::tr("Not silent");
    case Kind::silent:
        return QObject::tr("Silent");
    case Kind::metric: {
        const MetricText reads = MetricText::of(*metric, binWidth);
        return QObject::tr("%1 %2 to %3")
            .arg(QString::fromStdString(metric->label), reads.number(low), reads.withUnit(high));
    }
    case Kind::all:
        break;
    }
    return QObject::tr("All units");
}

} // namespace hippodrome

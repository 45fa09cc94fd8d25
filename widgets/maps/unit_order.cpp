#include "widgets/maps/unit_order.h"

#include "widgets/style/format.h"

#include <QObject>

#include <algorithm>
#include <limits>
#include <numeric>

namespace hippodrome {

std::vector<int> UnitOrder::sortedBy(std::span<const float> ranks, int units) {
    std::vector<int> order(static_cast<std::size_t>(units));
    std::iota(order.begin(), order.end(), 0);
    if (ranks.size() != order.size())
        return order;
    const auto rank = [&](int unit) {
        const float value = ranks[static_cast<std::size_t>(unit)];
        return std::isnan(value) ? -std::numeric_limits<float>::infinity() : value;
    };
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return rank(a) > rank(b); });
    return order;
}

void UnitOrder::sort(std::span<const float> ranks, int units, const MapsSnapshot& moment) {
    units_ = sortedBy(ranks, units);
    sorted_ = true;
    updates_ = moment.updates;
    time_ = moment.time;
}

void UnitOrder::begin(int units) {
    units_ = sortedBy({}, units);
    sorted_ = false;
}

bool UnitOrder::outdated(std::span<const float> ranks) const {
    return sorted_ && ranks.size() == units_.size() &&
           sortedBy(ranks, static_cast<int>(units_.size())) != units_;
}

QString UnitOrder::age(const MapsSnapshot& now, Nature nature) const {
    const long updates = now.updates - updates_;
    const double seconds = now.time - time_;
    if (nature == Nature::artificial && updates != 0)
        return updates > 0 ? QObject::tr("%1 updates ago").arg(withSeparators(updates))
                           : QObject::tr("%1 updates later").arg(withSeparators(-updates));
    if (std::abs(seconds) >= 0.5)
        return seconds > 0 ? QObject::tr("%1 s ago").arg(seconds, 0, 'f', 0)
                           : QObject::tr("%1 s later").arg(-seconds, 0, 'f', 0);
    return QObject::tr("before");
}

} // namespace hippodrome

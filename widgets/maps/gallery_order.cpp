// What the tiles of a gallery are sorted by.
#include "widgets/maps/gallery.h"
#include "widgets/style/format.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace hippodrome {

void Gallery::setOrder(const SortOrder& order) {
    if (sortOrder_ == &order)
        return;
    sortOrder_ = &order;
    askForValues();
    sortUnits();
    viewport()->update();
}

const MetricType* Gallery::missingMetric() const {
    const PopulationPicture* now = picture();
    return !now || now->difference || sortOrder_->metric == &metricTypes().front()
               ? nullptr
               : sortOrder_->metric;
}

bool Gallery::valuesKnown() const {
    return values_ && missingMetric() && values_->areOf(*maps_, population_, *missingMetric());
}

void Gallery::askForValues() {
    const MetricType* metric = missingMetric();
    if (!metric || (valuesKnown() && values_->maps == maps_))
        return;
    worker_.ask(maps_, population_, *metric);
}

void Gallery::takeValues(std::shared_ptr<const UnitValues> values) {
    const bool known = valuesKnown();
    values_ = std::move(values);
    if (!known)
        sortUnits(); // else when it is time to
    viewport()->update();
}

float Gallery::valueOf(int unit) const {
    const PopulationPicture* now = picture();
    const auto index = static_cast<std::size_t>(unit);
    if (!now || index >= order_.size())
        return std::nanf("");
    if (now->difference)
        return now->similarityOf(unit);
    if (missingMetric())
        return valuesKnown() ? values_->values[index] : std::nanf("");
    return index < now->scores.size() ? now->scores[index].grid60 : std::nanf("");
}

QString Gallery::valueText(int unit) const {
    return (picture()->difference ? "r " : "") + formatted(valueOf(unit), 2);
}

void Gallery::sortUnits() {
    const PopulationPicture* now = picture();
    order_.resize(now ? static_cast<std::size_t>(now->maps.units) : 0);
    std::iota(order_.begin(), order_.end(), 0);
    if (!now || !sortOrder_->metric || now->scores.size() != order_.size())
        return;
    // What has changed most comes first in a difference; what is undefined last.
    std::vector<float> rank;
    for (const int unit : order_) {
        const float value = now->difference ? -valueOf(unit) : valueOf(unit);
        rank.push_back(std::isnan(value) ? -std::numeric_limits<float>::infinity() : value);
    }
    std::stable_sort(order_.begin(), order_.end(), [&](int a, int b) {
        return rank[static_cast<std::size_t>(a)] > rank[static_cast<std::size_t>(b)];
    });
}

} // namespace hippodrome

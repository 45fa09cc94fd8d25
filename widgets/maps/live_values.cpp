#include "widgets/maps/live_values.h"

#include <cmath>

namespace hippodrome {

namespace {

/// Between two questions for the values of a metric [ms].
constexpr int valueInterval = 500;

} // namespace

LiveValues::LiveValues(QObject* parent) : QObject(parent) {
    connect(&worker_, &ValueWorker::answered, this, &LiveValues::take);
    askAgain_.setSingleShot(true);
    askAgain_.setInterval(valueInterval);
    connect(&askAgain_, &QTimer::timeout, this, &LiveValues::ask);
}

const PopulationPicture* LiveValues::picture() const {
    return maps_ && population_ < maps_->populations.size() ? &maps_->populations[population_]
                                                            : nullptr;
}

void LiveValues::follow(std::shared_ptr<const MapsSnapshot> maps, std::size_t population,
                        const MetricType* metric) {
    maps_ = std::move(maps);
    population_ = population;
    metric_ = metric;
    if (!workedOut())
        return;
    if (!known())
        ask();
    else if (!askAgain_.isActive())
        askAgain_.start();
}

const MetricType* LiveValues::workedOut() const {
    const PopulationPicture* now = picture();
    return !now || now->difference || metric_ == &metricTypes().front() ? nullptr : metric_;
}

bool LiveValues::known() const {
    return values_ && workedOut() && values_->areOf(*maps_, population_, *workedOut());
}

float LiveValues::of(int unit) const {
    const PopulationPicture* now = picture();
    const auto index = static_cast<std::size_t>(unit);
    if (!now || !metric_)
        return std::nanf("");
    if (workedOut())
        return known() && index < values_->values.size() ? values_->values[index] : std::nanf("");
    return index < now->scores.size() ? now->scores[index].grid60 : std::nanf("");
}

void LiveValues::ask() {
    if (workedOut() && !(known() && values_->maps == maps_))
        worker_.ask(maps_, population_, *workedOut());
}

void LiveValues::take(std::shared_ptr<const UnitValues> values) {
    const bool before = known();
    values_ = std::move(values);
    emit changed(!before);
}

} // namespace hippodrome

#include "widgets/maps/value_worker.h"

#include "core/base/parallel.h"

namespace hippodrome {

bool UnitValues::areOf(const MapsSnapshot& others, std::size_t index,
                       const MetricType& wanted) const {
    if (metric != &wanted || index >= others.populations.size())
        return false;
    const PopulationPicture& mine = maps->populations[population];
    const PopulationPicture& other = others.populations[index];
    return mine.brain == other.brain && mine.population.name == other.population.name &&
           mine.path == other.path && maps->kind == others.kind &&
           values.size() == static_cast<std::size_t>(other.maps.units);
}

void ValueWorker::ask(std::shared_ptr<const MapsSnapshot> maps, std::size_t population,
                      const MetricType& metric) {
    {
        const std::lock_guard lock(mutex_);
        question_ = UnitValues{std::move(maps), population, &metric, {}};
    }
    if (!thread_.joinable())
        thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    wake_.notify_all();
}

void ValueWorker::run(const std::stop_token& stop) {
    lowerThreadPriority();
    while (true) {
        auto work = std::make_shared<UnitValues>();
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return question_.has_value(); }))
                return;
            *work = std::move(*question_);
            question_.reset();
        }
        try {
            work->values = unitValues(*work->maps, work->population, *work->metric,
                                      [&] { return stop.stop_requested(); });
        } catch (const std::exception&) {
            continue; // memory ran out, say: the order stays as it is
        }
        if (!stop.stop_requested())
            QMetaObject::invokeMethod(
                this, [this, work] { emit answered(work); }, Qt::QueuedConnection);
    }
}

} // namespace hippodrome

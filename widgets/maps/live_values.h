#pragma once

#include "widgets/maps/value_worker.h"

#include <QObject>
#include <QTimer>

namespace hippodrome {

/// One metric of every unit that a gallery shows, kept up to date: the grid score is there with the
/// maps, others are worked out elsewhere, at most every half second.
class LiveValues : public QObject {
    Q_OBJECT

public:
    explicit LiveValues(QObject* parent = nullptr);

    /// `metric` may be nullptr: none.
    void follow(std::shared_ptr<const MapsSnapshot> maps, std::size_t population,
                const MetricType* metric);
    /// The metric, where it is not one that comes with the maps.
    const MetricType* workedOut() const;
    /// Values of it are there, perhaps of an earlier moment.
    bool known() const;
    /// NaN where undefined or not known yet.
    float of(int unit) const;

signals:
    /// Newer values; `first`: there were none of this metric before.
    void changed(bool first);

private:
    const PopulationPicture* picture() const;
    void ask();
    void take(std::shared_ptr<const UnitValues> values);

    std::shared_ptr<const MapsSnapshot> maps_;
    std::size_t population_ = 0;
    const MetricType* metric_ = nullptr;
    std::shared_ptr<const UnitValues> values_; ///< of the metric that was asked for last, if any
    QTimer askAgain_;    ///< runs until the values of newer maps may be asked for
    ValueWorker worker_; ///< last, so that it ends first
};

} // namespace hippodrome

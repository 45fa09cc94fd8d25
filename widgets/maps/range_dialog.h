#pragma once

#include "widgets/maps/gallery.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;

namespace hippodrome {

/// Asks for the range of a metric whose units a gallery is to show, and shows them while it asks.
class RangeDialog : public QDialog {
    Q_OBJECT

public:
    explicit RangeDialog(Gallery& gallery, QWidget* parent = nullptr);

    void reject() override;

private:
    const MetricType& metric() const;
    void chooseMetric();
    void apply();
    /// As soon as the values of the metric are there, the range is all of them.
    void follow();

    Gallery& gallery_;
    UnitFilter before_;
    QComboBox* metrics_;
    QDoubleSpinBox *low_, *high_;
    QLabel *unit_, *count_;
    bool waiting_ = false; ///< for the values of the metric
};

} // namespace hippodrome

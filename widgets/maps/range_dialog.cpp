#include "widgets/maps/range_dialog.h"

#include "widgets/maps/metric_text.h"
#include "widgets/style/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>

#include <cmath>
#include <limits>

namespace hippodrome {

namespace {

double binWidthOf(const Gallery& gallery) {
    return gallery.picture() ? gallery.picture()->scoredGrid().binWidth : 0.0;
}

} // namespace

RangeDialog::RangeDialog(Gallery& gallery, QWidget* parent)
    : QDialog(parent), gallery_(gallery), before_(gallery.state().filter), metrics_(new QComboBox),
      low_(new QDoubleSpinBox), high_(new QDoubleSpinBox), unit_(new QLabel), count_(new QLabel) {
    setWindowTitle(tr("Units with a number between"));
    for (const MetricType& type : metricTypes()) {
        metrics_->addItem(QString::fromStdString(type.label), QString::fromStdString(type.key));
        metrics_->setItemData(metrics_->count() - 1, QString::fromStdString(type.help),
                              Qt::ToolTipRole);
    }
    auto* range = new QHBoxLayout;
    range->addWidget(low_);
    range->addWidget(new QLabel(tr("to")));
    range->addWidget(high_);
    range->addWidget(unit_);
    for (QDoubleSpinBox* bound : {low_, high_}) {
        bound->setRange(-1e6, 1e6);
        connect(bound, &QDoubleSpinBox::valueChanged, this, &RangeDialog::apply);
    }
    low_->setAccessibleName(tr("From"));
    high_->setAccessibleName(tr("To"));
    auto* form = new QFormLayout(this);
    form->addRow(tr("Number"), metrics_);
    form->addRow(tr("From"), range);
    form->addRow(count_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
    if (before_.metric) {
        const MetricText reads = MetricText::of(*before_.metric, binWidthOf(gallery_));
        metrics_->setCurrentIndex(metrics_->findData(QString::fromStdString(before_.metric->key)));
        low_->setValue(reads.factor * before_.low);
        high_->setValue(reads.factor * before_.high);
    }
    connect(metrics_, &QComboBox::currentIndexChanged, this, &RangeDialog::chooseMetric);
    connect(&gallery_, &Gallery::stateChanged, this, &RangeDialog::follow);
    connect(&gallery_, &QObject::destroyed, this, &QDialog::close);
    if (before_.metric)
        apply();
    else
        chooseMetric();
}

const MetricType& RangeDialog::metric() const {
    return metricTypes().named(metrics_->currentData().toString().toStdString());
}

void RangeDialog::chooseMetric() {
    const MetricText reads = MetricText::of(metric(), binWidthOf(gallery_));
    unit_->setText(reads.unit);
    for (QDoubleSpinBox* bound : {low_, high_}) {
        bound->setDecimals(reads.digits);
        bound->setSingleStep(reads.digits > 0 ? 0.1 : 1.0);
    }
    waiting_ = true;
    constexpr double any = std::numeric_limits<double>::infinity();
    gallery_.setFilter({UnitFilter::Kind::metric, &metric(), -any, any});
    follow();
}

void RangeDialog::follow() {
    const int units = gallery_.picture() ? gallery_.picture()->maps.units : 0;
    count_->setText(tr("%1 of %2 units").arg(gallery_.order().size()).arg(units));
    const auto found = waiting_ ? gallery_.filteredRange() : std::nullopt;
    if (!found)
        return;
    waiting_ = false;
    const MetricText reads = MetricText::of(metric(), binWidthOf(gallery_));
    const double step = std::pow(10.0, reads.digits);
    low_->setValue(std::floor(reads.factor * found->first * step) / step);
    high_->setValue(std::ceil(reads.factor * found->second * step) / step);
}

void RangeDialog::apply() {
    if (waiting_)
        return;
    const MetricText reads = MetricText::of(metric(), binWidthOf(gallery_));
    unit_->setText(reads.unit);
    // What is written has been rounded: half of its last digit belongs to it.
    const double half = 0.5 * std::pow(10.0, -reads.digits) / reads.factor;
    gallery_.setFilter({UnitFilter::Kind::metric, &metric(), low_->value() / reads.factor - half,
                        high_->value() / reads.factor + half});
}

void RangeDialog::reject() {
    gallery_.setFilter(before_);
    QDialog::reject();
}

} // namespace hippodrome

#include "widgets/lessons/solo_trade.h"

#include "core/study/ablation.h"

#include "widgets/document/document.h"
#include "widgets/lessons/measured.h"
#include "widgets/style/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr double perUnit = 10.0;   ///< positions of the slider
constexpr double mostError = 0.30; ///< on the axis [m]

/// The weight that a variant of the sweep sets.
double soloOf(const SweepVariant& variant) {
    for (const auto& [key, value] : variant.set)
        if (key.ends_with(".solo") && value.is_number())
            return value.get<double>();
    throw Error("expected a variant that sets solo").atField("variants." + variant.name);
}

} // namespace

/// Shares and errors over the weight, on two axes.
class SoloTrade::Plot : public QWidget {
public:
    explicit Plot(SoloTrade& owner) : QWidget(&owner), owner_(owner) {
        setMinimumSize(240, 110);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme().line, 1));
        painter.drawRect(area());
        const double now = owner_.slider_->value() / perUnit;
        painter.setPen(QPen(theme().secondaryText, 1, Qt::DashLine));
        painter.drawLine(QPointF(x(now), area().top()), QPointF(x(now), area().bottom()));
        drawCurve(painter, theme().artificial, &SweepGroup::share, 1.0);
        drawCurve(painter, theme().edit, &SweepGroup::decodingError, mostError);
        drawNow(painter, theme().artificial, now, owner_.share_);
        drawNow(painter, theme().edit, now, owner_.error_ / mostError);
    }

private:
    QRectF area() const { return QRectF(rect()).adjusted(8, 6, -8, -6); }
    double x(double solo) const { return area().left() + area().width() * solo / mostSolo; }
    double y(double part) const {
        return area().bottom() - area().height() * std::clamp(part, 0.0, 1.0);
    }
    void drawCurve(QPainter& painter, const QColor& colour, Spread SweepGroup::*values,
                   double highest) {
        QPolygonF line, band;
        for (const Measured& point : owner_.measured_)
            band << QPointF(x(point.solo), y((point.group.*values).high / highest));
        for (auto point = owner_.measured_.rbegin(); point != owner_.measured_.rend(); ++point)
            band << QPointF(x(point->solo), y((point->group.*values).low / highest));
        QColor faint = colour;
        faint.setAlpha(45);
        painter.setPen(Qt::NoPen);
        painter.setBrush(faint);
        painter.drawPolygon(band);
        for (const Measured& point : owner_.measured_)
            line << QPointF(x(point.solo), y((point.group.*values).median / highest));
        painter.setPen(QPen(colour, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(line);
    }
    void drawNow(QPainter& painter, const QColor& colour, double solo, double part) {
        if (std::isnan(part))
            return;
        painter.setPen(QPen(theme().text, 1.5));
        painter.setBrush(colour);
        painter.drawEllipse(QPointF(x(solo), y(part)), 5, 5);
    }

    SoloTrade& owner_;
};

SoloTrade::SoloTrade(Document& document, const QString& sweepFile, const QString& summaryFile,
                     QWidget* parent)
    : QWidget(parent), document_(document), slider_(new QSlider(Qt::Horizontal)),
      value_(new QLabel), plot_(new Plot(*this)), share_(std::nan("")), error_(std::nan("")) {
    const Sweep sweep = loadSweep(sweepFile.toStdString());
    const std::vector<SweepGroup> groups = readMeasured(summaryFile);
    for (const SweepVariant& variant : sweep.variants)
        for (const SweepGroup& group : groups)
            if (group.variant == variant.name)
                measured_.push_back({soloOf(variant), group});
    std::stable_sort(measured_.begin(), measured_.end(),
                     [](const Measured& a, const Measured& b) { return a.solo < b.solo; });
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(2 * rhythm);
    const QString dot = QString("<span style='color:%1'>●</span>");
    auto* text = new QLabel(
        tr("<b>Solo</b>: how much every unit is to be useful alone. The slider acts while the "
           "network trains. %1 grid units (0 to 100 %), %2 error (0 to %3 cm); lines: measured in "
           "“%4” after %5 updates, with 95 % confidence; dots: the open network.")
            .arg(dot.arg(theme().artificial.name()), dot.arg(theme().edit.name()))
            .arg(100.0 * mostError, 0, 'f', 0)
            .arg(QString::fromStdString(sweep.scene.title).toHtmlEscaped())
            .arg(QLocale().toString(
                static_cast<qlonglong>(measured_.empty() ? 0 : measured_.front().group.updates))));
    text->setWordWrap(true);
    text->setFixedWidth(280);
    grid->addWidget(text, 0, 0, 2, 1, Qt::AlignTop);
    grid->addWidget(plot_, 0, 1);
    slider_->setRange(0, static_cast<int>(mostSolo * perUnit));
    slider_->setTracking(false); // one step of undo for each move
    slider_->setAccessibleName(tr("Solo"));
    grid->addWidget(slider_, 1, 1);
    grid->addWidget(value_, 1, 2);
    grid->setColumnStretch(1, 1);
    value_->setMinimumWidth(fontMetrics().horizontalAdvance("0.00") + rhythm);
    connect(slider_, &QSlider::sliderMoved, this,
            [this](int position) { value_->setText(QLocale().toString(position / perUnit)); });
    connect(slider_, &QSlider::valueChanged, this, &SoloTrade::choose);
    connect(&document_, &Document::changed, this, &SoloTrade::follow);
    follow();
}

void SoloTrade::setNow(double share, double error) {
    share_ = share;
    error_ = error;
    plot_->update();
}

void SoloTrade::choose(int position) {
    const std::string network = firstNetwork(document_.scene());
    const std::string value = Json(position / perUnit).dump();
    try {
        Scene scene = withValue(document_.scene(), "brains." + network + ".solo", value);
        scene = withValue(scene, "brains." + network + ".solo_end", value);
        document_.replaceScene(std::move(scene), tr("solo"));
    } catch (const Error& error) {
        value_->setToolTip(QString::fromStdString(error.what()));
    }
    follow();
}

void SoloTrade::follow() {
    const std::string network = firstNetwork(document_.scene());
    setEnabled(!network.empty());
    if (network.empty())
        return;
    // Where its schedule ends.
    const double solo = valueAt(document_.scene(), "brains." + network + ".solo_end").get<double>();
    const QSignalBlocker quiet(slider_);
    slider_->setValue(static_cast<int>(std::lround(solo * perUnit)));
    value_->setText(QLocale().toString(solo));
    plot_->update();
}

} // namespace hippodrome

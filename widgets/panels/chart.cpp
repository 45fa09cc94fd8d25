#include "widgets/panels/chart.h"

#include "widgets/panels/chart_view.h"
#include "widgets/style/format.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// Points kept per curve; beyond, every second one is dropped.
constexpr qsizetype maximumPoints = 1200;

double niceCeiling(double value) {
    if (!(value > 0.0))
        return 1.0;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 8.0, 10.0})
        if (value <= step * power)
            return step * power;
    return value;
}

/// The smallest of 1, 2 and 5 times a power of ten that divides a range into at most `most` parts.
double niceStep(double range, int most) {
    if (!(range > 0.0) || !std::isfinite(range))
        return 1.0;
    const double least = range / most;
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double step : {1.0, 2.0, 5.0})
        if (least <= step * power * (1.0 + 1e-9))
            return step * power;
    return 10.0 * power;
}

} // namespace

Chart::Chart(const QString& title, ChartAxis axis, const std::vector<CurveStyle>& styles,
             QWidget* parent)
    : axis_(axis), chart_(new QChart), view_(new View(*this, chart_, parent)), styles_(styles) {
    chart_->setTitle(title);
    chart_->setMargins(QMargins(0, 0, rhythm, 0));
    chart_->layout()->setContentsMargins(0, 0, 0, 0);
    chart_->setBackgroundRoundness(0);
    chart_->legend()->setAlignment(Qt::AlignBottom);
    chart_->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    x_ = new QValueAxis;
    y_ = new QValueAxis;
    x_->setTitleText(axis == ChartAxis::updates ? QChartView::tr("updates")
                                                : QChartView::tr("simulated seconds"));
    chart_->addAxis(x_, Qt::AlignBottom);
    chart_->addAxis(y_, Qt::AlignLeft);
    for (const CurveStyle& style : styles_) {
        auto* series = new QLineSeries;
        series->setName(style.name);
        chart_->addSeries(series);
        series->attachAxis(x_);
        series->attachAxis(y_);
        series_.push_back(series);
        for (QLegendMarker* marker : chart_->legend()->markers(series))
            marker->setVisible(style.inLegend);
    }
    data_.resize(styles_.size());
    cursor_ = new QLineSeries;
    chart_->addSeries(cursor_);
    cursor_->attachAxis(x_);
    cursor_->attachAxis(y_);
    for (QLegendMarker* marker : chart_->legend()->markers(cursor_))
        marker->setVisible(false);
    view_->setRenderHint(QPainter::Antialiasing);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setMinimumHeight(110);
    // Charts share their row evenly, whatever the width of their titles.
    view_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    applyColours();
}

QWidget* Chart::view() {
    return view_;
}

void Chart::setTitle(const QString& title) {
    if (chart_->title() != title)
        chart_->setTitle(title);
}

void Chart::add(std::size_t curve, double x, double y) {
    if (!std::isfinite(x) || !std::isfinite(y))
        return;
    Curve& data = data_[curve];
    if (data.passed++ % data.stride != 0)
        return;
    data.points.append(QPointF(x, y));
    if (data.points.size() > maximumPoints) {
        // From here on only every second point is taken, so that the density stays even.
        QList<QPointF> half;
        for (qsizetype i = 0; i < data.points.size(); i += 2)
            half.append(data.points[i]);
        data.points = half;
        data.stride *= 2;
    }
    changed_ = true;
}

void Chart::interrupt() {
    for (Curve& data : data_)
        if (!data.points.isEmpty() &&
            (data.gaps.isEmpty() || data.gaps.back() < data.points.back().x()))
            data.gaps.append(data.points.back().x());
}

std::vector<QList<QPointF>> Chart::pieces(std::size_t curve) const {
    const Curve& data = data_[curve];
    std::vector<QList<QPointF>> pieces(1);
    qsizetype gap = 0;
    for (const QPointF& point : data.points) {
        bool interrupted = false;
        for (; gap < data.gaps.size() && data.gaps[gap] < point.x(); ++gap)
            interrupted = true;
        if (interrupted && !pieces.back().isEmpty())
            pieces.emplace_back();
        pieces.back().append(point);
    }
    return pieces;
}

void Chart::drawCurve(std::size_t curve) {
    const std::vector<QList<QPointF>> parts = pieces(curve);
    series_[curve]->replace(parts.front());
    std::vector<QLineSeries*>& rest = data_[curve].rest;
    while (rest.size() + 1 < parts.size()) {
        auto* line = new QLineSeries;
        line->setPen(series_[curve]->pen());
        chart_->addSeries(line);
        line->attachAxis(x_);
        line->attachAxis(y_);
        for (QLegendMarker* marker : chart_->legend()->markers(line))
            marker->setVisible(false);
        rest.push_back(line);
    }
    for (std::size_t i = 0; i < rest.size(); ++i)
        rest[i]->replace(i + 1 < parts.size() ? parts[i + 1] : QList<QPointF>());
}

void Chart::dropPieces(std::size_t curve) {
    for (QLineSeries* line : data_[curve].rest) {
        chart_->removeSeries(line);
        delete line;
    }
    data_[curve].rest.clear();
}

void Chart::mark(double x, const QString& what) {
    auto* line = new QLineSeries;
    line->setPen(QPen(theme().edit, 1.5, Qt::DashLine));
    chart_->addSeries(line);
    line->attachAxis(x_);
    line->attachAxis(y_);
    for (QLegendMarker* marker : chart_->legend()->markers(line))
        marker->setVisible(false);
    marks_.push_back({x, what, line});
    changed_ = true;
}

void Chart::removeMark(const Mark& mark) {
    chart_->removeSeries(mark.line);
    delete mark.line;
}

QString Chart::title() const {
    return chart_->title();
}

void Chart::setPointer(std::optional<double> x) {
    pointerAt_ = x;
    view_->viewport()->update();
}

QString Chart::valuesAt(double x) const {
    QStringList lines{axis_ == ChartAxis::updates
                          ? QChartView::tr("%1 updates").arg(withSeparators(std::lround(x)))
                          : QChartView::tr("%1 s").arg(x, 0, 'f', 1)};
    for (std::size_t curve = 0; curve < data_.size(); ++curve) {
        const QList<QPointF>& points = data_[curve].points;
        const auto nearest =
            std::min_element(points.begin(), points.end(), [x](const auto& a, const auto& b) {
                return std::abs(a.x() - x) < std::abs(b.x() - x);
            });
        // Far from anything measured there is no value.
        if (nearest != points.end() && std::abs(nearest->x() - x) <= 0.05 * (x_->max() - x_->min()))
            lines << QString("%1  %2").arg(styles_[curve].name, formattedActivity(nearest->y()));
    }
    return lines.join('\n');
}

void Chart::setZoomable() {
    view_->setRubberBand(QChartView::RectangleRubberBand);
}

void Chart::copyFrom(const Chart& other) {
    bool same = marks_.size() == other.marks_.size() && title() == other.title();
    for (std::size_t i = 0; i < data_.size() && same; ++i)
        same = data_[i].points == other.data_[i].points && data_[i].gaps == other.data_[i].gaps;
    if (same)
        return;
    setTitle(other.title());
    for (std::size_t i = 0; i < data_.size(); ++i) {
        data_[i].points = other.data_[i].points;
        data_[i].gaps = other.data_[i].gaps;
    }
    for (const Mark& mark : marks_)
        removeMark(mark);
    marks_.clear();
    for (const Mark& mark : other.marks_)
        this->mark(mark.x, mark.what);
    changed_ = true;
}

void Chart::setCursor(std::optional<double> x) {
    cursorAt_ = x;
    if (!x) {
        cursor_->clear();
        return;
    }
    cursor_->replace(QList<QPointF>{QPointF(*x, y_->min()), QPointF(*x, y_->max())});
}

void Chart::forgetAfter(double x) {
    for (Curve& curve : data_) {
        curve.points.removeIf([&](const QPointF& point) { return point.x() > x; });
        curve.gaps.removeIf([&](double gap) { return gap > x; });
    }
    std::erase_if(marks_, [&](const Mark& mark) {
        if (mark.x <= x)
            return false;
        removeMark(mark);
        return true;
    });
    changed_ = true;
}

void Chart::clear() {
    for (std::size_t i = 0; i < data_.size(); ++i) {
        dropPieces(i);
        data_[i] = Curve();
    }
    for (const Mark& mark : marks_)
        removeMark(mark);
    marks_.clear();
    changed_ = true;
}

void Chart::setTicks(QValueAxis* axis, double range, int most) {
    const double step = niceStep(range, most);
    axis->setTickType(QValueAxis::TicksDynamic);
    axis->setTickAnchor(0.0);
    axis->setTickInterval(step);
    const int digits = std::clamp(static_cast<int>(-std::floor(std::log10(step) + 1e-9)), 0, 6);
    axis->setLabelFormat(QString("%.%1f").arg(digits));
}

bool Chart::refresh() {
    if (!changed_)
        return false;
    changed_ = false;
    double right = 10.0, top = 0.0, bottom = 0.0;
    for (const Curve& curve : data_)
        for (const QPointF& point : curve.points) {
            right = std::max(right, point.x());
            top = std::max(top, point.y());
            bottom = std::min(bottom, point.y());
        }
    const double high = niceCeiling(top), low = bottom < 0.0 ? -niceCeiling(-bottom) : 0.0;
    if (!chart_->isZoomed()) {
        x_->setRange(0.0, right);
        y_->setRange(low, high);
    }
    // Where there is little height it belongs to the curves; tool tip and pointer say the rest.
    const bool tall = view_->height() >= scaled(150);
    x_->setTitleVisible(tall);
    chart_->legend()->setVisible(tall);
    setTicks(x_, x_->max() - x_->min(), std::clamp(view_->width() / scaled(70), 2, 10));
    setTicks(y_, y_->max() - y_->min(), std::clamp(view_->height() / scaled(40), 2, 8));
    for (std::size_t i = 0; i < series_.size(); ++i)
        drawCurve(i);
    for (const Mark& mark : marks_)
        mark.line->replace(QList<QPointF>{QPointF(mark.x, low), QPointF(mark.x, high)});
    setCursor(cursorAt_);
    return true;
}

void Chart::applyColours() {
    const Palette& colours = theme();
    chart_->setBackgroundBrush(colours.panel);
    chart_->setBackgroundPen(Qt::NoPen);
    chart_->setTitleBrush(colours.text);
    const QFont small = fontOf(TextRole::small);
    QFont title = fontOf(TextRole::normal);
    title.setBold(true);
    chart_->setTitleFont(title);
    chart_->legend()->setFont(small);
    chart_->legend()->setLabelColor(colours.text);
    for (QValueAxis* axis : {x_, y_}) {
        axis->setLabelsFont(small);
        axis->setTitleFont(small);
        axis->setLabelsColor(colours.secondaryText);
        axis->setTitleBrush(colours.secondaryText);
        axis->setGridLinePen(QPen(colours.line, 1));
        axis->setLinePen(QPen(colours.line, 1));
    }
    for (std::size_t i = 0; i < series_.size(); ++i)
        series_[i]->setPen(QPen(styles_[i].colour(), 1.8, styles_[i].pen));
    for (std::size_t i = 0; i < data_.size(); ++i)
        for (QLineSeries* line : data_[i].rest)
            line->setPen(series_[i]->pen());
    cursor_->setPen(QPen(colours.text, 1.2));
    view_->setBackgroundBrush(colours.panel);
}

void pointTogether(const std::vector<Chart*>& charts) {
    for (Chart* chart : charts)
        chart->pointed = [charts](std::optional<double> x) {
            for (Chart* each : charts)
                each->setPointer(x);
        };
}

} // namespace hippodrome

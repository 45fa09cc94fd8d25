#include "widgets/panels/chart.h"

#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QPainter>
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

} // namespace

Chart::Chart(const QString& title, const std::vector<CurveStyle>& styles, QWidget* parent)
    : chart_(new QChart), view_(new QChartView(chart_, parent)), styles_(styles) {
    chart_->setTitle(title);
    chart_->setMargins(QMargins(0, 0, rhythm, 0));
    chart_->layout()->setContentsMargins(0, 0, 0, 0);
    chart_->setBackgroundRoundness(0);
    chart_->legend()->setAlignment(Qt::AlignBottom);
    chart_->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    x_ = new QValueAxis;
    y_ = new QValueAxis;
    x_->setTickCount(3);
    y_->setTickCount(4);
    x_->setLabelFormat("%.0f");
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
    view_->setMinimumHeight(134);
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

void Chart::mark(double x) {
    auto* line = new QLineSeries;
    line->setPen(QPen(theme().edit, 1.5, Qt::DashLine));
    chart_->addSeries(line);
    line->attachAxis(x_);
    line->attachAxis(y_);
    for (QLegendMarker* marker : chart_->legend()->markers(line))
        marker->setVisible(false);
    marks_.push_back({x, line});
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
    std::erase_if(marks_, [&](const auto& mark) {
        if (mark.first <= x)
            return false;
        chart_->removeSeries(mark.second);
        delete mark.second;
        return true;
    });
    changed_ = true;
}

void Chart::clear() {
    for (std::size_t i = 0; i < data_.size(); ++i) {
        dropPieces(i);
        data_[i] = Curve();
    }
    for (const auto& [x, line] : marks_) {
        chart_->removeSeries(line);
        delete line;
    }
    marks_.clear();
    changed_ = true;
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
    x_->setRange(0.0, right);
    y_->setRange(low, high);
    y_->setLabelFormat(high < 1.0 ? "%.2f" : high < 20.0 ? "%.1f" : "%.0f");
    for (std::size_t i = 0; i < series_.size(); ++i)
        drawCurve(i);
    for (const auto& [x, line] : marks_)
        line->replace(QList<QPointF>{QPointF(x, low), QPointF(x, high)});
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

} // namespace hippodrome

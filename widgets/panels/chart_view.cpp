#include "widgets/panels/chart_view.h"

#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace hippodrome {

Chart::View::View(Chart& owner, QChart* chart, QWidget* parent)
    : QChartView(chart, parent), owner_(owner) {
    setMouseTracking(true);
}

double Chart::View::positionOf(double x) const {
    return chart()->mapToPosition({x, 0.0}, owner_.series_.front()).x();
}

void Chart::View::drawForeground(QPainter* painter, const QRectF& area) {
    QChartView::drawForeground(painter, area);
    if (owner_.series_.empty())
        return;
    painter->setFont(fontOf(TextRole::small));
    drawMarks(*painter);
    drawValues(*painter);
}

void Chart::View::drawMarks(QPainter& painter) const {
    const QRectF plot = chart()->plotArea();
    const QFontMetricsF metrics(painter.font());
    double taken = -1e9;
    painter.setPen(theme().edit);
    for (const Mark& mark : owner_.marks_) {
        const double x = positionOf(mark.x);
        const QString text =
            metrics.elidedText(mark.what, Qt::ElideRight, std::max(0.0, plot.right() - x - 4));
        if (mark.what.isEmpty() || x < taken || x < plot.left() || text.size() < 3)
            continue; // one beside the other, or none
        painter.drawText(QPointF(x + 3, plot.top() + metrics.ascent()), text);
        taken = x + metrics.horizontalAdvance(text) + 6;
    }
}

void Chart::View::drawValues(QPainter& painter) const {
    if (!owner_.pointerAt_)
        return;
    const QRectF plot = chart()->plotArea();
    const double x = positionOf(*owner_.pointerAt_);
    if (x < plot.left() - 1 || x > plot.right() + 1)
        return;
    painter.setPen(QPen(theme().secondaryText, 1));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    const QString text = owner_.valuesAt(*owner_.pointerAt_);
    QRectF box = painter.boundingRect(QRectF(0, 0, 1000, 1000), Qt::AlignLeft, text)
                     .adjusted(0, 0, rhythm, rhythm / 2);
    const bool right = x + box.width() + 6 < plot.right();
    box.moveTopLeft({right ? x + 6 : std::max(0.0, x - box.width() - 6), plot.top() + 2});
    painter.fillRect(box, theme().window);
    painter.setPen(theme().line);
    painter.drawRect(box);
    painter.setPen(theme().text);
    painter.drawText(box.adjusted(rhythm / 2, rhythm / 4, 0, 0), Qt::AlignLeft, text);
}

void Chart::View::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    owner_.changed_ = true; // ticks and legend have another amount of room
}

void Chart::View::mouseMoveEvent(QMouseEvent* event) {
    QChartView::mouseMoveEvent(event);
    if (!owner_.pointed || owner_.series_.empty())
        return;
    const QPointF place = event->position();
    if (chart()->plotArea().contains(place))
        owner_.pointed(chart()->mapToValue(place, owner_.series_.front()).x());
    else
        owner_.pointed(std::nullopt);
}

void Chart::View::leaveEvent(QEvent* event) {
    QChartView::leaveEvent(event);
    if (owner_.pointed)
        owner_.pointed(std::nullopt);
}

void Chart::View::mouseDoubleClickEvent(QMouseEvent* event) {
    if (owner_.enlargementWanted)
        owner_.enlargementWanted();
    else
        chart()->zoomReset();
    event->accept();
}

} // namespace hippodrome

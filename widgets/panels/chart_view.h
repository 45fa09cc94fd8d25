#pragma once

// For chart.cpp and chart_view.cpp alone: nobody else knows Qt Charts.
#include "widgets/panels/chart.h"

#include <QChart>
#include <QChartView>

namespace hippodrome {

/// Draws what Qt Charts has nothing for: the names of edits, and values under the pointer.
class Chart::View : public QChartView {
public:
    View(Chart& owner, QChart* chart, QWidget* parent);

protected:
    void drawForeground(QPainter* painter, const QRectF& area) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    void drawMarks(QPainter& painter) const;
    void drawValues(QPainter& painter) const;
    /// Where an x of the axis lies [px].
    double positionOf(double x) const;

    Chart& owner_;
};

} // namespace hippodrome

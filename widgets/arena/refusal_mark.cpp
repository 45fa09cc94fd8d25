#include "widgets/arena/refusal_mark.h"

#include "widgets/style/theme.h"

#include <QPainter>

#include <algorithm>

namespace hippodrome {

namespace {

QPolygonF onScreen(const Polygon& polygon, const ViewTransform& view) {
    QPolygonF points;
    for (const Vec2& corner : polygon)
        points << view.toScreen(corner);
    return points;
}

} // namespace

void drawRefusal(QPainter& painter, const ViewTransform& view, const RefusedShape& refused) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().edit, 2, Qt::DashLine));
    if (const auto* wall = std::get_if<Wall>(&refused.shape))
        painter.drawLine(view.toScreen(wall->a), view.toScreen(wall->b));
    else if (const auto* hole = std::get_if<Hole>(&refused.shape))
        painter.drawPolygon(onScreen(hole->polygon, view));
    else if (const auto* outline = std::get_if<Outline>(&refused.shape))
        painter.drawPolygon(onScreen(outline->boundary, view));
    else if (const auto* reward = std::get_if<Reward>(&refused.shape))
        painter.drawEllipse(view.toScreen(reward->position), reward->radius * view.scale(),
                            reward->radius * view.scale());
    else if (const auto* object = std::get_if<Object>(&refused.shape))
        painter.drawRect(QRectF(view.toScreen(object->position) - QPointF(5, 5), QSizeF(10, 10)));
    painter.setPen(QPen(theme().danger, 3, Qt::SolidLine, Qt::RoundCap));
    for (const Segment& fault : refused.faults) {
        const QPointF a = view.toScreen(fault.a), b = view.toScreen(fault.b);
        if (fault.a != fault.b) {
            painter.drawLine(a, b);
            continue;
        }
        painter.drawLine(a - QPointF(6, 6), a + QPointF(6, 6));
        painter.drawLine(a - QPointF(6, -6), a + QPointF(6, -6));
    }
}

} // namespace hippodrome

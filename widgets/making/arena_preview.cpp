#include "widgets/making/arena_preview.h"

#include "core/arena/arena_geometry.h"
#include "core/arena/polygon.h"

#include "widgets/scenes/scene_card.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QPainter>

#include <algorithm>

namespace hippodrome {

ArenaPreview::ArenaPreview(QWidget* parent) : QWidget(parent) {
    setMinimumSize(220, 200);
    setAccessibleName(tr("Preview"));
}

void ArenaPreview::setArena(Arena arena, Arena left) {
    arena_ = std::move(arena);
    left_ = std::move(left);
    setAccessibleDescription(sizeText());
    update();
}

QString ArenaPreview::sizeText() const {
    const ArenaGeometry geometry(arena_);
    return tr("%1 m² to run in").arg(geometry.area(), 0, 'f', 2);
}

void ArenaPreview::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme().window);
    const double line = painter.fontMetrics().height();
    // Dimensions stand below and at the left of the plan.
    const QRectF room = QRectF(rect()).adjusted(2.5 * line, 1.5 * line, -2.5 * line, -3.5 * line);
    const Bounds bounds = boundsOf(arena_.boundary);
    const double scale = std::min(room.width() / bounds.width(), room.height() / bounds.height());
    QRectF plan(0, 0, bounds.width() * scale, bounds.height() * scale);
    plan.moveCenter(room.center());
    drawPlan(painter, arena_, plan);

    const Vec2 middle = 0.5 * (bounds.minimum + bounds.maximum);
    const auto at = [&](Vec2 place) {
        return plan.center() + QPointF(place.x - middle.x, middle.y - place.y) * scale;
    };
    painter.setPen(QPen(theme().danger, 2, Qt::DashLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    for (const Wall& wall : left_.walls)
        painter.drawLine(at(wall.a), at(wall.b));
    for (const Hole& hole : left_.holes) {
        QPolygonF polygon;
        for (const Vec2& corner : hole.polygon)
            polygon << at(corner);
        painter.drawPolygon(polygon);
    }
    const auto cross = [&](Vec2 place) {
        painter.drawLine(at(place) - QPointF(5, 5), at(place) + QPointF(5, 5));
        painter.drawLine(at(place) - QPointF(5, -5), at(place) + QPointF(5, -5));
    };
    for (const Reward& reward : left_.rewards)
        cross(reward.position);
    for (const Object& object : left_.objects)
        cross(object.position);

    painter.setPen(QPen(theme().secondaryText, 1));
    const double below = plan.bottom() + 0.6 * line, beside = plan.left() - 0.6 * line;
    painter.drawLine(QPointF(plan.left(), below), QPointF(plan.right(), below));
    painter.drawLine(QPointF(beside, plan.top()), QPointF(beside, plan.bottom()));
    for (const double x : {plan.left(), plan.right()})
        painter.drawLine(QPointF(x, below - 4), QPointF(x, below + 4));
    for (const double y : {plan.top(), plan.bottom()})
        painter.drawLine(QPointF(beside - 4, y), QPointF(beside + 4, y));
    painter.setPen(theme().text);
    painter.drawText(QRectF(0, below + 0.2 * line, width(), line), Qt::AlignHCenter,
                     tr("%1 m").arg(bounds.width(), 0, 'f', 2));
    painter.save();
    painter.translate(beside - 0.2 * line, plan.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-0.5 * height(), -line, height(), line), Qt::AlignHCenter,
                     tr("%1 m").arg(bounds.height(), 0, 'f', 2));
    painter.restore();
    painter.setPen(theme().secondaryText);
    painter.drawText(QRectF(0, height() - 1.4 * line, width(), line), Qt::AlignHCenter, sizeText());
}

} // namespace hippodrome

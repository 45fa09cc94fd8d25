#include "widgets/maps/arena_lines.h"

#include "widgets/style/theme.h"

#include <QPainterPath>

#include <algorithm>

namespace hippodrome {

namespace {

/// The outline and everything in it that stops the rat, as one path on the screen.
template <class OnScreen>
QPainterPath wallsOf(const Arena& arena, const OnScreen& onScreen) {
    QPainterPath path;
    const auto addPolygon = [&](const Polygon& polygon) {
        QPolygonF points;
        for (const Vec2 corner : polygon)
            points << onScreen(corner);
        path.addPolygon(points);
        path.closeSubpath();
    };
    for (const Hole& hole : arena.holes)
        addPolygon(hole.polygon);
    for (const Wall& wall : arena.walls) {
        path.moveTo(onScreen(wall.a));
        path.lineTo(onScreen(wall.b));
    }
    if (!arena.periodic)
        addPolygon(arena.boundary);
    return path;
}

} // namespace

Bounds frameOf(const PopulationPicture& picture) {
    if (picture.grid.bins() > 0)
        return picture.grid.frame();
    return {
        {0.0, 0.0},
        {std::max(1.0, double(picture.maps.columns)), std::max(1.0, double(picture.maps.rows))}};
}

QRectF fittedTo(const Bounds& frame, const QRectF& area) {
    const double scale = std::min(area.width() / frame.width(), area.height() / frame.height());
    const QSizeF size(frame.width() * scale, frame.height() * scale);
    return {QPointF(area.center().x() - size.width() / 2, area.center().y() - size.height() / 2),
            size};
}

void drawArenaLines(QPainter& painter, const QRectF& map, const Bounds& frame, const Arena& arena,
                    double width) {
    const double scale = map.width() / frame.width();
    const auto onScreen = [&](Vec2 place) { // whose y points down
        return QPointF(map.left() + (place.x - frame.minimum.x) * scale,
                       map.bottom() - (place.y - frame.minimum.y) * scale);
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(map.adjusted(-width, -width, width, width), Qt::IntersectClip);
    painter.setBrush(Qt::NoBrush);
    // Bright in every theme, as colour maps are dark where little is, on a wider dark line for
    // where they are bright.
    const bool darkTheme = theme().text.lightness() > theme().panel.lightness();
    const QColor line = darkTheme ? theme().text : theme().panel;
    const QColor rewardLine = theme().reward.lighter(darkTheme ? 115 : 170);
    QColor ground = darkTheme ? theme().panel : theme().text;
    ground.setAlpha(170);
    const auto stroke = [&](const QColor& colour, Qt::PenStyle style, const auto& draw) {
        painter.setPen(QPen(ground, 2.2 * width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        draw();
        painter.setPen(QPen(colour, width, style, Qt::FlatCap, Qt::RoundJoin));
        draw();
    };
    const QPainterPath walls = wallsOf(arena, onScreen);
    stroke(line, Qt::SolidLine, [&] { painter.drawPath(walls); });
    if (arena.periodic) {
        QPolygonF outline;
        for (const Vec2 corner : arena.boundary)
            outline << onScreen(corner);
        stroke(line, Qt::DashLine, [&] { painter.drawPolygon(outline); });
    }
    for (const Reward& reward : arena.rewards) {
        const double radius = std::max(2.0 * width, reward.radius * scale);
        stroke(rewardLine, Qt::SolidLine,
               [&] { painter.drawEllipse(onScreen(reward.position), radius, radius); });
    }
    const double side = 2.0 * width;
    for (const Object& object : arena.objects)
        stroke(line, Qt::SolidLine, [&] {
            painter.drawRect(
                QRectF(onScreen(object.position) - QPointF(side, side), QSizeF(side, side) * 2.0));
        });
    painter.restore();
}

} // namespace hippodrome

// How an arena, the rat and a brain's belief are drawn.
#include "core/cells/cue.h"

#include "widgets/arena/arena_view.h"
#include "widgets/style/theme.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

QPolygonF polygonOnScreen(const Polygon& polygon, const ViewTransform& view) {
    QPolygonF points;
    for (const Vec2& corner : polygon)
        points << view.toScreen(corner);
    return points;
}

QColor faded(QColor colour, double alpha) {
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

/// The length of a grid step that gives lines 30 to 150 px apart: 1, 2 or 5 times a power of ten.
double gridStep(double pixelsPerMetre) {
    for (double power = 0.001; power < 1e4; power *= 10.0)
        for (const double factor : {1.0, 2.0, 5.0})
            if (factor * power * pixelsPerMetre >= 30.0)
                return factor * power;
    return 1.0;
}

} // namespace

void ArenaView::draw(QPainter& painter, const QRectF& area) {
    ViewTransform view;
    view.fit(shownBounds(), area.adjusted(viewMargin, viewMargin, -viewMargin, -viewMargin));
    drawArena(painter, view, area);
    drawMoving(painter, view);
}

void ArenaView::drawArena(QPainter& painter, const ViewTransform& view, const QRectF& area) const {
    const Arena& arena = document_.scene().arena;
    painter.fillRect(area, theme().panel);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath floor;
    floor.addPolygon(polygonOnScreen(arena.boundary, view));
    floor.closeSubpath();
    for (const Hole& hole : arena.holes) {
        QPainterPath cut;
        cut.addPolygon(polygonOnScreen(hole.polygon, view));
        cut.closeSubpath();
        floor = floor.subtracted(cut);
    }
    painter.fillPath(floor, theme().floor);
    painter.save();
    painter.setClipPath(floor);
    const StateLayer* layer =
        overlay_.picture ? layerOf(*overlay_.picture, overlay_.layer) : nullptr;
    if (layer)
        drawLayer(painter, view, *overlay_.picture, *layer, overlayColours_);
    else
        drawGrid(painter, view, area);
    if (overlay_.picture && overlay_.choices)
        drawChoices(painter, view, *overlay_.picture);
    const auto drawContours = [&](const std::vector<Segment>& contours, double alpha,
                                  double width) {
        painter.setPen(QPen(faded(colourOf(nature_), alpha), width, Qt::SolidLine, Qt::RoundCap));
        QVector<QLineF> lines;
        for (const Segment& line : contours)
            lines << QLineF(view.toScreen(line.a), view.toScreen(line.b));
        painter.drawLines(lines);
    };
    drawContours(contours_, 0.5, 1.0);
    drawContours(chosenContours_, 1.0, 2.2);
    painter.restore();
    if (!rewardsMove())
        drawRewards(painter, view, arena.rewards);
    for (const Object& object : arena.objects) {
        const QPointF point = view.toScreen(object.position);
        const bool cue = object.kind == cueKind;
        painter.setPen(QPen(theme().text, 1.5));
        painter.setBrush(faded(theme().text, cue ? 0.9 : 0.2));
        painter.drawRect(QRectF(point - QPointF(5, 5), QSizeF(10, 10)));
        painter.setPen(theme().secondaryText);
        painter.drawText(QRectF(point + QPointF(-40, 6), QSizeF(80, 16)), Qt::AlignCenter,
                         QString::fromStdString(object.kind));
    }
    drawStarts(painter, view);
    const Qt::PenStyle outlineStyle = arena.periodic ? Qt::DashLine : Qt::SolidLine;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().text, 2.5, outlineStyle, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolygon(polygonOnScreen(arena.boundary, view));
    for (const Hole& hole : arena.holes)
        painter.drawPolygon(polygonOnScreen(hole.polygon, view));
    painter.setPen(QPen(theme().text, 3, Qt::SolidLine, Qt::RoundCap));
    for (const Wall& wall : arena.walls)
        painter.drawLine(view.toScreen(wall.a), view.toScreen(wall.b));
    drawScaleBar(painter, view, area);
}

/// Rewards that the task moves are drawn where they are at the moment, and not with the arena,
/// which is drawn once.
bool ArenaView::rewardsMove() const {
    return document_.scene().task.nextGoal != Task::NextGoal::same;
}

void ArenaView::drawRewards(QPainter& painter, const ViewTransform& view,
                            const std::vector<Reward>& rewards) const {
    for (const Reward& reward : rewards) {
        const double radius = reward.radius * view.scale();
        painter.setPen(QPen(theme().reward, 2));
        painter.setBrush(faded(theme().reward, 0.25));
        painter.drawEllipse(view.toScreen(reward.position), radius, radius);
        painter.drawText(QRectF(view.toScreen(reward.position) - QPointF(40, 10), QSizeF(80, 20)),
                         Qt::AlignCenter, QString::number(reward.magnitude, 'g', 3));
    }
}

void ArenaView::drawGrid(QPainter& painter, const ViewTransform& view, const QRectF& area) const {
    const double step = gridStep(view.scale());
    const Vec2 low = view.toArena(area.bottomLeft()), high = view.toArena(area.topRight());
    painter.setPen(QPen(theme().line, 1));
    for (double x = std::ceil(low.x / step) * step; x < high.x; x += step)
        painter.drawLine(view.toScreen({x, low.y}), view.toScreen({x, high.y}));
    for (double y = std::ceil(low.y / step) * step; y < high.y; y += step)
        painter.drawLine(view.toScreen({low.x, y}), view.toScreen({high.x, y}));
}

void ArenaView::drawScaleBar(QPainter& painter, const ViewTransform& view,
                             const QRectF& area) const {
    double metres = gridStep(view.scale());
    while (metres * view.scale() < 40.0)
        metres *= 2.0;
    const double width = metres * view.scale();
    const QPointF left(area.left() + 8, area.bottom() - 6);
    painter.setPen(QPen(theme().secondaryText, 2));
    painter.drawLine(left, left + QPointF(width, 0));
    const QString text =
        metres >= 1.0 ? tr("%1 m").arg(metres) : tr("%1 cm").arg(std::lround(100.0 * metres));
    painter.drawText(left + QPointF(width + 6, 3), text);
}

void ArenaView::drawMoving(QPainter& painter, const ViewTransform& view) const {
    painter.setRenderHint(QPainter::Antialiasing);
    if (rewardsMove())
        drawRewards(painter, view,
                    snapshot_ && snapshot_->arena ? snapshot_->arena->arena().rewards
                                                  : document_.scene().arena.rewards);
    if (!snapshot_)
        return;
    const std::vector<Vec2>& trail = snapshot_->trail;
    if (showTrail_ && trail.size() > 1) {
        // Older parts fade; a few polylines are much cheaper than a line per step.
        constexpr std::size_t parts = 8;
        for (std::size_t part = 0; part < parts; ++part) {
            const std::size_t begin = trail.size() * part / parts;
            const std::size_t end = std::min(trail.size(), trail.size() * (part + 1) / parts + 1);
            QPolygonF line;
            for (std::size_t i = begin; i < end; ++i) {
                // A jump (a periodic arena, another place) is no path.
                if (i > begin && length(trail[i] - trail[i - 1]) > 0.5) {
                    line.clear();
                }
                line << view.toScreen(trail[i]);
            }
            painter.setPen(
                QPen(faded(theme().secondaryText, 0.15 + 0.6 * (part + 1) / parts), 1.4));
            painter.drawPolyline(line);
        }
    }
    for (const BrainMoment& brain : snapshot_->brains) {
        if (brain.name != brain_ || !brain.decoded)
            continue;
        const QPointF ghost = view.toScreen(*brain.decoded),
                      rat = view.toScreen(snapshot_->rat.position);
        painter.setPen(QPen(faded(colourOf(nature_), 0.8), 1.2, Qt::DotLine));
        painter.drawLine(rat, ghost);
        painter.setPen(QPen(colourOf(nature_), 2, Qt::DashLine));
        painter.setBrush(faded(colourOf(nature_), 0.2));
        painter.drawEllipse(ghost, 8, 8);
    }
    replays_.draw(painter, view);
    if (showRivals_)
        drawRivals(painter, view);
    drawRat(painter, view, snapshot_->rat, showRivals_ ? colourOfAgent(0) : theme().text, 1.0);
}

void ArenaView::drawStarts(QPainter& painter, const ViewTransform& view) const {
    painter.setPen(QPen(theme().secondaryText, 1.5, Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    for (const StartRegion& start : document_.scene().task.starts) {
        const QPointF centre = view.toScreen(start.position);
        const double radius = std::max(5.0, start.radius * view.scale());
        painter.drawEllipse(centre, radius, radius);
        painter.drawText(QRectF(centre - QPointF(30, 8), QSizeF(60, 16)), Qt::AlignCenter, "S");
    }
}

void ArenaView::drawRivals(QPainter& painter, const ViewTransform& view) const {
    // The last first, so that the scene's own agent and those before lie on top.
    for (std::size_t i = snapshot_->agents.size(); i-- > 1;) {
        const AgentMoment& rival = snapshot_->agents[i];
        QPolygonF line;
        for (std::size_t k = 0; k < rival.trail.size(); ++k) {
            if (k > 0 && length(rival.trail[k] - rival.trail[k - 1]) > 0.5)
                line.clear();
            line << view.toScreen(rival.trail[k]);
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(faded(colourOfAgent(i), 0.7), 1.4, penOfAgent(i)));
        painter.drawPolyline(line);
        drawRat(painter, view, rival.rat, colourOfAgent(i), 0.75);
        painter.setPen(theme().text);
        painter.drawText(
            QRectF(view.toScreen(rival.rat.position) + QPointF(6, -22), QSizeF(30, 16)),
            Qt::AlignLeft | Qt::AlignVCenter, QString::number(i + 1));
    }
}

void ArenaView::drawRat(QPainter& painter, const ViewTransform& view, const RatState& rat,
                        QColor colour, double share) const {
    // A rat is about 20 cm long without its tail; never smaller than can be seen.
    const double size = share * std::clamp(0.05 * view.scale(), 7.0, 26.0);
    painter.save();
    painter.translate(view.toScreen(rat.position));
    painter.rotate(-rat.headDirection * 180.0 / std::numbers::pi);
    QPainterPath tail;
    tail.moveTo(-size, 0);
    tail.cubicTo(-1.6 * size, 0.5 * size, -1.9 * size, -0.5 * size, -2.4 * size, 0.1 * size);
    painter.setPen(QPen(colour, std::max(1.2, 0.12 * size), Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(tail);
    QPainterPath body;
    body.moveTo(1.35 * size, 0);
    body.cubicTo(0.9 * size, 0.42 * size, 0.3 * size, 0.62 * size, -0.4 * size, 0.6 * size);
    body.cubicTo(-1.2 * size, 0.55 * size, -1.2 * size, -0.55 * size, -0.4 * size, -0.6 * size);
    body.cubicTo(0.3 * size, -0.62 * size, 0.9 * size, -0.42 * size, 1.35 * size, 0);
    painter.setPen(QPen(theme().panel, 1.2));
    painter.setBrush(colour);
    painter.drawPath(body);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().secondaryText);
    for (const double side : {-1.0, 1.0})
        painter.drawEllipse(QPointF(0.45 * size, side * 0.5 * size), 0.2 * size, 0.2 * size);
    painter.restore();
}

} // namespace hippodrome

#include "widgets/tools/draw_tools.h"

#include "core/arena/arena_geometry.h"

#include "widgets/style/theme.h"

#include <algorithm>

namespace hippodrome {

QString lengthText(double metres) {
    return QObject::tr("%1 m").arg(metres, 0, 'f', 2);
}

void drawLength(QPainter& painter, const ViewTransform& view, Vec2 from, Vec2 to) {
    const QPointF middle = view.toScreen(0.5 * (from + to));
    const QString text = lengthText(length(to - from));
    QRectF box = painter.fontMetrics().boundingRect(text);
    box.moveCenter(middle + QPointF(0, -painter.fontMetrics().height()));
    box.adjust(-4, -1, 4, 1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().panel);
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(theme().edit);
    painter.drawText(box, Qt::AlignCenter, text);
}

ToolType WallTool::type() {
    return {.key = "wall",
            .label = tr("Wall"),
            .help = tr(
                "Drag to draw a wall; Shift holds the angle, Alt leaves the grid, Escape cancels"),
            .shortcut = Qt::Key_W,
            .create = createTool<WallTool>};
}

void WallTool::press(const ToolEvent& event) {
    from_ = to_ = snapped(document_.scene().arena, event.place, event.view, event.modifiers);
    emit updated();
}

void WallTool::move(const ToolEvent& event) {
    if (!from_)
        return;
    to_ = snapped(document_.scene().arena, event.place, event.view, event.modifiers, from_);
    emit readout(lengthText(length(to_ - *from_)));
    emit updated();
}

void WallTool::release(const ToolEvent& event) {
    if (!from_)
        return;
    move(event);
    const Vec2 from = *from_;
    from_.reset();
    if (length(to_ - from) > 0.01)
        document_.addWall(from, to_);
    emit readout({});
    emit updated();
}

bool WallTool::cancel() {
    const bool had = from_.has_value();
    from_.reset();
    emit readout({});
    emit updated();
    return had;
}

void WallTool::paint(QPainter& painter, const ViewTransform& view) const {
    if (!from_)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().edit, 3, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(view.toScreen(*from_), view.toScreen(to_));
    drawLength(painter, view, *from_, to_);
}

ToolType PolygonTool::type() {
    return {
        .key = "polygon",
        .label = tr("Polygon"),
        .help =
            tr("Click corners; close at the first one or with Enter. Inside the arena it becomes a "
               "hole, around it the new outline. Backspace takes a corner back"),
        .shortcut = Qt::Key_P,
        .create = createTool<PolygonTool>};
}

void PolygonTool::press(const ToolEvent& event) {
    const Vec2 place = snapped(document_.scene().arena, event.place, event.view, event.modifiers,
                               corners_.empty() ? std::nullopt : std::optional(corners_.back()));
    const bool closes = corners_.size() >= 3 &&
                        length(event.place - corners_.front()) < event.view.toMetres(grabDistance);
    if (closes) {
        finish();
        return;
    }
    if (corners_.empty() || length(place - corners_.back()) > 1e-6)
        corners_.push_back(place);
    pointer_ = place;
    emit updated();
}

void PolygonTool::move(const ToolEvent& event) {
    pointer_ = snapped(document_.scene().arena, event.place, event.view, event.modifiers,
                       corners_.empty() ? std::nullopt : std::optional(corners_.back()));
    if (!corners_.empty())
        emit readout(lengthText(length(pointer_ - corners_.back())));
    emit updated();
}

void PolygonTool::doubleClick(const ToolEvent&) {
    finish();
}

bool PolygonTool::finish() {
    if (corners_.size() < 3)
        return false;
    const Polygon polygon = corners_;
    emit readout({});
    // A polygon around every corner of the boundary is a new outline; any other is a hole.
    const Arena& arena = document_.scene().arena;
    Arena outer;
    outer.boundary = polygon;
    bool accepted = false;
    const auto holdsAll = [&] {
        const ArenaGeometry geometry(outer);
        return std::all_of(arena.boundary.begin(), arena.boundary.end(),
                           [&](Vec2 corner) { return geometry.contains(corner); });
    };
    if (validate(outer).empty() && holdsAll()) {
        Outline outline;
        outline.boundary = polygon;
        accepted = document_.setOutline(outline, tr("draw outline"));
    } else {
        accepted = document_.addHole(polygon);
    }
    // One that is refused stays on screen: corners can be taken back, and Escape drops it.
    if (accepted)
        corners_.clear();
    emit updated();
    return true;
}

bool PolygonTool::takeBack() {
    if (corners_.empty())
        return false;
    corners_.pop_back();
    emit updated();
    return true;
}

bool PolygonTool::cancel() {
    const bool had = !corners_.empty();
    corners_.clear();
    emit readout({});
    emit updated();
    return had;
}

void PolygonTool::paint(QPainter& painter, const ViewTransform& view) const {
    if (corners_.empty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().edit, 2));
    QPolygonF line;
    for (const Vec2& corner : corners_)
        line << view.toScreen(corner);
    line << view.toScreen(pointer_);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    if (corners_.size() >= 2) {
        painter.setPen(QPen(theme().edit, 1, Qt::DashLine));
        painter.drawLine(view.toScreen(pointer_), view.toScreen(corners_.front()));
    }
    painter.setPen(QPen(theme().edit, 1.2));
    painter.setBrush(theme().panel);
    for (const Vec2& corner : corners_)
        painter.drawEllipse(view.toScreen(corner), 4.0, 4.0);
    drawLength(painter, view, corners_.back(), pointer_);
}

} // namespace hippodrome

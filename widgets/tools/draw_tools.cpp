#include "widgets/tools/draw_tools.h"

#include "widgets/style/theme.h"

#include <cmath>

namespace hippodrome {

namespace {

std::vector<ToolMeasure> lineMeasures(Vec2 from, Vec2 to) {
    return {
        {QObject::tr("Length"), ToolMeasure::Unit::length, length(to - from)},
        {QObject::tr("Angle"), ToolMeasure::Unit::angle, std::atan2(to.y - from.y, to.x - from.x)}};
}

} // namespace

QString lengthText(double metres) {
    return QObject::tr("%1 m").arg(metres, 0, 'f', 2);
}

void drawLength(QPainter& painter, const ViewTransform& view, Vec2 from, Vec2 to) {
    drawPatch(painter,
              view.toScreen(0.5 * (from + to)) - QPointF(0, painter.fontMetrics().height()),
              lengthText(length(to - from)));
}

ToolType WallTool::type() {
    return {.key = "wall",
            .label = tr("Wall"),
            .help = tr(
                "Drag to draw a wall; type digits for its exact length and angle; Shift holds the "
                "angle, Alt leaves the grid, Escape cancels"),
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
    finish();
}

bool WallTool::finish() {
    if (!from_)
        return false;
    const Vec2 from = *from_;
    from_.reset();
    if (length(to_ - from) > 0.01)
        document_.addWall(from, to_);
    emit readout({});
    emit updated();
    return true;
}

std::vector<ToolMeasure> WallTool::measures() const {
    return from_ ? lineMeasures(*from_, to_) : std::vector<ToolMeasure>();
}

void WallTool::setMeasures(const std::vector<double>& values) {
    if (!from_ || values.size() != 2)
        return;
    to_ = *from_ + values[0] * unitVector(values[1]);
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
        .help = tr(
            "Click corners; close at the first one or with Enter. Inside the arena it becomes an "
            "obstacle, around it or with Ctrl the new outline. Backspace takes a corner back"),
        .shortcut = Qt::Key_P,
        .create = createTool<PolygonTool>};
}

void PolygonTool::press(const ToolEvent& event) {
    const Vec2 place = snapped(document_.scene().arena, event.place, event.view, event.modifiers,
                               corners_.empty() ? std::nullopt : std::optional(corners_.back()));
    const bool closes = corners_.size() >= 3 &&
                        length(event.place - corners_.front()) < event.view.toMetres(grabDistance);
    modifiers_ = event.modifiers;
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
    modifiers_ = event.modifiers;
    pointer_ = snapped(document_.scene().arena, event.place, event.view, event.modifiers,
                       corners_.empty() ? std::nullopt : std::optional(corners_.back()));
    if (!corners_.empty())
        emit readout(lengthText(length(pointer_ - corners_.back())));
    emit updated();
}

void PolygonTool::doubleClick(const ToolEvent& event) {
    modifiers_ = event.modifiers;
    finish();
}

bool PolygonTool::finish() {
    if (corners_.size() < 3)
        return false;
    emit readout({});
    const bool accepted = takeShape(document_, {corners_, {}, false},
                                    useOf(document_.scene().arena, corners_, modifiers_));
    // One that is refused stays on screen: corners can be taken back, and Escape drops it.
    if (accepted)
        corners_.clear();
    emit updated();
    return true;
}

std::vector<ToolMeasure> PolygonTool::measures() const {
    return corners_.empty() ? std::vector<ToolMeasure>() : lineMeasures(corners_.back(), pointer_);
}

void PolygonTool::setMeasures(const std::vector<double>& values) {
    if (corners_.empty() || values.size() != 2)
        return;
    pointer_ = corners_.back() + values[0] * unitVector(values[1]);
    emit updated();
}

void PolygonTool::acceptMeasures() {
    if (!corners_.empty() && length(pointer_ - corners_.back()) > 1e-6)
        corners_.push_back(pointer_);
    emit updated();
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
    if (corners_.size() >= 2) {
        Polygon closed = corners_;
        closed.push_back(pointer_);
        drawUse(painter, view, pointer_, useOf(document_.scene().arena, closed, modifiers_));
    }
}

} // namespace hippodrome

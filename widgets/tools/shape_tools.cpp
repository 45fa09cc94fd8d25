#include "widgets/tools/shape_tools.h"

#include "widgets/style/theme.h"
#include "widgets/tools/snapping.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

void ShapeTool::press(const ToolEvent& event) {
    from_ = to_ = snapped(document_.scene().arena, event.place, event.view,
                          event.modifiers & ~Qt::ShiftModifier);
    modifiers_ = event.modifiers;
    emit updated();
}

void ShapeTool::move(const ToolEvent& event) {
    if (!from_)
        return;
    to_ = secondPoint(event);
    modifiers_ = event.modifiers;
    QStringList sizes;
    for (const ToolMeasure& measure : measures())
        sizes << lengthText(measure.value);
    emit readout(sizes.join(" × "));
    emit updated();
}

void ShapeTool::release(const ToolEvent& event) {
    if (!from_)
        return;
    move(event);
    finish();
}

bool ShapeTool::finish() {
    if (!from_)
        return false;
    const Outline drawn = shape();
    const ShapeUse use = useOf(document_.scene().arena, drawn.boundary, modifiers_);
    const bool large = length(to_ - *from_) >= smallest;
    from_.reset();
    emit readout({});
    if (large)
        takeShape(document_, drawn, use);
    emit updated();
    return true;
}

bool ShapeTool::cancel() {
    const bool had = from_.has_value();
    from_.reset();
    emit readout({});
    emit updated();
    return had;
}

void ShapeTool::paint(QPainter& painter, const ViewTransform& view) const {
    if (!from_)
        return;
    const Outline drawn = shape();
    QPolygonF polygon;
    for (const Vec2& corner : drawn.boundary)
        polygon << view.toScreen(corner);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().edit, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolygon(polygon);
    paintSizes(painter, view);
    drawUse(painter, view, to_, useOf(document_.scene().arena, drawn.boundary, modifiers_));
}

ToolType RectangleTool::type() {
    return {.key = "rectangle",
            .label = tr("Rectangle"),
            .help = tr("Drag from corner to corner for an obstacle, with Ctrl or around the arena "
                       "for a new outline; Shift makes a square; type digits for exact sizes"),
            .shortcut = Qt::Key_Q,
            .create = createTool<RectangleTool>};
}

Vec2 RectangleTool::secondPoint(const ToolEvent& event) const {
    const Vec2 place = snapped(document_.scene().arena, event.place, event.view,
                               event.modifiers & ~Qt::ShiftModifier);
    if (!(event.modifiers & Qt::ShiftModifier))
        return place;
    const Vec2 along = place - *from_;
    const double side = std::max(std::abs(along.x), std::abs(along.y));
    return *from_ + Vec2{std::copysign(side, along.x), std::copysign(side, along.y)};
}

Outline RectangleTool::shape() const {
    return {rectanglePolygon(0.5 * (*from_ + to_), std::abs(to_.x - from_->x),
                             std::abs(to_.y - from_->y)),
            {},
            false};
}

std::vector<ToolMeasure> RectangleTool::measures() const {
    if (!from_)
        return {};
    return {{tr("Width"), ToolMeasure::Unit::length, std::abs(to_.x - from_->x)},
            {tr("Height"), ToolMeasure::Unit::length, std::abs(to_.y - from_->y)}};
}

void RectangleTool::setMeasures(const std::vector<double>& values) {
    if (!from_ || values.size() != 2)
        return;
    // To the side where the pointer was.
    to_ = *from_ + Vec2{std::copysign(values[0], to_.x - from_->x),
                        std::copysign(values[1], to_.y - from_->y)};
    emit updated();
}

void RectangleTool::paintSizes(QPainter& painter, const ViewTransform& view) const {
    const double top = std::max(from_->y, to_.y), side = std::max(from_->x, to_.x);
    drawLength(painter, view, {from_->x, top}, {to_.x, top});
    drawLength(painter, view, {side, from_->y}, {side, to_.y});
}

ToolType CircleTool::type() {
    return {.key = "circle",
            .label = tr("Circle"),
            .help = tr("Drag from the middle to the rim for a round obstacle, with Ctrl or around "
                       "the arena for a new outline; type digits for an exact diameter"),
            .shortcut = Qt::Key_C,
            .create = createTool<CircleTool>};
}

/// The diameter keeps to the grid, unless Alt is held.
Vec2 CircleTool::secondPoint(const ToolEvent& event) const {
    const Vec2 along = event.place - *from_;
    const double radius = length(along), step = 0.5 * snapStep(event.view);
    if (event.modifiers & Qt::AltModifier || radius < step)
        return event.place;
    return *from_ + (std::round(radius / step) * step / radius) * along;
}

Outline CircleTool::shape() const {
    const Circle circle{*from_, std::max(length(to_ - *from_), 1e-9)};
    return {circlePolygon(circle, 64), circle, false};
}

std::vector<ToolMeasure> CircleTool::measures() const {
    if (!from_)
        return {};
    return {{tr("Diameter"), ToolMeasure::Unit::length, 2.0 * length(to_ - *from_)}};
}

void CircleTool::setMeasures(const std::vector<double>& values) {
    if (!from_ || values.size() != 1)
        return;
    const Vec2 along = to_ - *from_;
    const double now = length(along);
    to_ = *from_ + 0.5 * values[0] * (now > 0.0 ? along / now : Vec2{1.0, 0.0});
    emit updated();
}

void CircleTool::paintSizes(QPainter& painter, const ViewTransform& view) const {
    const Vec2 opposite = 2.0 * *from_ - to_;
    painter.setPen(QPen(theme().edit, 1, Qt::DashLine));
    painter.drawLine(view.toScreen(opposite), view.toScreen(to_));
    drawLength(painter, view, opposite, to_);
}

} // namespace hippodrome

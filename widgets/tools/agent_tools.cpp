#include "widgets/tools/agent_tools.h"

#include "core/arena/arena_geometry.h"

#include "widgets/style/theme.h"

#include <algorithm>

namespace hippodrome {

namespace {

constexpr double grabPixels = 8.0;

} // namespace

ToolType SteerTool::type() {
    return {.key = "steer",
            .label = tr("Steer"),
            .help =
                tr("Hold the button to lead the rat to the pointer; its agent must be of the type "
                   "steered. The arrow keys do so too"),
            .shortcut = Qt::Key_G,
            .create = createTool<SteerTool>};
}

void SteerTool::press(const ToolEvent& event) {
    target_ = event.place;
    emit updated();
}

void SteerTool::move(const ToolEvent& event) {
    if (!target_)
        return;
    target_ = event.place;
    emit updated();
}

void SteerTool::release(const ToolEvent&) {
    target_.reset();
    emit updated();
}

bool SteerTool::cancel() {
    const bool held = target_.has_value();
    target_.reset();
    return held;
}

void SteerTool::paint(QPainter& painter, const ViewTransform& view) const {
    if (!target_)
        return;
    const QPointF point = view.toScreen(*target_);
    painter.setPen(QPen(theme().selection, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(point, 6, 6);
    painter.drawLine(point - QPointF(10, 0), point + QPointF(10, 0));
    painter.drawLine(point - QPointF(0, 10), point + QPointF(0, 10));
}

ToolType StartTool::type() {
    return {.key = "start",
            .label = tr("Start"),
            .help =
                tr("Click where episodes shall begin; drag a start to move it, with Shift to size "
                   "it; Backspace removes the one under the pointer"),
            .shortcut = Qt::Key_H,
            .create = createTool<StartTool>};
}

std::optional<std::size_t> StartTool::startAt(Vec2 place, double grab) const {
    const std::vector<StartRegion>& starts = document_.scene().task.starts;
    for (std::size_t i = starts.size(); i-- > 0;)
        if (length(place - starts[i].position) <= std::max(grab, starts[i].radius))
            return i;
    return std::nullopt;
}

void StartTool::press(const ToolEvent& event) {
    pointer_ = event.place;
    dragged_ = startAt(event.place, event.view.toMetres(grabPixels));
    std::vector<StartRegion> starts = document_.scene().task.starts;
    if (dragged_) {
        shown_ = starts[*dragged_];
        grabbed_ = event.place;
        return;
    }
    if (!ArenaGeometry(document_.scene().arena).contains(event.place)) {
        emit document_.refused(tr("an episode begins inside the arena"));
        return;
    }
    starts.push_back({event.place, radius});
    document_.setStarts(std::move(starts), tr("place start"));
}

void StartTool::move(const ToolEvent& event) {
    pointer_ = event.place;
    if (!dragged_)
        return;
    const StartRegion& start = document_.scene().task.starts[*dragged_];
    if (event.modifiers & Qt::ShiftModifier)
        shown_.radius = length(event.place - start.position);
    else
        shown_.position = start.position + event.place - grabbed_;
    emit readout(tr("start at (%1, %2) m, radius %3 m")
                     .arg(shown_.position.x, 0, 'f', 2)
                     .arg(shown_.position.y, 0, 'f', 2)
                     .arg(shown_.radius, 0, 'f', 2));
    emit updated();
}

void StartTool::release(const ToolEvent&) {
    if (!dragged_)
        return;
    std::vector<StartRegion> starts = document_.scene().task.starts;
    const std::size_t index = *dragged_;
    dragged_.reset();
    emit readout({});
    if (!ArenaGeometry(document_.scene().arena).contains(shown_.position)) {
        emit document_.refused(tr("an episode begins inside the arena"));
    } else {
        starts[index] = shown_;
        document_.setStarts(std::move(starts), tr("move start"));
    }
    emit updated();
}

bool StartTool::takeBack() {
    const auto under = startAt(pointer_, 0.0);
    std::vector<StartRegion> starts = document_.scene().task.starts;
    if (!under || dragged_)
        return false;
    starts.erase(starts.begin() + static_cast<std::ptrdiff_t>(*under));
    document_.setStarts(std::move(starts), tr("remove start"));
    return true;
}

bool StartTool::cancel() {
    const bool held = dragged_.has_value();
    dragged_.reset();
    emit readout({});
    return held;
}

void StartTool::paint(QPainter& painter, const ViewTransform& view) const {
    if (!dragged_)
        return;
    const double size = std::max(5.0, shown_.radius * view.scale());
    painter.setPen(QPen(theme().selection, 2, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(view.toScreen(shown_.position), size, size);
}

} // namespace hippodrome

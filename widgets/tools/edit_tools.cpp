#include "widgets/tools/edit_tools.h"

#include "widgets/style/theme.h"

namespace hippodrome {

ToolType SelectTool::type() {
    return {.key = "select",
            .label = tr("Select"),
            .help = tr(
                "Drag walls, corners, obstacles and rewards; double-click one for its numbers, an "
                "edge to add a corner; Delete removes"),
            .shortcut = Qt::Key_V,
            .cursor = Qt::ArrowCursor,
            .create = createTool<SelectTool>};
}

void SelectTool::press(const ToolEvent& event) {
    const Arena& arena = document_.scene().arena;
    drag_ = document_.beginDrag();
    grabbed_ = event.place;
    startOutline_ = document_.outline();
    corner_ = handleAt(arena, event.place, event.view);
    part_ = corner_ ? corner_->part : partAt(arena, event.place, event.view);
    start_ = findPart(arena, part_);
    selected_ = part_;
    emit updated();
}

void SelectTool::move(const ToolEvent& event) {
    if (drag_ == 0) {
        const auto handle = handleAt(document_.scene().arena, event.place, event.view);
        hover_ = handle ? std::optional<Vec2>(handle->place) : std::nullopt;
        emit updated();
        return;
    }
    const Arena& arena = document_.scene().arena;
    if (corner_) {
        dragCorner(snapped(arena, event.place, event.view, event.modifiers, std::nullopt,
                           findPart(arena, corner_->part) == PartValue() && corner_->part != 0
                               ? std::nullopt
                               : std::optional<Vec2>(corner_->place)));
    } else if (part_ != 0) {
        dragPart(event.place);
    }
}

void SelectTool::dragCorner(Vec2 target) {
    const Arena& arena = document_.scene().arena;
    const std::size_t index = static_cast<std::size_t>(corner_->index);
    const PartValue now = findPart(arena, corner_->part);
    bool done = false;
    if (const auto* wall = std::get_if<Wall>(&now)) {
        Wall moved = *wall;
        (index == 0 ? moved.a : moved.b) = target;
        done = document_.changePart(now, moved, tr("move wall end"), drag_);
        emit readout(lengthText(length(moved.b - moved.a)));
    } else if (const auto* hole = std::get_if<Hole>(&now)) {
        Hole moved = *hole;
        moved.polygon[index] = target;
        done = document_.changePart(now, moved, tr("move corner"), drag_);
    } else if (corner_->part == 0) {
        Outline moved = document_.outline();
        moved.boundary[index] = target;
        moved.circle.reset();
        done = document_.setOutline(moved, tr("move corner"), drag_);
        const Polygon& outline = moved.boundary;
        const std::size_t n = outline.size();
        emit readout(
            tr("%1, %2").arg(lengthText(length(outline[index] - outline[(index + n - 1) % n])),
                             lengthText(length(outline[(index + 1) % n] - outline[index]))));
    }
    if (done)
        corner_->place = target;
}

void SelectTool::dragPart(Vec2 target) {
    const PartValue now = findPart(document_.scene().arena, part_);
    Vec2 offset = target - grabbed_;
    if (const auto* reward = std::get_if<Reward>(&start_))
        emit readout(tr("reward at (%1, %2) m")
                         .arg(reward->position.x + offset.x, 0, 'f', 2)
                         .arg(reward->position.y + offset.y, 0, 'f', 2));
    document_.changePart(now, movedBy(start_, offset), tr("move"), drag_);
}

void SelectTool::release(const ToolEvent&) {
    drag_ = 0;
    corner_.reset();
    emit readout({});
    emit updated();
}

void SelectTool::doubleClick(const ToolEvent& event) {
    drag_ = 0;
    corner_.reset();
    const Arena& arena = document_.scene().arena;
    const auto edge = edgeAt(arena, event.place, event.view);
    const int under = partAt(arena, event.place, event.view);
    const bool isHole = std::holds_alternative<Hole>(findPart(arena, under));
    if (under != 0 && !(isHole && edge)) {
        emit propertiesWanted(under);
        return;
    }
    if (!edge)
        return;
    if (edge->part == 0) {
        Outline outline = document_.outline();
        outline.boundary.insert(outline.boundary.begin() + edge->index + 1, edge->place);
        outline.circle.reset();
        document_.setOutline(outline, tr("add corner"));
    } else if (const PartValue part = findPart(arena, edge->part);
               std::holds_alternative<Hole>(part)) {
        Hole hole = std::get<Hole>(part);
        hole.polygon.insert(hole.polygon.begin() + edge->index + 1, edge->place);
        document_.changePart(part, hole, tr("add corner"));
    }
}

bool SelectTool::cancel() {
    if (drag_ == 0) {
        const bool had = selected_ != 0;
        selected_ = 0;
        emit updated();
        return had;
    }
    // Back to how it was; the step that undoes the drag merges with it and vanishes.
    const PartValue now = findPart(document_.scene().arena, part_);
    if (part_ != 0)
        document_.changePart(now, start_, tr("move"), drag_);
    else if (corner_)
        document_.setOutline(startOutline_, tr("move corner"), drag_);
    drag_ = 0;
    corner_.reset();
    part_ = 0;
    emit readout({});
    emit updated();
    return true;
}

bool SelectTool::finish() {
    if (findPart(document_.scene().arena, selected_) == PartValue())
        return false;
    emit propertiesWanted(selected_);
    return true;
}

void SelectTool::select(int part) {
    selected_ = part;
    emit updated();
}

bool SelectTool::removeSelected() {
    const int part = selected_;
    selected_ = 0;
    return part != 0 && document_.removePart(part);
}

void SelectTool::paint(QPainter& painter, const ViewTransform& view) const {
    const Arena& arena = document_.scene().arena;
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<CornerHandle> handles = cornerHandles(arena);
    // Handles of a circle or of hundreds of walls would hide them; those in use are still shown.
    const bool manyCorners = handles.size() > 60;
    for (const CornerHandle& handle : handles) {
        const bool chosen = handle.part != 0 && handle.part == selected_;
        const bool hovered = hover_ && length(handle.place - *hover_) < 1e-9;
        if (manyCorners && !chosen && !hovered)
            continue;
        painter.setPen(QPen(theme().edit, 1.2));
        painter.setBrush(chosen || hovered ? theme().edit : theme().panel);
        const double size = hovered ? 5.0 : 3.2;
        painter.drawEllipse(view.toScreen(handle.place), size, size);
    }
    const PartValue part = findPart(arena, selected_);
    if (const auto* wall = std::get_if<Wall>(&part))
        drawLength(painter, view, wall->a, wall->b);
    if (const auto* reward = std::get_if<Reward>(&part)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme().edit, 1.5, Qt::DashLine));
        const double radius = reward->radius * view.scale() + 4;
        painter.drawEllipse(view.toScreen(reward->position), radius, radius);
    }
    if (drag_ != 0 && corner_ && corner_->part == 0) {
        const Polygon& outline = arena.boundary;
        const std::size_t n = outline.size(), i = static_cast<std::size_t>(corner_->index);
        drawLength(painter, view, outline[(i + n - 1) % n], outline[i]);
        drawLength(painter, view, outline[i], outline[(i + 1) % n]);
    }
}

ToolType EraseTool::type() {
    return {.key = "erase",
            .label = tr("Erase"),
            .help = tr("Click a wall, hole, reward or corner to remove it"),
            .shortcut = Qt::Key_E,
            .cursor = Qt::PointingHandCursor,
            .create = createTool<EraseTool>};
}

void EraseTool::press(const ToolEvent& event) {
    const Arena& arena = document_.scene().arena;
    if (const int part = partAt(arena, event.place, event.view)) {
        document_.removePart(part);
        return;
    }
    const auto handle = handleAt(arena, event.place, event.view);
    if (!handle || handle->part != 0)
        return;
    Outline outline = document_.outline();
    outline.boundary.erase(outline.boundary.begin() + handle->index);
    outline.circle.reset();
    document_.setOutline(outline, tr("remove corner"));
}

} // namespace hippodrome

#include "widgets/tools/object_tool.h"

#include "core/cells/cue.h"

#include "widgets/tools/snapping.h"

namespace hippodrome {

void ObjectTool::press(const ToolEvent& event) {
    const Arena& arena = document_.scene().arena;
    for (const Object& object : arena.objects) {
        if (length(event.place - object.position) > event.view.toMetres(grabDistance))
            continue;
        dragged_ = object.id;
        start_ = object;
        grabbed_ = event.place;
        drag_ = document_.beginDrag();
        return;
    }
    const bool cue = event.modifiers & Qt::ShiftModifier;
    document_.addObject(snapped(arena, event.place, event.view,
                                event.modifiers & ~Qt::ShiftModifier, std::nullopt,
                                std::optional<Vec2>(event.place)),
                        cue ? cueKind : Object{}.kind);
}

void ObjectTool::move(const ToolEvent& event) {
    if (dragged_ == 0)
        return;
    Object moved = std::get<Object>(start_);
    moved.position += event.place - grabbed_;
    document_.changePart(findPart(document_.scene().arena, dragged_), moved, tr("move object"),
                         drag_);
    emit readout(tr("%1 at (%2, %3) m")
                     .arg(QString::fromStdString(moved.kind))
                     .arg(moved.position.x, 0, 'f', 2)
                     .arg(moved.position.y, 0, 'f', 2));
}

void ObjectTool::release(const ToolEvent&) {
    dragged_ = drag_ = 0;
    emit readout({});
}

bool ObjectTool::cancel() {
    if (dragged_ == 0)
        return false;
    document_.changePart(findPart(document_.scene().arena, dragged_), start_, tr("move object"),
                         drag_);
    dragged_ = drag_ = 0;
    emit readout({});
    return true;
}

} // namespace hippodrome

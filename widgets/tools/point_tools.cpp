#include "widgets/tools/point_tools.h"

#include "core/cells/cue.h"

#include "widgets/tools/snapping.h"

#include <algorithm>

namespace hippodrome {

namespace {

QString placeText(const QString& what, Vec2 place) {
    return QObject::tr("%1 at (%2, %3) m")
        .arg(what)
        .arg(place.x, 0, 'f', 2)
        .arg(place.y, 0, 'f', 2);
}

} // namespace

void PointTool::press(const ToolEvent& event) {
    const Arena& arena = document_.scene().arena;
    dragged_ = partUnder(event);
    if (dragged_ != 0) {
        start_ = findPart(arena, dragged_);
        grabbed_ = event.place;
        drag_ = document_.beginDrag();
        return;
    }
    // Shift chooses what is placed here, and does not hold an angle as in drawing.
    place(snapped(arena, event.place, event.view, event.modifiers & ~Qt::ShiftModifier,
                  std::nullopt, std::optional<Vec2>(event.place)),
          event.modifiers);
}

void PointTool::move(const ToolEvent& event) {
    if (dragged_ == 0)
        return;
    const PartValue moved = movedBy(start_, event.place - grabbed_);
    document_.changePart(findPart(document_.scene().arena, dragged_), moved, moveText(), drag_);
    emit readout(readoutOf(moved));
}

void PointTool::release(const ToolEvent&) {
    dragged_ = drag_ = 0;
    emit readout({});
}

bool PointTool::cancel() {
    if (dragged_ == 0)
        return false;
    document_.changePart(findPart(document_.scene().arena, dragged_), start_, moveText(), drag_);
    dragged_ = drag_ = 0;
    emit readout({});
    return true;
}

ToolType RewardTool::type() {
    return {.key = "reward",
            .label = tr("Reward"),
            .help = tr("Click to place a reward; drag one to move it"),
            .shortcut = Qt::Key_R,
            .create = createTool<RewardTool>};
}

void RewardTool::place(Vec2 where, Qt::KeyboardModifiers) {
    document_.addReward(where);
}

int RewardTool::partUnder(const ToolEvent& event) const {
    for (const Reward& reward : document_.scene().arena.rewards)
        if (length(event.place - reward.position) <=
            std::max(reward.radius, event.view.toMetres(grabDistance)))
            return reward.id;
    return 0;
}

QString RewardTool::readoutOf(const PartValue& part) const {
    return placeText(tr("reward"), std::get<Reward>(part).position);
}

ToolType ObjectTool::type() {
    return {.key = "object",
            .label = tr("Object"),
            .help = tr("Click to place a landmark, with Shift a cue card; drag one to move it"),
            .shortcut = Qt::Key_B,
            .create = createTool<ObjectTool>};
}

void ObjectTool::place(Vec2 where, Qt::KeyboardModifiers modifiers) {
    document_.addObject(where, modifiers & Qt::ShiftModifier ? cueKind : Object{}.kind);
}

int ObjectTool::partUnder(const ToolEvent& event) const {
    for (const Object& object : document_.scene().arena.objects)
        if (length(event.place - object.position) <= event.view.toMetres(grabDistance))
            return object.id;
    return 0;
}

QString ObjectTool::readoutOf(const PartValue& part) const {
    const Object& object = std::get<Object>(part);
    return placeText(QString::fromStdString(object.kind), object.position);
}

} // namespace hippodrome

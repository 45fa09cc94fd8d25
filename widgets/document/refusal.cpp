#include "widgets/document/refusal.h"

#include "core/arena/arena_geometry.h"
#include "core/arena/circle_rim.h"

#include <QCoreApplication>

namespace hippodrome {

namespace {

/// Words for what lies in an arena, and what is said of it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Refusal)

public:
    static QString nameOf(const PartValue& part) {
        if (std::holds_alternative<Wall>(part))
            return tr("the wall");
        if (std::holds_alternative<Hole>(part))
            return tr("the obstacle");
        if (std::holds_alternative<Reward>(part))
            return tr("the reward");
        return std::holds_alternative<Object>(part) ? tr("the object") : tr("the outline");
    }

    static QString sentence(const ArenaFault& fault, const PartValue& culprit,
                            const PartValue& changed) {
        const QString name = nameOf(culprit);
        const bool wall = std::holds_alternative<Wall>(culprit);
        const bool obstacle = std::holds_alternative<Hole>(culprit);
        const bool outlineChanged = std::holds_alternative<Outline>(changed);
        switch (fault.kind) {
        case ArenaFaultKind::crossesOutline:
        case ArenaFaultKind::outside:
            if (outlineChanged)
                return tr("%1 would not lie inside the new outline: move it or erase it first")
                    .arg(name);
            if (wall)
                return tr("the wall reaches beyond the edge of the arena: end it at the edge");
            if (obstacle)
                return tr("the obstacle reaches beyond the edge of the arena: draw it inside, or "
                          "hold Ctrl while you draw to make it the new outline");
            return tr("%1 would lie outside the arena: put it inside").arg(name);
        case ArenaFaultKind::crossesHole:
            if (wall)
                return tr("the wall crosses the edge of an obstacle: end it at the edge, or move "
                          "it away");
            return tr("the obstacle overlaps another one: move one of them away");
        case ArenaFaultKind::insideHole:
            if (obstacle)
                return tr("the obstacle covers another one: move one of them away");
            return tr("%1 would lie inside an obstacle: put it in the open").arg(name);
        case ArenaFaultKind::selfCrossing:
            return tr("the edges of %1 cross or touch one another: move its corners apart")
                .arg(name);
        case ArenaFaultKind::onWall:
            return tr("the reward lies on a wall: put it at least 1 mm away");
        case ArenaFaultKind::tooSmall:
            if (wall)
                return tr("the wall is too short: make it longer");
            if (obstacle)
                return tr("the obstacle is too small, or leaves no room for the rat");
            return tr("the arena would be too small: it must be at least 5 cm wide and high");
        case ArenaFaultKind::tooMany:
            return tr("the arena has as many parts of this kind as it can hold: erase some first");
        case ArenaFaultKind::notPeriodic:
            return tr("opposite sides are joined, which only a rectangle can have: switch that "
                      "off first");
        case ArenaFaultKind::value:
            break;
        }
        return tr("%1 has a number that is not possible here").arg(name);
    }

    static QString startOutside(Vec2 place) {
        return tr("the start of episodes at (%1, %2) would lie outside the arena; move or remove "
                  "it first")
            .arg(place.x, 0, 'f', 2)
            .arg(place.y, 0, 'f', 2);
    }
};

} // namespace

QString refusalText(const Arena& candidate, const ArenaFault& fault, const PartValue& changed) {
    PartValue culprit = fault.part != 0 ? findPart(candidate, fault.part) : PartValue(Outline{});
    if (std::holds_alternative<std::monostate>(culprit))
        culprit = changed;
    return Words::sentence(fault, culprit, changed) + "\n" +
           QString::fromStdString(fault.field + ": " + fault.message);
}

QString conflictWith(const Scene& scene, const Arena& candidate) {
    if (!scene.task.starts.empty()) {
        const ArenaGeometry geometry(candidate);
        for (const StartRegion& start : scene.task.starts)
            if (!geometry.contains(ontoRim(candidate, start.position)))
                return Words::startOutside(start.position);
    }
    if (!scene.protocol.is_null()) {
        Scene changed = scene;
        changed.arena = candidate;
        try {
            readScene({writeScene(changed), {}, {}}, scene.folder);
        } catch (const Error& error) {
            return QString::fromStdString(error.what());
        }
    }
    return {};
}

} // namespace hippodrome

#include "widgets/arena/steering.h"

#include "core/agents/agent.h"

#include <QKeyEvent>

#include <algorithm>

namespace hippodrome {

namespace {

/// Nearer than this to the target, the rat that is led slows down [m].
constexpr double leadingDistance = 0.08;
/// A change of direction that is less than this is not passed on.
constexpr double steeringStep = 0.05;

std::optional<Vec2> directionOf(int key) {
    switch (key) {
    case Qt::Key_Left:
        return Vec2{-1, 0};
    case Qt::Key_Right:
        return Vec2{1, 0};
    case Qt::Key_Up:
        return Vec2{0, 1};
    case Qt::Key_Down:
        return Vec2{0, -1};
    default:
        return std::nullopt;
    }
}

} // namespace

bool Steering::suits(const Scene& scene) {
    return agentType(scene.agent.type).steered ||
           std::any_of(scene.rivals.begin(), scene.rivals.end(),
                       [](const Rival& rival) { return agentType(rival.agent.type).steered; });
}

bool Steering::takeKey(const QKeyEvent& event) {
    if (!directionOf(event.key()) || !event.modifiers().testFlag(Qt::NoModifier))
        return false;
    if (!event.isAutoRepeat()) {
        if (event.type() == QEvent::KeyPress)
            held_.insert(event.key());
        else
            held_.erase(event.key());
    }
    return true;
}

std::optional<std::optional<Vec2>> Steering::news(Vec2 position, std::optional<Vec2> target) {
    std::optional<Vec2> direction;
    for (const int key : held_)
        direction = direction.value_or(Vec2{}) + *directionOf(key);
    if (target) {
        const Vec2 way = *target - position;
        direction = 1.0 / std::max(leadingDistance, length(way)) * way;
    }
    const bool same = direction.has_value() == told_.has_value() &&
                      (!direction || length(*direction - *told_) < steeringStep);
    if (same)
        return std::nullopt;
    told_ = direction;
    return direction;
}

} // namespace hippodrome

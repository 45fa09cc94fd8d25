#pragma once

#include "core/scene/scene.h"

#include <optional>
#include <set>

class QKeyEvent;

namespace hippodrome {

/// Steering of the rat by hand: with the arrow keys, or towards a place.
class Steering {
public:
    /// The scene has an agent that heeds it.
    static bool suits(const Scene& scene);

    /// A key was pressed or released. Returns whether it is one that steers, and so for nobody
    /// else.
    bool takeKey(const QKeyEvent& event);
    /// Where the rat at `position` is to go, when that is something else than what was told last:
    /// along the keys that are held, or towards `target`; an empty direction: wherever it wants.
    std::optional<std::optional<Vec2>> news(Vec2 position, std::optional<Vec2> target);

private:
    std::set<int> held_;
    std::optional<Vec2> told_;
};

} // namespace hippodrome

#pragma once

#include "core/base/nature.h"
#include "core/maps/snapshot.h"
#include "core/scene/about.h"

#include <QString>

#include <array>

namespace hippodrome {

/// One of Marr's levels, in the words of the window: how alike brain and machine are there.
struct LevelType {
    MarrLevel level = MarrLevel::goal;
    QString title;    ///< "Algorithm and representation"
    QString brief;    ///< where there is no room for it
    QString verdict;  ///< "comparable here and there"
    QString question; ///< what is asked at this level
};

/// From the goal down to the implementation.
const std::array<LevelType, 3>& levelTypes();
const LevelType& levelType(MarrLevel level);

/// What of a run shows brain or machine at a level: names, with commas; empty when nothing does.
QString shownAt(MarrLevel level, Nature nature, const Snapshot& snapshot);
/// "Comparable here and there. Machine: lstm. Brain: place cells." as rich text, the machine always
/// first.
QString levelSentence(MarrLevel level, const Snapshot& snapshot);

} // namespace hippodrome

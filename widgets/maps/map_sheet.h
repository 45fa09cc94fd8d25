#pragma once

#include "core/analysis/grid_scorer.h"
#include "core/maps/snapshot.h"

#include "widgets/maps/colour_map.h"
#include "widgets/maps/selection.h"

#include <QString>

#include <optional>

namespace hippodrome {

/// A map to be looked at closely: numbers in bins over a rectangle of metres. An autocorrelogram is
/// one over displacements.
struct MapSheet {
    std::vector<float> values; ///< rows * columns, the lowest row first; NaN = unvisited
    int rows = 0, columns = 0;
    Bounds frame;        ///< what they cover [m]
    bool known = true;   ///< that these are metres
    ColourRange range;   ///< what the colours stand for
    float lowest = 0.0f; ///< of all values; NaN where there is none
    float highest = 0.0f;
    bool difference = false;
    bool correlation = false; ///< an autocorrelogram
    QString unit;
    ArenaPointer arena; ///< to be drawn on it; nullptr: none
    Ring ring;          ///< of an autocorrelogram, [m]; outer 0: none

    static MapSheet mapOf(const PopulationPicture& picture, int unit);
    /// Of the map that is scored; `scorer` is for maps of its size, nullptr: no ring.
    static MapSheet autocorrelogramOf(const PopulationPicture& picture, int unit,
                                      const GridScorer* scorer);

    /// The value of the bin that holds a place; NaN outside.
    float at(Vec2 place) const;
    /// The values of the bins along a line, evenly spaced from `from` to `to`.
    std::vector<float> along(Vec2 from, Vec2 to, int samples) const;
    /// "0.31 Hz": a value with its unit.
    QString text(float value) const;
};

} // namespace hippodrome

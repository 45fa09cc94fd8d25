#pragma once

#include "core/maps/snapshot.h"

#include "widgets/maps/colour_map.h"

#include <QPainter>

namespace hippodrome {

/// Draws a map of a unit into a rectangle, bins square, with its peak printed below, or the largest
/// change of a difference.
void drawRateMap(QPainter& painter, const QRectF& area, const PopulationPicture& picture, int unit,
                 const ColourMap& colours);

/// The autocorrelogram from -1 to 1, with the ring that the grid score used.
void drawAutocorrelogram(QPainter& painter, const QRectF& area, std::span<const float> map,
                         int rows, int columns, const ColourMap& colours, const Ring& ring);

/// A tuning curve over head direction as a closed line around a centre.
void drawHeadTuning(QPainter& painter, const QRectF& area, std::span<const float> curve,
                    const QColor& colour);

/// The path in its arena (nullptr: not known), with dots where the unit was active.
void drawActivityPath(QPainter& painter, const QRectF& area, const Bounds& bounds,
                      const ArenaPointer& arena, const ActivityTrace& trace, const QColor& colour);

} // namespace hippodrome

#pragma once

#include "core/maps/snapshot.h"

#include <QPainter>

namespace hippodrome {

/// What a population's maps cover [m]; where their bins are not known, a rectangle of as many.
Bounds frameOf(const PopulationPicture& picture);

/// The largest rectangle with the proportions of `frame` in the middle of an area.
QRectF fittedTo(const Bounds& frame, const QRectF& area);

/// What an arena is made of, as thin lines over a map: outline (dashed where its sides are joined),
/// holes, walls, rewards and objects. They are seen on dark and on bright colours. `map` is where
/// `frame` is drawn.
void drawArenaLines(QPainter& painter, const QRectF& map, const Bounds& frame, const Arena& arena,
                    double width);

} // namespace hippodrome

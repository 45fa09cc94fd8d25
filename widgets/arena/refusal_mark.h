#pragma once

#include "widgets/document/refusal.h"
#include "widgets/tools/view_transform.h"

class QPainter;

namespace hippodrome {

/// Draws a shape that was refused: dashed, with what is at fault in the colour of danger, points
/// with a cross.
void drawRefusal(QPainter& painter, const ViewTransform& view, const RefusedShape& refused);

} // namespace hippodrome

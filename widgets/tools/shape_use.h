#pragma once

#include "widgets/document/document.h"
#include "widgets/tools/view_transform.h"

#include <Qt>

class QPainter;

namespace hippodrome {

/// What a polygon that was drawn becomes.
enum class ShapeUse { obstacle, outline };

/// A polygon around every corner of the boundary is a new outline, and any with Ctrl held; others
/// are obstacles.
ShapeUse useOf(const Arena& arena, const Polygon& polygon, Qt::KeyboardModifiers modifiers);

/// Makes it so, in one step of undo. What has no room in a new outline goes, and that is told.
/// False when it was refused.
bool takeShape(Document& document, const Outline& shape, ShapeUse use);

/// Says beside the pointer what a polygon will become.
void drawUse(QPainter& painter, const ViewTransform& view, Vec2 pointer, ShapeUse use);

/// Text on a patch of the panel's colour, with its middle at a point.
void drawPatch(QPainter& painter, QPointF middle, const QString& text);

} // namespace hippodrome

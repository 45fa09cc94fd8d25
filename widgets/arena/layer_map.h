#pragma once

#include "core/arena/arena_geometry.h"

#include "widgets/arena/agent_overlay.h"

#include <QPainter>

namespace hippodrome {

/// A layer of an agent's picture as a small map: tiles, the outline and walls of the arena over
/// them, a title above and the range of values below.
void drawLayerMap(QPainter& painter, const QRectF& area, const AgentPicture& picture,
                  const StateLayer& layer, const ArenaGeometry& arena, const ColourMap& colours);
/// "0 to 0.93", or "nothing yet".
QString rangeText(const StateLayer& layer);

} // namespace hippodrome

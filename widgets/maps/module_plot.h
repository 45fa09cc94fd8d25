#pragma once

#include "core/analysis/grid_module.h"

#include "widgets/maps/colour_map.h"

#include <QPainter>

namespace hippodrome {

/// Of the largest of some modules (at least one): the mean autocorrelogram of the units that share
/// its lattice, and where each one's fields lie on the cell that repeats; `binSize` [m].
void drawGridModules(QPainter& painter, const QRectF& area, const std::vector<GridModule>& modules,
                     int units, double binSize, const ColourMap& colours, const QColor& colour);

/// The same in words, for a line below and for tests.
QString gridModulesText(const std::vector<GridModule>& modules, int units, double binSize);

} // namespace hippodrome

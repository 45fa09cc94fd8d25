#pragma once

#include "core/analysis/grid_module.h"

#include "widgets/colour_map.h"

#include <QPainter>

namespace hippodrome {

/// The mean autocorrelogram of the units that share a lattice, and where each one's fields lie on
/// the cell that repeats; `binSize` [m].
void drawGridModule(QPainter& painter, const QRectF& area, const GridModule& module, int units,
                    double binSize, const ColourMap& colours, const QColor& colour);

/// The same in words, for a line below and for tests.
QString gridModuleText(const GridModule& module, int units, double binSize);

} // namespace hippodrome

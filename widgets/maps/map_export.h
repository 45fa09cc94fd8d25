#pragma once

#include "core/maps/snapshot.h"
#include "core/scene/scene.h"

#include "widgets/maps/colour_map.h"

#include <QString>

namespace hippodrome {

/// What an exported picture says about where it comes from, in its text fields.
struct ExportLabel {
    QString title;
    QString sceneHash;
    quint64 seed = 0;

    static ExportLabel of(const Scene& scene);
};

/// One map as a picture: PNG or SVG by the file's ending, `scale` screen pixels per 128-pixel tile
/// side and so on. Throws Error.
void exportMap(const QString& file, const PopulationPicture& picture, int unit,
               const ColourMap& colours, const ExportLabel& label, double scale = 4.0);

/// All maps of a population with title and scores: PNG, SVG or PDF by the file's ending.
void exportSheet(const QString& file, const PopulationPicture& picture,
                 const std::vector<int>& order, const ColourMap& colours, const ExportLabel& label,
                 double scale = 2.0);

/// The maps as a NumPy array (units, rows, columns), or one of them (rows, columns).
void exportArray(const QString& file, const PopulationMaps& maps, int unit = -1);

/// The maps as CSV: unit, row, column, value.
void exportTable(const QString& file, const PopulationMaps& maps, int unit = -1);

/// Anything that paints itself, as PNG (scaled), SVG or PDF.
void exportPainting(const QString& file, QSize size, double scale, const ExportLabel& label,
                    const std::function<void(QPainter&, const QRectF&)>& paint);

} // namespace hippodrome

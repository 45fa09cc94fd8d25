#pragma once

#include "core/analysis/map_files.h"
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

/// Maps of a population in some order, with title and scores: PNG, SVG or PDF by the file's ending.
/// In one range of colours if it is given, else each in its own.
void exportSheet(const QString& file, const PopulationPicture& picture,
                 const std::vector<int>& order, const ColourMap& colours, const ExportLabel& label,
                 double scale = 2.0, const std::optional<ColourRange>& shared = {});

/// Maps of all units or of one as numbers, by the file's ending: NumPy or CSV (map_files.h). Throws
/// Error.
void exportNumbers(const QString& file, const PopulationMaps& maps, int unit = allUnits);

/// Anything that paints itself, as PNG (scaled), SVG or PDF.
void exportPainting(const QString& file, QSize size, double scale, const ExportLabel& label,
                    const std::function<void(QPainter&, const QRectF&)>& paint);

} // namespace hippodrome

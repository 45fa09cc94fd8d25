#pragma once

#include "core/film/film.h"

#include "widgets/maps/map_export.h"

#include <QImage>

namespace hippodrome {

/// One picture of a film: the 32 maps that are best in its last frame, always in the same order,
/// with update, decoding error, and the share of units above the null's 99th percentile.
class FilmPainter {
public:
    /// Of the first population of the first brain that is artificial, or else of the first one.
    /// Frames must be scored. Throws Error for a film without frames.
    FilmPainter(std::vector<std::shared_ptr<const FilmFrame>> frames, const ColourMap& colours,
                const ExportLabel& label);

    std::size_t frames() const { return frames_.size(); }
    /// Sides are even, as encoders want them.
    QImage frame(std::size_t index) const;

private:
    const FilmedPopulation* populationOf(const FilmFrame& frame) const;

    std::vector<std::shared_ptr<const FilmFrame>> frames_;
    ColourMap colours_;
    ExportLabel label_;
    std::string brain_;
    std::string population_;
    std::vector<int> order_;
};

/// Writes a film by the ending of the target: `.gif`, `.webp`, `.mp4` (needs the program ffmpeg),
/// or, without one, numbered PNG files in a folder of that name. Each frame lasts 150 ms and the
/// last one two seconds. Throws Error.
void exportFilm(const QString& target, const FilmPainter& film);

} // namespace hippodrome

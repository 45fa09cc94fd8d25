#pragma once

#include "core/maps/snapshot.h"

#include <QImage>
#include <QStringList>

#include <array>
#include <optional>
#include <span>

namespace hippodrome {

/// 256 colours from low to high.
class ColourMap {
public:
    /// viridis (default), cividis, magma or grey; perceptually uniform, all but grey readable with
    /// colour-blindness too.
    explicit ColourMap(const QString& name = "viridis");
    static QStringList names();
    /// From blue over a middle near the ground of the theme to red, for values on both sides of
    /// zero.
    static const ColourMap& difference();

    const QString& name() const { return name_; }
    QRgb colour(double share) const;
    QRgb at(int index) const { return colours_[static_cast<std::size_t>(index)]; }

private:
    QString name_;
    std::array<QRgb, 256> colours_{};
};

/// The range of values that the colours stand for.
struct ColourRange {
    float low = 0.0f;
    float high = 1.0f;
    /// From zero (or the lowest value, if negative) to the peak of a map; NaN is passed over.
    static ColourRange of(std::span<const float> map);
    /// As far below zero as above it.
    static ColourRange symmetric(std::span<const float> map);
    friend bool operator==(const ColourRange&, const ColourRange&) = default;
};

/// What a map is drawn with.
struct MapColours {
    const ColourMap& colours;
    ColourRange range;
};

/// `chosen` and the map's own range, or for a difference those that show its sign.
MapColours coloursFor(std::span<const float> map, bool difference, const ColourMap& chosen);

/// The same for a unit's map in its population, with the range of all of its maps if that is
/// `shared`. A map without more than the noise of the arithmetic is all of one colour.
MapColours coloursFor(const PopulationPicture& picture, int unit,
                      const std::optional<ColourRange>& shared, const ColourMap& chosen);
/// The range of all maps of a population.
ColourRange sharedRange(const PopulationPicture& picture);

/// One pixel per bin, the lowest row at the bottom; NaN gets the colour for unvisited bins.
QImage heatMapImage(std::span<const float> map, int rows, int columns, const ColourMap& colours,
                    const ColourRange& range, QRgb unvisited);

} // namespace hippodrome

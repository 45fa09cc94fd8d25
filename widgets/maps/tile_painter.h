#pragma once

#include "widgets/maps/colour_map.h"

#include <QFont>
#include <QPixmap>

#include <map>

namespace hippodrome {

/// Draws the tiles of a gallery: a map with the arena's walls on it, its peak in a corner, number
/// and value below. What has not changed is not drawn again, since galleries are repainted several
/// times a second.
class TilePainter {
public:
    /// What all tiles have in common.
    struct Look {
        int side = 0;       ///< of the square that holds the map [px]
        int label = 0;      ///< height below it [px]
        double ratio = 1.0; ///< device pixels per pixel
        QFont font;
        ColourMap colours;
        std::optional<ColourRange> shared; ///< else each map has a range of its own
    };
    void setLook(const Look& look);

    /// What stands on one tile.
    struct Text {
        QString number, value, peak;
        bool above = false; ///< noise: the value is coloured
        friend bool operator==(const Text&, const Text&) = default;
    };
    const QPixmap& tile(const PopulationPicture& picture, int unit, const Text& text);
    /// How often a tile had to be drawn, for tests.
    int drawn() const { return drawn_; }

    /// Where the map lies in its tile.
    static QRect mapIn(const PopulationPicture& picture, const QRect& square);

private:
    struct Tile {
        std::vector<float> values;
        ColourRange range;
        Text text;
        Nature nature = Nature::artificial;
        QPixmap pixmap;
    };
    void draw(Tile& tile, const PopulationPicture& picture, int unit, const MapColours& colours);
    void drawText(QPainter& painter, const Tile& tile, const QRect& map) const;
    /// The lines of the arena, drawn once for all tiles.
    const QPixmap& lines(const PopulationPicture& picture);

    Look look_;
    std::map<int, Tile> tiles_;
    struct Lines {
        ArenaPointer arena;
        Bounds frame;
        QPixmap pixmap;
    };
    Lines lines_;
    int drawn_ = 0;
};

} // namespace hippodrome

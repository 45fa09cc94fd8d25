#include "widgets/maps/tile_painter.h"

#include "widgets/maps/arena_lines.h"
#include "widgets/style/theme.h"

#include <QPainter>

#include <algorithm>
#include <cstring>

namespace hippodrome {

namespace {

/// More than can be seen at once.
constexpr std::size_t mostTiles = 2000;

/// To the bit, so that bins that were never visited are the same too.
bool same(const std::vector<float>& a, std::span<const float> b) {
    return a.size() == b.size() &&
           (b.empty() || std::memcmp(a.data(), b.data(), b.size_bytes()) == 0);
}

} // namespace

void TilePainter::setLook(const Look& look) {
    if (look.side == look_.side && look.label == look_.label && look.ratio == look_.ratio &&
        look.font == look_.font && look.colours.name() == look_.colours.name() &&
        look.shared == look_.shared)
        return;
    if (look.side != look_.side || look.ratio != look_.ratio)
        lines_ = {};
    look_ = look;
    tiles_.clear();
}

QRect TilePainter::mapIn(const PopulationPicture& picture, const QRect& square) {
    const QRectF fitted = fittedTo(frameOf(picture), square);
    return {square.left() + static_cast<int>((square.width() - fitted.width()) / 2.0),
            square.top() + static_cast<int>((square.height() - fitted.height()) / 2.0),
            std::max(1, static_cast<int>(fitted.width() + 0.5)),
            std::max(1, static_cast<int>(fitted.height() + 0.5))};
}

const QPixmap& TilePainter::tile(const PopulationPicture& picture, int unit, const Text& text) {
    const Bounds frame = frameOf(picture);
    if (lines_.arena != picture.arena || !(lines_.frame == frame)) {
        lines_ = {picture.arena, frame, {}};
        tiles_.clear();
    }
    if (tiles_.size() > mostTiles)
        tiles_.clear();
    Tile& tile = tiles_[unit];
    const std::span<const float> map = picture.maps.map(unit);
    const MapColours colours = coloursFor(picture, unit, look_.shared, look_.colours);
    if (tile.pixmap.isNull() || tile.text != text || tile.range != colours.range ||
        tile.nature != picture.nature || !same(tile.values, map)) {
        tile.values.assign(map.begin(), map.end());
        tile.range = colours.range;
        tile.text = text;
        tile.nature = picture.nature;
        draw(tile, picture, unit, colours);
        ++drawn_;
    }
    return tile.pixmap;
}

void TilePainter::draw(Tile& tile, const PopulationPicture& picture, int unit,
                       const MapColours& colours) {
    const QSize size(look_.side, look_.side + look_.label);
    if (tile.pixmap.isNull())
        tile.pixmap = QPixmap(size * look_.ratio);
    tile.pixmap.setDevicePixelRatio(look_.ratio);
    tile.pixmap.fill(theme().panel);
    QPainter painter(&tile.pixmap);
    painter.setFont(look_.font);
    const QRect map = mapIn(picture, QRect(0, 0, look_.side, look_.side));
    const PopulationMaps& maps = picture.maps;
    painter.drawImage(map, heatMapImage(maps.map(unit), maps.rows, maps.columns, colours.colours,
                                        colours.range, theme().unvisited.rgb()));
    if (picture.arena)
        painter.drawPixmap(0, 0, lines(picture));
    drawText(painter, tile, map);
}

const QPixmap& TilePainter::lines(const PopulationPicture& picture) {
    if (lines_.pixmap.isNull()) {
        lines_.pixmap = QPixmap(QSize(look_.side, look_.side) * look_.ratio);
        lines_.pixmap.setDevicePixelRatio(look_.ratio);
        lines_.pixmap.fill(Qt::transparent);
        QPainter painter(&lines_.pixmap);
        const QRect map = mapIn(picture, QRect(0, 0, look_.side, look_.side));
        drawArenaLines(painter, map, lines_.frame, picture.arena->arena(), 1.0);
    }
    return lines_.pixmap;
}

void TilePainter::drawText(QPainter& painter, const Tile& tile, const QRect& map) const {
    const QFontMetrics metrics = painter.fontMetrics();
    const QRect label(0, look_.side, look_.side, look_.label);
    const int number = metrics.horizontalAdvance(tile.text.number),
              value = metrics.horizontalAdvance(tile.text.value);
    // On a small tile the value is what is compared; the number is in the tool tip.
    const bool both = number + value + metrics.horizontalAdvance(' ') <= look_.side;
    if (both || tile.text.value.isEmpty()) {
        painter.setPen(theme().secondaryText);
        painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, tile.text.number);
    }
    painter.setPen(tile.text.above ? colourOf(tile.nature) : theme().text);
    if (both || value <= look_.side)
        painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter, tile.text.value);
    // The peak stands in the map's corner, on a ground of its own.
    QRect corner = metrics.boundingRect(tile.text.peak).adjusted(-2, 0, 2, 0);
    if (tile.text.peak.isEmpty() || corner.width() > 0.85 * look_.side)
        return;
    corner.moveTopLeft(map.topLeft());
    QColor ground(Qt::black);
    ground.setAlpha(110);
    painter.fillRect(corner, ground);
    painter.setPen(Qt::white);
    painter.drawText(corner, Qt::AlignCenter, tile.text.peak);
}

} // namespace hippodrome

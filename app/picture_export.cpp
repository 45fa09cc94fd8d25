#include "app/picture_export.h"

#include "core/arena/arena_geometry.h"

#include "widgets/maps/map_export.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <functional>
#include <numeric>

namespace hippodrome {

namespace {

constexpr int longerSide = 640; ///< of an arena [px]
constexpr int margin = 24;

// Of rows of maps [px]
constexpr int rowMapSide = 64;
constexpr int rowCaptionHeight = 13;
constexpr int rowGap = 6;
constexpr int rowLabelWidth = 170;
constexpr int rowTitleHeight = 28;

QPolygonF polygonOf(const Polygon& polygon, const QTransform& toPicture) {
    QPolygonF result;
    for (const Vec2 corner : polygon)
        result << toPicture.map(QPointF(corner.x, corner.y));
    return result;
}

void paintFloor(QPainter& painter, const Arena& arena, const QTransform& toPicture) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().floor);
    painter.drawPolygon(polygonOf(arena.boundary, toPicture));
    painter.setBrush(theme().reward);
    for (const Reward& reward : arena.rewards) {
        const double radius = reward.radius * toPicture.m11();
        painter.drawEllipse(toPicture.map(QPointF(reward.position.x, reward.position.y)), radius,
                            radius);
    }
}

void paintWalls(QPainter& painter, const Arena& arena, const QTransform& toPicture) {
    painter.setPen(QPen(theme().text, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolygon(polygonOf(arena.boundary, toPicture));
    painter.setBrush(theme().panel);
    for (const Hole& hole : arena.holes)
        painter.drawPolygon(polygonOf(hole.polygon, toPicture));
    painter.setPen(QPen(theme().text, 3));
    for (const Wall& wall : arena.walls)
        painter.drawLine(toPicture.map(QPointF(wall.a.x, wall.a.y)),
                         toPicture.map(QPointF(wall.b.x, wall.b.y)));
}

/// Draws into the arena of a picture, between its floor and its walls.
void drawInArena(const Picture& picture,
                 const std::function<void(QPainter&, const QTransform&)>& paint) {
    const Arena& arena = picture.scene->arena;
    const Bounds bounds = ArenaGeometry(arena).bounds();
    const double scale = longerSide / std::max(bounds.width(), bounds.height());
    const QSize size(static_cast<int>(std::ceil(bounds.width() * scale)) + 2 * margin,
                     static_cast<int>(std::ceil(bounds.height() * scale)) + 2 * margin);
    // y points up in the arena and down on paper.
    const QTransform toPicture(scale, 0, 0, -scale, margin - bounds.minimum.x * scale,
                               margin + bounds.maximum.y * scale);
    exportPainting(QString::fromStdString(picture.file.string()), size, 2.0,
                   ExportLabel::of(*picture.scene), [&](QPainter& painter, const QRectF&) {
                       painter.setRenderHint(QPainter::Antialiasing);
                       paintFloor(painter, arena, toPicture);
                       paint(painter, toPicture);
                       paintWalls(painter, arena, toPicture);
                   });
}

/// The path is broken where it leaps, as across the joined sides of a periodic arena.
QPainterPath pathOf(const CsvTable& table, const ArenaGeometry& arena,
                    const QTransform& toPicture) {
    const std::size_t x = static_cast<std::size_t>(table.column("x"));
    const std::size_t y = static_cast<std::size_t>(table.column("y"));
    const double leap = 0.5 * std::min(arena.bounds().width(), arena.bounds().height());
    QPainterPath path;
    Vec2 last;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const Vec2 place{table.rows[row][x], table.rows[row][y]};
        const QPointF point = toPicture.map(QPointF(place.x, place.y));
        if (row == 0 || length(place - last) > leap)
            path.moveTo(point);
        else
            path.lineTo(point);
        last = place;
    }
    return path;
}

void draw(const Picture& picture, const CsvTable& path) {
    const ArenaGeometry arena(picture.scene->arena);
    drawInArena(picture, [&](QPainter& painter, const QTransform& toPicture) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme().secondaryText, 1));
        painter.drawPath(pathOf(path, arena, toPicture));
    });
}

void draw(const Picture& picture, const OccupancyPicture& occupancy) {
    const PopulationMaps& maps = occupancy.seconds;
    const Bounds bounds = ArenaGeometry(picture.scene->arena).bounds();
    const double bin = picture.scene->recording.binSize;
    const ColourRange range = ColourRange::of(maps.map(0));
    // Enlarged here by whole pixels, so that vector formats keep the bins' edges sharp.
    const QImage image =
        heatMapImage(maps.map(0), maps.rows, maps.columns,
                     ColourMap(QString::fromStdString(picture.scene->view.colourMap)), range,
                     theme().unvisited.rgb())
            .scaled(maps.columns * 8, maps.rows * 8);
    drawInArena(picture, [&](QPainter& painter, const QTransform& toPicture) {
        painter.drawImage(toPicture.mapRect(QRectF(bounds.minimum.x, bounds.minimum.y,
                                                   maps.columns * bin, maps.rows * bin)),
                          image);
        painter.setPen(theme().secondaryText);
        painter.drawText(QPointF(margin, margin - 8), QString("%1 to %2 s per bin of %3 m")
                                                          .arg(range.low, 0, 'g', 3)
                                                          .arg(range.high, 0, 'g', 3)
                                                          .arg(bin));
    });
}

void draw(const Picture& picture, const PopulationPicture& maps) {
    std::vector<int> order(static_cast<std::size_t>(maps.maps.units));
    std::iota(order.begin(), order.end(), 0);
    exportSheet(QString::fromStdString(picture.file.string()), maps, order,
                ColourMap(QString::fromStdString(picture.scene->view.colourMap)),
                ExportLabel::of(*picture.scene));
}

void drawRow(QPainter& painter, const MapRows::Row& row, double top, const ColourMap& colours) {
    painter.setPen(theme().text);
    painter.drawText(QRectF(rowGap, top, rowLabelWidth - 2 * rowGap, rowMapSide),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap,
                     QString::fromStdString(row.label));
    const PopulationMaps& maps = row.picture.maps;
    for (std::size_t i = 0; i < row.units.size(); ++i) {
        const std::span<const float> map = maps.map(row.units[i]);
        // Enlarged here by whole pixels, so that vector formats keep the bins' edges sharp.
        const QImage image = heatMapImage(map, maps.rows, maps.columns, colours,
                                          ColourRange::of(map), theme().unvisited.rgb())
                                 .scaled(maps.columns * 8, maps.rows * 8);
        const double left = rowLabelWidth + static_cast<double>(i) * (rowMapSide + rowGap);
        const QSizeF size =
            QSizeF(image.size()).scaled(rowMapSide, rowMapSide, Qt::KeepAspectRatio);
        painter.drawImage(QRectF(QPointF(left, top), size), image);
        painter.drawText(
            QRectF(left, top + rowMapSide, rowMapSide, rowCaptionHeight), Qt::AlignCenter,
            QString::number(row.picture.scores[static_cast<std::size_t>(row.units[i])].grid60, 'f',
                            2));
    }
}

void draw(const Picture& picture, const MapRows& rows) {
    std::size_t widest = 1;
    for (const MapRows::Row& row : rows.rows)
        widest = std::max(widest, row.units.size());
    const int rowHeight = rowMapSide + rowCaptionHeight + rowGap;
    const QSize size(rowLabelWidth + static_cast<int>(widest) * (rowMapSide + rowGap),
                     rowTitleHeight + static_cast<int>(rows.rows.size()) * rowHeight);
    const ColourMap colours(QString::fromStdString(picture.scene->view.colourMap));
    exportPainting(QString::fromStdString(picture.file.string()), size, 2.0,
                   ExportLabel::of(*picture.scene), [&](QPainter& painter, const QRectF&) {
                       QFont font = painter.font();
                       font.setPixelSize(10);
                       painter.setFont(font);
                       painter.setPen(theme().text);
                       painter.drawText(
                           QRectF(rowGap, 0, size.width() - 2 * rowGap, rowTitleHeight),
                           Qt::AlignLeft | Qt::AlignVCenter,
                           QObject::tr("%1: maps with the highest grid scores (DeepMind, 60°)")
                               .arg(QString::fromStdString(picture.scene->title)));
                       for (std::size_t i = 0; i < rows.rows.size(); ++i)
                           drawRow(painter, rows.rows[i],
                                   rowTitleHeight + static_cast<double>(i) * rowHeight, colours);
                   });
}

} // namespace

void drawPictures(const std::vector<Picture>& pictures, const std::string& themeText) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    char name[] = "hippodrome";
    char* arguments[] = {name, nullptr};
    int count = 1;
    QApplication application(count, arguments);
    applyTheme(application, QString::fromStdString(themeText));
    for (const Picture& picture : pictures)
        std::visit([&](const auto& content) { draw(picture, content); }, picture.content);
}

} // namespace hippodrome

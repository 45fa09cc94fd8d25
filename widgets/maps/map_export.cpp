#include "widgets/maps/map_export.h"

#include "core/base/file_io.h"

#include "widgets/maps/arena_lines.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/style/version.h"

#include <QApplication>
#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>

namespace hippodrome {

namespace {

constexpr int tileSide = 96;
constexpr int tileGap = 8;

void writeBytes(const QString& file, const QByteArray& bytes) {
    writeFileAtomically(
        file.toStdString(),
        std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

/// One map in a square with a caption below: unit, peak and score.
void paintTile(QPainter& painter, const QRectF& tile, const PopulationPicture& picture, int unit,
               const ColourMap& chosen, const std::optional<ColourRange>& shared) {
    const PopulationMaps& maps = picture.maps;
    const std::span<const float> map = maps.map(unit);
    const auto [colours, range] = coloursFor(picture, unit, shared, chosen);
    const QImage image =
        heatMapImage(map, maps.rows, maps.columns, colours, range, theme().unvisited.rgb());
    const Bounds frame = frameOf(picture);
    const QRectF target =
        fittedTo(frame, QRectF(tile.topLeft(), QSizeF(tile.width(), tile.width())));
    // Enlarged here by whole pixels, so that vector formats keep the bins' edges sharp.
    const QImage large =
        image.scaled(image.size() * 8, Qt::IgnoreAspectRatio, Qt::FastTransformation);
    painter.drawImage(target, large);
    if (picture.arena)
        drawArenaLines(painter, target, frame, picture.arena->arena(), 0.8);
    const UnitScores scores = static_cast<std::size_t>(unit) < picture.scores.size()
                                  ? picture.scores[static_cast<std::size_t>(unit)]
                                  : UnitScores{NAN, NAN, range.high};
    const QRectF caption(tile.left(), tile.top() + tile.width() + 1, tile.width(),
                         tile.height() - tile.width() - 1);
    painter.setPen(theme().text);
    painter.drawText(caption, Qt::AlignLeft | Qt::AlignVCenter, QString::number(unit));
    const float peak = picture.scores.empty() ? scores.peak : picture.shownPeak(unit);
    painter.drawText(caption, Qt::AlignHCenter | Qt::AlignVCenter, formattedActivity(peak));
    painter.drawText(caption, Qt::AlignRight | Qt::AlignVCenter,
                     formatted(picture.difference ? picture.similarityOf(unit) : scores.grid60, 2));
}

/// Title and legend of a sheet, broken into as many lines as its width asks for.
class SheetHead {
public:
    SheetHead(const PopulationPicture& picture, const ExportLabel& label, int width,
              const std::optional<ColourRange>& shared)
        : width_(width),
          title_(QString("%1: %2 %3")
                     .arg(label.title, QString::fromStdString(picture.brain),
                          QString::fromStdString(picture.population.name).replace('_', ' '))),
          legend_((picture.difference
                       ? QObject::tr("change since the last edit; under each map: unit, largest "
                                     "change%1, correlation of before and after   scene %2, seed "
                                     "%3, Hippodrome %4")
                       : QObject::tr("under each map: unit, peak%1, grid score (DeepMind, 60°)   "
                                     "scene %2, seed %3, Hippodrome %4"))
                      .arg(picture.population.unit.empty()
                               ? QString()
                               : " " + QString::fromStdString(picture.population.unit),
                           label.sceneHash)
                      .arg(label.seed)
                      .arg(versionText())) {
        if (picture.null.maps > 0 && picture.nullApplies)
            legend_ += QObject::tr("   noise: 95 % below %1, 99 % below %2")
                           .arg(formatted(picture.null.grid60p95, 2),
                                formatted(picture.null.grid60p99, 2));
        legend_ += shared
                       ? QObject::tr("   colours: from %1 to %2 in all maps")
                             .arg(formattedActivity(shared->low), formattedActivity(shared->high))
                       : QObject::tr("   colours: up to each map's own peak");
        titleHeight_ = heightOf(title_, titleFont());
        legendHeight_ = heightOf(legend_, legendFont());
    }

    int height() const { return titleHeight_ + legendHeight_; }
    void paint(QPainter& painter, QPointF corner) const {
        painter.setFont(titleFont());
        painter.setPen(theme().text);
        painter.drawText(QRectF(corner, QSizeF(width_, titleHeight_)), flags, title_);
        painter.setFont(legendFont());
        painter.setPen(theme().secondaryText);
        painter.drawText(QRectF(corner + QPointF(0, titleHeight_), QSizeF(width_, legendHeight_)),
                         flags, legend_);
    }

private:
    static constexpr int flags = Qt::AlignLeft | Qt::TextWordWrap;
    static QFont titleFont() {
        QFont font = QApplication::font();
        font.setPixelSize(16);
        font.setBold(true);
        return font;
    }
    static QFont legendFont() {
        QFont font = QApplication::font();
        font.setPixelSize(10);
        return font;
    }
    int heightOf(const QString& text, const QFont& font) const {
        return QFontMetrics(font).boundingRect(QRect(0, 0, width_, 10000), flags, text).height() +
               2;
    }

    int width_;
    QString title_, legend_;
    int titleHeight_ = 0, legendHeight_ = 0;
};

} // namespace

ExportLabel ExportLabel::of(const Scene& scene) {
    return {printable(QString::fromStdString(scene.title)),
            QString::fromStdString(hippodrome::sceneHash(scene)), scene.seed};
}

void exportPainting(const QString& file, QSize size, double scale, const ExportLabel& label,
                    const std::function<void(QPainter&, const QRectF&)>& paint) {
    const QString ending = QFileInfo(file).suffix().toLower();
    const QRectF area(QPointF(0, 0), QSizeF(size));
    const QString origin = QString("scene %1, seed %2, Hippodrome %3")
                               .arg(label.sceneHash)
                               .arg(label.seed)
                               .arg(versionText());
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (ending == "png") {
        QImage image((area.size() * scale).toSize(), QImage::Format_RGB32);
        image.fill(theme().panel);
        QPainter painter(&image);
        painter.scale(scale, scale);
        paint(painter, area);
        painter.end();
        image.setText("Title", label.title);
        image.setText("Software", "Hippodrome " + versionText());
        image.setText("Scene hash", label.sceneHash);
        image.setText("Seed", QString::number(label.seed));
        if (!image.save(&buffer, "PNG"))
            throw Error("the picture could not be encoded", ErrorKind::resource)
                .inFile(file.toStdString());
    } else if (ending == "svg") {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size);
        generator.setViewBox(area);
        generator.setTitle(label.title.toHtmlEscaped()); // Qt writes both as they are
        generator.setDescription(origin.toHtmlEscaped());
        QPainter painter(&generator);
        painter.fillRect(area, theme().panel);
        paint(painter, area);
    } else if (ending == "pdf") {
        QPdfWriter writer(&buffer);
        writer.setTitle(label.title);
        writer.setCreator(origin);
        writer.setResolution(72);
        writer.setPageSize(QPageSize(QSizeF(size), QPageSize::Point));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        QPainter painter(&writer);
        painter.fillRect(area, theme().panel);
        paint(painter, area);
    } else {
        throw Error("expected a file name that ends in .png, .svg or .pdf")
            .inFile(file.toStdString());
    }
    buffer.close();
    writeBytes(file, bytes);
}

void exportMap(const QString& file, const PopulationPicture& picture, int unit,
               const ColourMap& colours, const ExportLabel& label, double scale) {
    exportPainting(file, QSize(tileSide, tileSide + 16), scale, label,
                   [&](QPainter& painter, const QRectF& area) {
                       QFont font = painter.font();
                       font.setPixelSize(10);
                       painter.setFont(font);
                       paintTile(painter, area, picture, unit, colours, {});
                   });
}

void exportSheet(const QString& file, const PopulationPicture& picture,
                 const std::vector<int>& order, const ColourMap& colours, const ExportLabel& label,
                 double scale, const std::optional<ColourRange>& shared) {
    const int units = static_cast<int>(order.size());
    const int columns = std::max(1, static_cast<int>(std::ceil(std::sqrt(units * 1.3))));
    const int rows = (units + columns - 1) / columns;
    const int captionHeight = 14, width = columns * (tileSide + tileGap) + tileGap;
    const SheetHead head(picture, label, width - 2 * tileGap, shared);
    const int titleHeight = head.height() + 2 * tileGap;
    const QSize size(width, rows * (tileSide + captionHeight + tileGap) + tileGap + titleHeight);
    exportPainting(file, size, scale, label, [&](QPainter& painter, const QRectF&) {
        head.paint(painter, QPointF(tileGap, tileGap));
        for (int i = 0; i < units; ++i)
            paintTile(painter,
                      QRectF(tileGap + (i % columns) * (tileSide + tileGap),
                             titleHeight + (i / columns) * (tileSide + captionHeight + tileGap),
                             tileSide, tileSide + captionHeight),
                      picture, order[static_cast<std::size_t>(i)], colours, shared);
    });
}

void exportNumbers(const QString& file, const PopulationMaps& maps, int unit) {
    const QString ending = QFileInfo(file).suffix().toLower();
    if (ending != "csv" && ending != "npy")
        throw Error("expected a file name that ends in .npy or .csv").inFile(file.toStdString());
    writeFileAtomically(file.toStdString(),
                        ending == "csv" ? mapsCsv(maps, unit) : mapsNpy(maps, unit));
}

} // namespace hippodrome

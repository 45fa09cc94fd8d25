#include "widgets/film/film_export.h"

#include "core/base/file_io.h"

#include "widgets/film/film_encoders.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hippodrome {

namespace {

constexpr int shownUnits = 32;
constexpr int columns = 8;
constexpr int filmTileSide = 88;
constexpr int gap = 6;
constexpr int captionHeight = 14;
constexpr int titleHeight = 46;

double scoreOf(const FilmedPopulation& filmed, int unit) {
    return static_cast<std::size_t>(unit) < filmed.scores.size()
               ? static_cast<double>(filmed.scores[static_cast<std::size_t>(unit)].grid60)
               : NAN;
}

QString describe(const FilmFrame& frame, const FilmedPopulation& filmed) {
    QString text;
    for (const FilmedTraining& training : frame.training)
        if (training.brain == filmed.brain)
            text += QObject::tr("decoding error %1 cm   ")
                        .arg(formatted(100.0 * training.report.decodingError, 1));
    if (filmed.null.maps > 0 && !filmed.scores.empty() && nullApplies(frame, filmed)) {
        const auto above =
            std::count_if(filmed.scores.begin(), filmed.scores.end(), [&](const UnitScores& s) {
                return static_cast<double>(s.grid60) > filmed.null.grid60p99;
            });
        text +=
            QObject::tr("%1 % of units above 99 % of noise")
                .arg(100.0 * static_cast<double>(above) / static_cast<double>(filmed.scores.size()),
                     0, 'f', 0);
    }
    return text;
}

} // namespace

FilmPainter::FilmPainter(std::vector<std::shared_ptr<const FilmFrame>> frames,
                         const ColourMap& colours, const ExportLabel& label)
    : frames_(std::move(frames)), colours_(colours), label_(label) {
    const FilmedPopulation* chosen = nullptr;
    if (!frames_.empty())
        for (const FilmedPopulation& filmed : frames_.back()->populations)
            if (!chosen ||
                (chosen->nature != Nature::artificial && filmed.nature == Nature::artificial))
                chosen = &filmed;
    if (!chosen)
        throw Error("the film has no frames: nothing has been trained");
    brain_ = chosen->brain;
    population_ = chosen->population.name;
    order_.resize(static_cast<std::size_t>(chosen->shown->units));
    std::iota(order_.begin(), order_.end(), 0);
    const auto rank = [&](int unit) {
        const double score = scoreOf(*chosen, unit);
        return std::isnan(score) ? -10.0 : score;
    };
    std::stable_sort(order_.begin(), order_.end(), [&](int a, int b) { return rank(a) > rank(b); });
    order_.resize(std::min<std::size_t>(order_.size(), shownUnits));
    // Moments at which the brain was another one are left out.
    std::erase_if(frames_, [&](const auto& frame) {
        const FilmedPopulation* filmed = populationOf(*frame);
        return !filmed || filmed->shown->units != chosen->shown->units;
    });
}

const FilmedPopulation* FilmPainter::populationOf(const FilmFrame& frame) const {
    for (const FilmedPopulation& filmed : frame.populations)
        if (filmed.brain == brain_ && filmed.population.name == population_)
            return &filmed;
    return nullptr;
}

QImage FilmPainter::frame(std::size_t index) const {
    const FilmFrame& frame = *frames_[index];
    const FilmedPopulation& filmed = *populationOf(frame);
    const PopulationMaps maps = filmed.shown->maps();
    const int rows = (static_cast<int>(order_.size()) + columns - 1) / columns;
    QImage image(columns * (filmTileSide + gap) + gap,
                 titleHeight + rows * (filmTileSide + captionHeight + gap) + gap,
                 QImage::Format_RGB32);
    image = image.copy(0, 0, (image.width() + 1) / 2 * 2, (image.height() + 1) / 2 * 2);
    image.fill(theme().panel);
    QPainter painter(&image);
    QFont font = painter.font();
    font.setPixelSize(17);
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(theme().text);
    const QRect title(gap, 4, image.width() - 2 * gap, 22);
    painter.drawText(
        title, Qt::AlignLeft | Qt::AlignVCenter,
        QObject::tr("Update %1").arg(QLocale().toString(static_cast<qlonglong>(frame.update))));
    font.setPixelSize(12);
    font.setBold(false);
    painter.setFont(font);
    painter.drawText(title, Qt::AlignRight | Qt::AlignVCenter, describe(frame, filmed));
    font.setPixelSize(10);
    painter.setFont(font);
    painter.setPen(theme().secondaryText);
    painter.drawText(QRect(gap, 26, image.width() - 2 * gap, 14), Qt::AlignLeft | Qt::AlignVCenter,
                     QObject::tr("%1: %2 %3   scene %4, seed %5")
                         .arg(label_.title, QString::fromStdString(brain_),
                              QString::fromStdString(population_), label_.sceneHash)
                         .arg(label_.seed));
    for (std::size_t i = 0; i < order_.size(); ++i) {
        const int unit = order_[i], place = static_cast<int>(i);
        const std::span<const float> map = maps.map(unit);
        const QRect square(gap + place % columns * (filmTileSide + gap),
                           titleHeight + place / columns * (filmTileSide + captionHeight + gap),
                           filmTileSide, filmTileSide);
        const QSize size =
            QSize(maps.columns, maps.rows).scaled(square.size(), Qt::KeepAspectRatio);
        QRect target(QPoint(), size);
        target.moveCenter(square.center());
        painter.drawImage(target, heatMapImage(map, maps.rows, maps.columns, colours_,
                                               ColourRange::of(map), theme().unvisited.rgb()));
        const QRect caption(square.left(), square.bottom() + 1, filmTileSide, captionHeight);
        painter.setPen(theme().secondaryText);
        painter.drawText(caption, Qt::AlignLeft | Qt::AlignVCenter, QString::number(unit));
        painter.setPen(theme().text);
        painter.drawText(caption, Qt::AlignRight | Qt::AlignVCenter,
                         formatted(scoreOf(filmed, unit), 2));
    }
    return image;
}

void exportFilm(const QString& target, const FilmPainter& film) {
    const QString ending = QFileInfo(target).suffix().toLower();
    const auto frame = [&](std::size_t index) { return film.frame(index); };
    if (ending == "gif")
        return writeFileAtomically(target.toStdString(), encodeGif(film.frames(), frame));
    if (ending == "webp")
        return writeFileAtomically(target.toStdString(), encodeWebp(film.frames(), frame));
    if (ending == "mp4")
        return writeMp4(target, film.frames(), frame);
    if (!ending.isEmpty())
        throw Error("expected a name that ends in .gif, .webp or .mp4, or a folder for PNG files",
                    ErrorKind::usage)
            .inFile(target.toStdString());
    prepareOutputFolder(target.toStdString(), false);
    for (std::size_t i = 0; i < film.frames(); ++i) {
        const QByteArray png = encodePng(film.frame(i));
        const QString name = QString("frame-%1.png").arg(i, 4, 10, QChar('0'));
        writeFileAtomically(
            QDir(target).filePath(name).toStdString(),
            std::string_view(png.constData(), static_cast<std::size_t>(png.size())));
    }
}

} // namespace hippodrome

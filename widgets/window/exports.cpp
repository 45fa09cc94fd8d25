#include "widgets/window/exports.h"

#include "core/base/file_io.h"

#include "widgets/panels/chart_panel.h"
#include "widgets/style/file_dialogs.h"

#include <QMenu>

namespace hippodrome {

namespace {

const char* const numberFilter = "NumPy (*.npy);;CSV (*.csv)";

QMenu* menuFor(QWidget* window) {
    auto* menu = new QMenu(window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    return menu;
}

} // namespace

Exports::Exports(Document& document, Reporter& reporter, QWidget* window)
    : QObject(window), document_(document), reporter_(reporter), window_(window) {
    connect(&film_, &FilmExportJob::finished, this,
            [this](const QString& file, const QString& fault) {
                if (fault.isEmpty())
                    reporter_.say(tr("Wrote %1").arg(file));
                else
                    reporter_.say(tr("The film could not be exported: %1").arg(fault), true);
            });
}

void Exports::exportFilm(std::shared_ptr<Session> session, const QString& file) {
    reporter_.say(tr("Writing %1 …").arg(file));
    film_.start(std::move(session), file, colours(), ExportLabel::of(document_.scene()));
}

const PopulationPicture* Exports::pictureOf(const QString& brain, const QString& population) const {
    if (!maps_)
        return nullptr;
    for (const PopulationPicture& picture : maps_->populations)
        if (picture.brain == brain.toStdString() &&
            picture.population.name == population.toStdString())
            return &picture;
    return nullptr;
}

ColourMap Exports::colours() const {
    return ColourMap(QString::fromStdString(document_.scene().view.colourMap));
}

PopulationMaps Exports::numbersOf(const PopulationPicture& picture) const {
    // What is on screen has bins of its own there, and the command line writes those of the scene.
    const auto session = session_.lock();
    if (session && !maps_->past && !picture.path)
        if (auto maps = session->staticTuning(picture.brain, picture.population.name))
            return std::move(*maps);
    return picture.rawMaps();
}

void Exports::exportNumbersOf(const QString& file, const QString& brain, const QString& population,
                              int unit) {
    const PopulationPicture* picture = pictureOf(brain, population);
    if (!picture || picture->maps.units == 0)
        throw Error("there are no maps of " + (brain + "." + population).toStdString());
    const PopulationMaps maps = numbersOf(*picture);
    if (unit >= maps.units) // an edit has just taken it away
        throw Error("unit " + std::to_string(unit) + " is not there any more");
    exportNumbers(file, maps, unit);
}

void Exports::exportUnitPicture(const QString& file, const PopulationPicture& picture, int unit) {
    if (const auto scale = askScale(window_, file, 4.0))
        exportMap(file, picture, unit, colours(), ExportLabel::of(document_.scene()), *scale);
}

void Exports::showUnitMenu(BrainPanel* panel, int unit, QPoint place) {
    QMenu* menu = menuFor(window_);
    const QString brain = QString::fromStdString(panel->brainName()),
                  population = panel->population();
    const auto save = [=, this](const QString& title, const QString& filter, auto write) {
        const QString proposal = QString("%1_%2_%3").arg(brain, population).arg(unit);
        const QString file = askFile(window_, title, proposal, filter);
        const PopulationPicture* picture = pictureOf(brain, population);
        if (!file.isEmpty() && picture && unit < picture->maps.units)
            reporter_.attempt(title, [&] {
                write(file, *picture);
                reporter_.say(tr("Wrote %1").arg(file));
            });
    };
    panel->gallery().addActions(*menu, unit);
    if (unit >= 0) {
        menu->addAction(tr("Map of unit %1 as picture…").arg(unit), this, [=, this] {
            save(tr("Export map"), pictureFilter,
                 [&](const QString& file, const PopulationPicture& picture) {
                     exportUnitPicture(file, picture, unit);
                 });
        });
        menu->addAction(tr("Map of unit %1 as numbers…").arg(unit), this, [=, this] {
            save(tr("Export map"), numberFilter, [&](const QString& file, const auto&) {
                exportNumbersOf(file, brain, population, unit);
            });
        });
        menu->addSeparator();
    }
    menu->addAction(tr("All maps as sheet…"), this, [this, panel] { exportSheetOf(*panel); });
    menu->addAction(tr("All maps as numbers…"), this, [=, this] {
        const QString file =
            askFile(window_, tr("Export maps"), brain + "_" + population, numberFilter);
        if (!file.isEmpty())
            reporter_.attempt(tr("Export maps"), [&] {
                exportNumbersOf(file, brain, population);
                reporter_.say(tr("Wrote %1").arg(file));
            });
    });
    menu->popup(place);
}

void Exports::showArenaMenu(ArenaView* arena, QPoint place) {
    QMenu* menu = menuFor(window_);
    menu->addAction(tr("Whole arena"), this, [arena] { arena->zoomToFit(); });
    menu->addAction(tr("Arena as picture…"), this, [this, arena] {
        const QString file = askFile(window_, tr("Export arena"), "arena", pictureFilter);
        if (!file.isEmpty())
            reporter_.attempt(tr("Export arena"), [&] {
                exportPainting(
                    file, arena->size(), 2.0, ExportLabel::of(document_.scene()),
                    [&](QPainter& painter, const QRectF& area) { arena->draw(painter, area); });
            });
    });
    menu->popup(place);
}

void Exports::exportSheetOf(BrainPanel& panel) {
    const QString brain = QString::fromStdString(panel.brainName()),
                  population = panel.population();
    const QString file =
        askFile(window_, tr("Export all maps"), brain + "_" + population, pictureFilter);
    const PopulationPicture* picture = pictureOf(brain, population);
    if (!file.isEmpty() && picture)
        reporter_.attempt(tr("Export all maps"), [&] {
            const auto scale = askScale(window_, file, 2.0);
            if (!scale)
                return;
            exportSheet(file, *picture, panel.gallery().order(), colours(),
                        ExportLabel::of(document_.scene()), *scale, panel.gallery().sharedScale());
            reporter_.say(tr("Wrote %1").arg(file));
        });
}

void Exports::exportPanel(LowerPanels& panels) {
    const QString file =
        askFile(window_, tr("Export charts"), "charts", pictureFilter + ";;CSV (*.csv)");
    if (file.isEmpty())
        return;
    reporter_.attempt(tr("Export charts"), [&] {
        LowerPanel* const shown = &panels.shown();
        if (file.endsWith(".csv")) {
            QString rows = shown->csv();
            if (rows.isEmpty()) // nothing is plotted there
                rows = panels.get<ChartPanel>().csv();
            writeFileAtomically(file.toStdString(), rows.toStdString());
        } else {
            exportPainting(file, shown->size(), 2.0, ExportLabel::of(document_.scene()),
                           [shown](QPainter& painter, const QRectF&) { shown->render(&painter); });
        }
    });
}

} // namespace hippodrome

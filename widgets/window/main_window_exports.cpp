// Context menus of maps and arenas, and what they export.
#include "core/base/file_io.h"

#include "widgets/maps/map_export.h"
#include "widgets/panels/chart_panel.h"
#include "widgets/style/file_dialogs.h"
#include "widgets/window/main_window.h"

#include <QMenu>

namespace hippodrome {

const PopulationPicture* MainWindow::pictureOf(const QString& brain,
                                               const QString& population) const {
    if (!maps_)
        return nullptr;
    for (const PopulationPicture& picture : maps_->populations)
        if (picture.brain == brain.toStdString() &&
            picture.population.name == population.toStdString())
            return &picture;
    return nullptr;
}

void MainWindow::showUnitMenu(BrainPanel& panel, int unit, QPoint place) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString brain = QString::fromStdString(panel.brainName()),
                  population = panel.population();
    const auto save = [=, this](const QString& title, const QString& filter, auto write) {
        const QString proposal = QString("%1_%2_%3").arg(brain, population).arg(unit);
        const QString file = askFile(this, title, proposal, filter);
        const PopulationPicture* picture = pictureOf(brain, population);
        if (!file.isEmpty() && picture && unit < picture->maps.units)
            reportError(title, [&] {
                write(file, *picture);
                showMessage(tr("Wrote %1").arg(file));
            });
    };
    if (unit >= 0) {
        menu->addAction(tr("Map of unit %1 as picture…").arg(unit), this, [=, this] {
            save(tr("Export map"), pictureFilter,
                 [&](const QString& file, const PopulationPicture& picture) {
                     const auto scale = askScale(this, file, 4.0);
                     if (!scale)
                         return;
                     exportMap(file, picture, unit,
                               ColourMap(QString::fromStdString(document_.scene().view.colourMap)),
                               ExportLabel::of(document_.scene()), *scale);
                 });
        });
        menu->addAction(tr("Map of unit %1 as numbers…").arg(unit), this, [=, this] {
            save(tr("Export map"), "NumPy (*.npy);;CSV (*.csv)",
                 [&](const QString& file, const PopulationPicture& picture) {
                     if (file.endsWith(".csv"))
                         exportTable(file, picture.maps, unit);
                     else
                         exportArray(file, picture.maps, unit);
                 });
        });
        menu->addSeparator();
    }
    menu->addAction(tr("All maps as sheet…"), this, [this, &panel] { exportSheetOf(panel); });
    menu->addAction(tr("All maps as numbers…"), this, [=, this] {
        const QString file = askFile(this, tr("Export maps"), brain + "_" + population,
                                     "NumPy (*.npy);;CSV (*.csv)");
        const PopulationPicture* picture = pictureOf(brain, population);
        if (!file.isEmpty() && picture)
            reportError(tr("Export maps"), [&] {
                if (file.endsWith(".csv"))
                    exportTable(file, picture->maps);
                else
                    exportArray(file, picture->maps);
            });
    });
    menu->popup(place);
}

void MainWindow::showArenaMenu(ArenaView& arena, QPoint place) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Whole arena"), this, [&arena] { arena.zoomToFit(); });
    menu->addAction(tr("Arena as picture…"), this, [this, &arena] {
        const QString file = askFile(this, tr("Export arena"), "arena", pictureFilter);
        if (!file.isEmpty())
            reportError(tr("Export arena"), [&] {
                exportPainting(
                    file, arena.size(), 2.0, ExportLabel::of(document_.scene()),
                    [&](QPainter& painter, const QRectF& area) { arena.draw(painter, area); });
            });
    });
    menu->popup(place);
}

void MainWindow::exportSheetOf(BrainPanel& panel) {
    const QString brain = QString::fromStdString(panel.brainName()),
                  population = panel.population();
    const QString file =
        askFile(this, tr("Export all maps"), brain + "_" + population, pictureFilter);
    const PopulationPicture* picture = pictureOf(brain, population);
    if (!file.isEmpty() && picture)
        reportError(tr("Export all maps"), [&] {
            const auto scale = askScale(this, file, 2.0);
            if (!scale)
                return;
            exportSheet(file, *picture, panel.gallery().order(),
                        ColourMap(QString::fromStdString(document_.scene().view.colourMap)),
                        ExportLabel::of(document_.scene()), *scale);
            showMessage(tr("Wrote %1").arg(file));
        });
}

void MainWindow::exportCharts() {
    const QString file =
        askFile(this, tr("Export charts"), "charts", pictureFilter + ";;CSV (*.csv)");
    if (file.isEmpty())
        return;
    reportError(tr("Export charts"), [&] {
        // What stands below: charts of brains, or of agents.
        LowerPanel* const shown = &lower_->shown();
        if (file.endsWith(".csv")) {
            QString rows = shown->csv();
            if (rows.isEmpty()) // nothing is plotted there
                rows = lower_->get<ChartPanel>().csv();
            writeFileAtomically(file.toStdString(), rows.toStdString());
        } else
            exportPainting(file, shown->size(), 2.0, ExportLabel::of(document_.scene()),
                           [shown](QPainter& painter, const QRectF&) { shown->render(&painter); });
    });
}

} // namespace hippodrome

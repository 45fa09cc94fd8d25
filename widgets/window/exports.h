#pragma once

#include "core/analysis/map_files.h"
#include "core/maps/snapshot.h"

#include "widgets/arena/brain_panel.h"
#include "widgets/film/film_export_job.h"
#include "widgets/maps/map_export.h"
#include "widgets/panels/lower_panels.h"
#include "widgets/style/reporter.h"

#include <QObject>

#include <memory>

namespace hippodrome {

/// What leaves the window as pictures and numbers: context menus of maps and arenas, and what they
/// write.
class Exports : public QObject {
    Q_OBJECT

public:
    Exports(Document& document, Reporter& reporter, QWidget* window);

    /// Those that are on screen, and the session that runs.
    void setMaps(std::shared_ptr<const MapsSnapshot> maps,
                 const std::shared_ptr<Session>& session) {
        maps_ = std::move(maps);
        session_ = session;
    }
    /// A menu for a unit's map, or with unit -1 for all of a population.
    void showUnitMenu(BrainPanel* panel, int unit, QPoint place);
    void showArenaMenu(ArenaView* arena, QPoint place);
    void exportSheetOf(BrainPanel& panel);
    /// Maps of a population as numbers, or of one of its units: unsmoothed, and of the tuning of a
    /// formula in the bins of the scene, as the command line writes them. Throws Error.
    void exportNumbersOf(const QString& file, const QString& brain, const QString& population,
                         int unit = allUnits);
    void exportPanel(LowerPanels& panels);
    /// What pictures say about where they come from.
    ExportLabel label() const { return ExportLabel::of(document_.scene()); }
    /// The film of the run so far, by the ending of the file, while the run goes on.
    void exportFilm(std::shared_ptr<Session> session, const QString& file);
    bool exportingFilm() const { return film_.busy(); }
    /// Once a frame.
    void follow() { film_.follow(); }

private:
    const PopulationPicture* pictureOf(const QString& brain, const QString& population) const;
    PopulationMaps numbersOf(const PopulationPicture& picture) const;
    ColourMap colours() const;
    void exportUnitPicture(const QString& file, const PopulationPicture& picture, int unit);

    Document& document_;
    Reporter& reporter_;
    QWidget* window_;
    std::shared_ptr<const MapsSnapshot> maps_;
    std::weak_ptr<Session> session_;
    FilmExportJob film_;
};

} // namespace hippodrome

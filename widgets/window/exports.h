#pragma once

#include "core/maps/snapshot.h"

#include "widgets/arena/brain_panel.h"
#include "widgets/film/film_export_job.h"
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

    /// Those that are on screen.
    void setMaps(std::shared_ptr<const MapsSnapshot> maps) { maps_ = std::move(maps); }
    /// A menu for a unit's map, or with unit -1 for all of a population.
    void showUnitMenu(BrainPanel* panel, int unit, QPoint place);
    void showArenaMenu(ArenaView* arena, QPoint place);
    void exportSheetOf(BrainPanel& panel);
    void exportPanel(LowerPanels& panels);
    /// The film of the run so far, by the ending of the file, while the run goes on.
    void exportFilm(std::shared_ptr<Session> session, const QString& file);
    bool exportingFilm() const { return film_.busy(); }
    /// Once a frame.
    void follow() { film_.follow(); }

private:
    const PopulationPicture* pictureOf(const QString& brain, const QString& population) const;
    ColourMap colours() const;
    void exportUnitPicture(const QString& file, const PopulationPicture& picture, int unit);

    Document& document_;
    Reporter& reporter_;
    QWidget* window_;
    std::shared_ptr<const MapsSnapshot> maps_;
    FilmExportJob film_;
};

} // namespace hippodrome

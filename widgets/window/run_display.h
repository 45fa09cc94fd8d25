#pragma once

#include "widgets/arena/brain_rows.h"
#include "widgets/film/past_viewer.h"
#include "widgets/maps/compare_bar.h"
#include "widgets/maps/inspector.h"
#include "widgets/maps/unit_windows.h"
#include "widgets/panels/lower_panels.h"
#include "widgets/window/exports.h"
#include "widgets/window/form_pane.h"
#include "widgets/window/keeper.h"
#include "widgets/window/notes_view.h"
#include "widgets/window/run_watcher.h"
#include "widgets/window/spike_listener.h"
#include "widgets/window/status_line.h"

#include <QObject>

namespace hippodrome {

/// Between a run and what shows it: passes on what the run sends, and tells the session what is
/// looked at, since only that is worked out.
class RunDisplay : public QObject {
    Q_OBJECT

public:
    /// What shows a run.
    struct Views {
        Keeper& keeper;
        Exports& exports;
        Reporter& reporter;
        NotesView& notes;
        FormPane& form;
        BrainRows& rows;
        LowerPanels& panels;
        PastViewer& past;
        Inspector& inspector;
        CompareBar& compare;
        StatusLine& status;
    };
    RunDisplay(RunWatcher& run, const Views& views, QObject* parent = nullptr);

    /// How the scene is looked at.
    void applyView(const ViewParameters& view);
    /// A unit is in the inspector; by default none.
    void select(const Selection& unit = {});
    const Selection& selection() const { return selection_; }
    /// Maps that were enlarged.
    UnitWindows& enlarged() { return *enlarged_; }

private:
    void connectRun();
    void connectViews();
    void beginFrame();
    void takeSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void takeMaps(const std::shared_ptr<const MapsSnapshot>& maps, bool current);
    void showMaps(const std::shared_ptr<const MapsSnapshot>& maps);
    /// Those of now, or of the moment that they are compared with.
    void showCompared();
    void chooseAgent(int agent);
    void watchAgents();
    void listen(bool on);
    void showUnitMenu(QPoint place);
    Session* session() { return run_.session().get(); }

    RunWatcher& run_;
    Views to_;
    std::shared_ptr<const MapsSnapshot> maps_; ///< on screen
    Selection selection_;
    SpikeListener listener_;
    UnitWindows* enlarged_;
};

} // namespace hippodrome

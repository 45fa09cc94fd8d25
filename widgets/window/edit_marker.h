#pragma once

#include "widgets/document/document.h"
#include "widgets/maps/compare_bar.h"
#include "widgets/panels/lower_panels.h"
#include "widgets/window/run_watcher.h"

#include <QObject>

namespace hippodrome {

/// Every edit of the arena is marked where time runs: in the panels, with what was done, and as a
/// moment that what comes after can be compared with.
class EditMarker : public QObject {
    Q_OBJECT

public:
    EditMarker(Document& document, RunWatcher& run, LowerPanels& panels, CompareBar& comparison,
               QObject* parent);

private:
    void documentChanged(const SceneChange& change);
    void mark(int stepsBefore, const std::shared_ptr<const MapsSnapshot>& maps, long updates,
              double time);

    Document& document_;
    RunWatcher& run_;
    LowerPanels& panels_;
    CompareBar& comparison_;
};

} // namespace hippodrome

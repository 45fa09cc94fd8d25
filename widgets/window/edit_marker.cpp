#include "widgets/window/edit_marker.h"

namespace hippodrome {

EditMarker::EditMarker(Document& document, RunWatcher& run, LowerPanels& panels,
                       CompareBar& comparison, QObject* parent)
    : QObject(parent), document_(document), run_(run), panels_(panels), comparison_(comparison) {
    connect(&document, &Document::changed, this, &EditMarker::documentChanged);
}

void EditMarker::documentChanged(const SceneChange& change) {
    if (change.what == SceneChange::What::everything)
        return comparison_.forget();
    const auto snapshot = run_.latest();
    if (change.what != SceneChange::What::arena || !snapshot)
        return;
    // What it was called is known when the step of undo is complete; the maps are those from
    // before.
    const auto later = [this, steps = document_.undoStack().index(), maps = comparison_.now(),
                        updates = snapshot->updates,
                        time = snapshot->time] { mark(steps, maps, updates, time); };
    QMetaObject::invokeMethod(this, later, Qt::QueuedConnection);
}

void EditMarker::mark(int stepsBefore, const std::shared_ptr<const MapsSnapshot>& maps,
                      long updates, double time) {
    const QUndoStack& steps = document_.undoStack();
    if (steps.index() == stepsBefore)
        return; // further along in a drag that is marked
    const bool done = steps.index() > stepsBefore;
    const QString what =
        done ? steps.text(stepsBefore) : tr("undo %1").arg(steps.text(stepsBefore - 1));
    panels_.each(&LowerPanel::markEdit, updates, time, what);
    if (done)
        comparison_.markEdit(maps, what);
}

} // namespace hippodrome

#include "widgets/window/reward_watch.h"

#include "core/arena/reward_reach.h"

namespace hippodrome {

RewardWatch::RewardWatch(Document& document, const RunWatcher& run, Reporter& reporter,
                         QObject* parent)
    : QObject(parent), document_(document), run_(run), reporter_(reporter) {}

void RewardWatch::forget() {
    closed_ = false;
    emit closedOff(false);
}

void RewardWatch::look() {
    const auto snapshot = run_.latest();
    if (!snapshot)
        return;
    const Scene& scene = document_.scene();
    const auto closed =
        closedOffReward(ArenaGeometry(scene.arena), scene.task.beginnings(snapshot->rat.position));
    if (closed)
        reporter_.say(tr("No way leads to the reward at (%1, %2): walls close it off.")
                          .arg(closed->x, 0, 'f', 2)
                          .arg(closed->y, 0, 'f', 2),
                      true);
    else if (closed_)
        reporter_.say(tr("A way leads to every reward again."));
    closed_ = closed.has_value();
    emit closedOff(closed_);
}

} // namespace hippodrome

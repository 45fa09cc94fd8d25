#include "widgets/window/recovery_keeper.h"

namespace hippodrome {

RecoveryKeeper::RecoveryKeeper(const QString& base, std::function<Work()> work, QObject* parent)
    : QObject(parent), work_(std::move(work)), folders_(base) {
    connect(&timer_, &QTimer::timeout, this, &RecoveryKeeper::save);
}

void RecoveryKeeper::start(int interval) {
    timer_.start(interval);
}

void RecoveryKeeper::save() {
    const Work work = work_();
    if (!work.session || folders_.own().isEmpty())
        return;
    if (saving_.valid() && saving_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return;
    takeResult();
    const auto snapshot = work.session->latest();
    const std::pair<long, long> now{snapshot->ticks, snapshot->updates};
    if (now == saved_ && !work.modified)
        return;
    if (now == std::pair<long, long>{0, 0} && !work.modified)
        return; // nothing would be lost
    saved_ = now;
    saving_ = work.session->saveRecovery(folders_.own().toStdString(), work.origin.toStdString());
}

bool RecoveryKeeper::saveToTheEnd() {
    takeResult(); // of what was saved before, which is out of date
    saved_ = {-1, -1};
    save();
    return saving_.valid() && takeResult();
}

/// Waits for it. Returns whether there was no fault, which is told.
bool RecoveryKeeper::takeResult() {
    if (!saving_.valid())
        return true;
    try {
        saving_.get();
        return true;
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        return false;
    }
}

} // namespace hippodrome

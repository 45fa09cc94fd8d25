#include "widgets/window/run_watcher.h"

namespace hippodrome {

namespace {

/// A frame every 16 ms keeps a display of 60 Hz busy.
constexpr int frameInterval = 16;

} // namespace

RunWatcher::RunWatcher(QObject* parent) : QObject(parent) {
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.setInterval(frameInterval);
    connect(&timer_, &QTimer::timeout, this, &RunWatcher::frame);
    timer_.start();
}

RunWatcher::~RunWatcher() = default;

void RunWatcher::setSession(std::shared_ptr<Session> session) {
    session_ = std::move(session);
    snapshotSeen_ = mapsSeen_ = runSeen_ = 0;
}

std::shared_ptr<const Snapshot> RunWatcher::latest() const {
    return session_ ? session_->latest() : nullptr;
}

void RunWatcher::setRunning(bool running) {
    running_ = running;
    emit runningChanged(running);
    if (session_ && running)
        session_->start();
    else if (session_)
        session_->pause();
}

void RunWatcher::step() {
    setRunning(false);
    if (session_)
        session_->step();
}

void RunWatcher::frame() {
    frames_.beginFrame();
    const long shownBefore = snapshotSeen_;
    if (session_) {
        emit frameBegins();
        if (const auto snapshot = session_->latest();
            snapshot && snapshot->sequence != snapshotSeen_)
            take(snapshot);
        const auto maps = session_->latestMaps();
        if (maps && maps->sequence != mapsSeen_) {
            mapsSeen_ = maps->sequence;
            noteRun(maps->run);
            emit mapsTaken(maps, maps->run.number == runSeen_);
        } else {
            emit idle();
        }
    }
    emit frameEnds();
    frames_.endFrame(snapshotSeen_ != shownBefore);
}

void RunWatcher::take(const std::shared_ptr<const Snapshot>& snapshot) {
    snapshotSeen_ = snapshot->sequence;
    noteRun(snapshot->run);
    const QString message = QString::fromStdString(snapshot->message);
    const bool ended = snapshot->state == RunState::diverged ||
                       snapshot->state == RunState::failed || snapshot->state == RunState::finished;
    if (ended && running_) {
        setRunning(false);
        emit said(message, snapshot->state != RunState::finished);
    } else if (!message.isEmpty() && !ended) {
        emit said(message, true);
    }
    emit snapshotTaken(snapshot);
}

void RunWatcher::noteRun(const RunNumber& run) {
    if (run.number <= runSeen_)
        return;
    runSeen_ = run.number;
    emit runBegan(run.from);
}

} // namespace hippodrome

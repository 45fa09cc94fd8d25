#pragma once

#include "core/session/session.h"

#include "widgets/style/frame_log.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace hippodrome {

/// The session as the window sees it: once a frame it pulls what is new, and never waits for it.
class RunWatcher : public QObject {
    Q_OBJECT

public:
    explicit RunWatcher(QObject* parent = nullptr);
    ~RunWatcher() override;

    /// Another session takes the place of the one before.
    void setSession(std::shared_ptr<Session> session);
    const std::shared_ptr<Session>& session() const { return session_; }
    /// nullptr while there is none.
    std::shared_ptr<const Snapshot> latest() const;
    void setRunning(bool running);
    /// One time step and one update, and rests.
    void step();
    bool isRunning() const { return running_; }
    /// What was pulled last is passed on once more.
    void showAgain() { snapshotSeen_ = mapsSeen_ = 0; }
    FrameLog& frames() { return frames_; }

signals:
    void runningChanged(bool running);
    /// A frame begins.
    void frameBegins();
    void snapshotTaken(std::shared_ptr<const Snapshot> snapshot);
    /// `current`: of the run that is going on, not of one that began again while they were scored.
    void mapsTaken(std::shared_ptr<const MapsSnapshot> maps, bool current);
    /// In this frame nothing else has to be done.
    void idle();
    /// All is taken: what has to be drawn at once is drawn now.
    void frameEnds();
    /// The run has gone back to an update, or begun again (0).
    void runBegan(long from);
    /// It has ended by itself, or there is something to say about it.
    void said(const QString& text, bool problem);

private:
    void frame();
    void take(const std::shared_ptr<const Snapshot>& snapshot);
    void noteRun(const RunNumber& run);

    std::shared_ptr<Session> session_; ///< shared with exports that are being written
    bool running_ = false;
    // Numbers of what was taken last.
    long snapshotSeen_ = 0;
    long mapsSeen_ = 0;
    long runSeen_ = 0;
    FrameLog frames_;
    QTimer timer_;
};

} // namespace hippodrome

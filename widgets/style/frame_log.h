#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QTextStream>

#include <memory>

namespace hippodrome {

/// Measures frames: the time since the last one and the time spent drawing, in ms; keeps a running
/// rate for the status bar, and writes every frame to a file when asked.
class FrameLog {
public:
    /// Throws Error when the file cannot be written.
    void writeTo(const QString& file);

    void beginFrame();
    /// `newPose`: the frame showed another moment than the one before.
    void endFrame(bool newPose);
    /// Frames in the last full second.
    double framesPerSecond() const { return rate_; }

private:
    QElapsedTimer clock_;
    qint64 lastBegin_ = -1; ///< [ns]
    qint64 begin_ = 0;
    qint64 secondStart_ = 0;
    int framesThisSecond_ = 0;
    double rate_ = 0.0;
    std::unique_ptr<QFile> file_;
    QTextStream stream_;
};

} // namespace hippodrome

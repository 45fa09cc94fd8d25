#pragma once

#include "core/session/session.h"

#include "widgets/window/recovery_folders.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <future>
#include <memory>
#include <optional>

namespace hippodrome {

/// Saves what runs, again and again, for the case that the program ends without warning, and knows
/// what one that did has left.
class RecoveryKeeper : public QObject {
    Q_OBJECT

public:
    /// What is to be saved.
    struct Work {
        std::shared_ptr<Session> session;
        QString origin;        ///< the file that the scene came from
        bool modified = false; ///< since that file
    };
    /// `work` is asked each time, on the thread that this object lives on.
    RecoveryKeeper(const QString& base, std::function<Work()> work, QObject* parent = nullptr);

    /// Every so many milliseconds.
    void start(int interval);
    /// Saves once, unless nothing has happened since, nothing would be lost, or the last time is
    /// still under way.
    void save();
    /// Saves whatever has happened, and waits for the end. Returns whether all of it is there.
    bool saveToTheEnd();
    RecoveryFolders& folders() { return folders_; }

signals:
    void failed(const QString& reason);

private:
    bool takeResult();

    std::function<Work()> work_;
    RecoveryFolders folders_;
    QTimer timer_;
    std::future<void> saving_;
    std::pair<long, long> saved_{0, 0}; ///< ticks and updates when last saved
};

} // namespace hippodrome

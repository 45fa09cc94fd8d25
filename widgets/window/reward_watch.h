#pragma once

#include "widgets/document/document.h"
#include "widgets/style/reporter.h"
#include "widgets/window/run_watcher.h"

#include <QObject>

namespace hippodrome {

/// Says when walls close off a reward, and when a way leads to it again.
class RewardWatch : public QObject {
    Q_OBJECT

public:
    RewardWatch(Document& document, const RunWatcher& run, Reporter& reporter, QObject* parent);

    /// Another scene: nothing is closed off until an edit.
    void forget();
    /// After an edit of the arena.
    void look();

signals:
    void closedOff(bool closed);

private:
    Document& document_;
    const RunWatcher& run_;
    Reporter& reporter_;
    bool closed_ = false;
};

} // namespace hippodrome

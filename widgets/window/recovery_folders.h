#pragma once

#include "core/session/recovery.h"

#include <QLockFile>
#include <QString>

#include <memory>
#include <vector>

namespace hippodrome {

/// Where running windows save what they do, for the case that they end without warning: a folder
/// for each, with a lock that dies with its window.
class RecoveryFolders {
public:
    /// `base` is made when it is needed.
    explicit RecoveryFolders(const QString& base = defaultBase());
    /// Leaves nothing of this window behind, unless keepOwn() was called.
    ~RecoveryFolders();

    /// The user's folder for data of this program.
    static QString defaultBase();

    /// This window's folder; empty when it could not be made.
    const QString& own() const { return own_; }
    void keepOwn() { keep_ = true; }

    /// What windows that ended without warning have left, the newest first.
    struct Leftover {
        QString folder;
        RecoveryNote note;
    };
    std::vector<Leftover> leftovers() const;
    static void discard(const QString& folder);

private:
    QString base_;
    QString own_;
    std::unique_ptr<QLockFile> lock_;
    bool keep_ = false;
};

} // namespace hippodrome

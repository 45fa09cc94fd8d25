#include "widgets/window/recovery_folders.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>

namespace hippodrome {

namespace {

QString lockOf(const QString& folder) {
    return folder + ".lock";
}

} // namespace

QString RecoveryFolders::defaultBase() {
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/recovery";
}

RecoveryFolders::RecoveryFolders(const QString& base) : base_(base) {
    const QString folder = base_ + "/" + QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (!QDir().mkpath(base_))
        return;
    // Locks of processes that are gone, and have left nothing that is to be offered.
    for (const QFileInfo& entry : QDir(base_).entryInfoList({"*.lock"}, QDir::Files)) {
        const QString path = entry.absoluteFilePath();
        if (QFileInfo::exists(path.chopped(5)))
            continue;
        QLockFile lock(path);
        lock.setStaleLockTime(0);
        if (lock.tryLock(0))
            lock.unlock(); // which removes it
    }
    lock_ = std::make_unique<QLockFile>(lockOf(folder));
    lock_->setStaleLockTime(0); // a window may run for days
    if (lock_->tryLock(0))
        own_ = folder;
}

RecoveryFolders::~RecoveryFolders() {
    if (!keep_ && !own_.isEmpty())
        QDir(own_).removeRecursively();
}

std::vector<RecoveryFolders::Leftover> RecoveryFolders::leftovers() const {
    std::vector<Leftover> found;
    for (const QFileInfo& entry :
         QDir(base_).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Time)) {
        const QString folder = entry.absoluteFilePath();
        if (folder == QFileInfo(own_).absoluteFilePath())
            continue;
        // A lock whose process is gone can be taken.
        QLockFile lock(lockOf(folder));
        lock.setStaleLockTime(0);
        if (!lock.tryLock(0))
            continue;
        if (const auto note = readRecovery(folder.toStdString()))
            found.push_back({folder, *note});
        else
            discard(folder);
    }
    std::stable_sort(found.begin(), found.end(), [](const Leftover& a, const Leftover& b) {
        return a.note.savedAt > b.note.savedAt;
    });
    return found;
}

void RecoveryFolders::discard(const QString& folder) {
    QDir(folder).removeRecursively();
    QFile::remove(lockOf(folder));
}

} // namespace hippodrome

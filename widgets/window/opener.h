#pragma once

#include "widgets/film/past_viewer.h"
#include "widgets/window/keeper.h"
#include "widgets/window/recovery_folders.h"
#include "widgets/window/run_watcher.h"

#include <QObject>

namespace hippodrome {

/// Opens what is to run: a scene, a finished training, or what a window that ended without warning
/// has left. A fault is shown, and the open document stays as it was.
class Opener : public QObject {
    Q_OBJECT

public:
    Opener(Document& document, RunWatcher& run, Keeper& keeper, PastViewer& past,
           Reporter& reporter, QObject* parent = nullptr);

    /// Folder of the scenes that come with the program; empty when there is none.
    void setSceneFolder(const QString& folder) { sceneFolder_ = folder; }
    const QString& sceneFolder() const { return sceneFolder_; }
    /// Folder of finished trainings, `NAME.hippo` for the scene `NAME.json` that comes with the
    /// program; empty when there is none.
    void setTrainingFolder(const QString& folder) { trainingFolder_ = folder; }

    // These return whether it was opened.
    bool openScene(const QString& file);
    /// The run that has left a film goes on.
    bool openTraining(const QString& file);
    /// A scene that is in no file yet. Throws Error with the open document as it was.
    void openNew(Scene scene);
    bool openRecovered(const RecoveryFolders::Leftover& leftover);

signals:
    void sceneOpened(const QString& file);
    void filmOpened(const FilmIndex& film);

private:
    void take(std::shared_ptr<Session> session, Scene scene, const QString& file);
    void offerTraining();

    Document& document_;
    RunWatcher& run_;
    Keeper& keeper_;
    PastViewer& past_;
    Reporter& reporter_;
    QString sceneFolder_, trainingFolder_;
};

} // namespace hippodrome

#pragma once

#include "core/session/session.h"

#include "widgets/document/document.h"
#include "widgets/style/reporter.h"

#include <QObject>

#include <functional>
#include <memory>

namespace hippodrome {

/// Nothing is lost by accident: writes scenes, but not over those that come with the program, keeps
/// what was trained and learned, and asks before either is given up.
class Keeper : public QObject {
    Q_OBJECT

public:
    /// `session` is asked for what runs; nullptr: nothing.
    Keeper(Document& document, std::function<std::shared_ptr<Session>()> session,
           Reporter& reporter, QWidget* window);

    /// Folder of the scenes that come with the program; empty when there is none.
    void setSceneFolder(const QString& folder) { sceneFolder_ = folder; }
    /// They may be written over: for those who make them.
    void setEditBundled(bool on) { editBundled_ = on; }
    void setDocumentsFolder(const QString& folder) { documentsFolder_ = folder; }
    const QString& documentsFolder() const { return documentsFolder_; }
    /// A scene that comes with the program, and is not written over.
    bool isBundled(const QString& file) const;

    // These return whether it was written.
    bool saveScene(const QString& file);
    /// To the file that is open, or a copy of a scene that comes with the program among the user's
    /// documents, which is then open; without a file, to one that is asked for.
    bool save();
    bool askSaveAs();

    /// A run has gone back to an update, or begun again (0).
    void noteRun(long from);
    /// Another session: up to this update it was kept.
    void noteSession(long keptUpdates);
    void noteRate(double updatesPerSecond);
    /// Updates of the run that nobody has kept; 0 when they are too few to ask about.
    long unkeptUpdates() const;
    /// Episodes that agents have learned from since they began, when they are many.
    long unkeptEpisodes() const;
    /// Writes the film of the run, with its exact weights, among the user's documents. Returns the
    /// file; empty, after a message, when that failed.
    QString keepTraining();

    // These return whether to go on.
    /// Before the run and the scene are given up.
    bool confirmDiscard();
    /// Before what was learned begins again while the scene stays open.
    bool mayBeginAnew(Simulation::Loss loss = {});
    /// Before a file outside the folder of the scene that names it is opened.
    bool agreesTo(const std::filesystem::path& file, const QString& scene);

signals:
    void saved(const QString& file);
    /// What runs is to rest, since it is being kept.
    void pauseWanted();

private:
    bool saveCopy();
    void keepAgents(const QString& file, const QString& folder);
    bool confirmTraining(Simulation::Loss loss);

    Document& document_;
    std::function<std::shared_ptr<Session>()> session_;
    Reporter& reporter_;
    QWidget* window_;
    QString sceneFolder_, documentsFolder_;
    bool editBundled_ = false;
    long keptUpdates_ = 0;      ///< up to which the training was kept, or opened
    long keptEpisodes_ = 0;     ///< of all agents
    double trainingRate_ = 0.0; ///< when it last trained [updates/s]
};

} // namespace hippodrome

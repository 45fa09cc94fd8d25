#include "widgets/window/opener.h"

#include "widgets/panels/lower_panel.h"
#include "widgets/style/format.h"

#include <QFileInfo>

namespace hippodrome {

Opener::Opener(Document& document, RunWatcher& run, Keeper& keeper, PastViewer& past,
               Reporter& reporter, QObject* parent)
    : QObject(parent), document_(document), run_(run), keeper_(keeper), past_(past),
      reporter_(reporter) {}

/// Nothing in here can fail: the new session takes the place of the old one.
void Opener::take(std::shared_ptr<Session> session, Scene scene, const QString& file) {
    run_.setSession(session);
    past_.setSession(std::move(session));
    past_.withdrawOffer();
    keeper_.noteSession(0);
    document_.setScene(std::move(scene), file);
}

bool Opener::openScene(const QString& file) {
    return reporter_.attempt(tr("The scene could not be opened"), [&] {
        Scene scene =
            loadScene(file.toStdString(), [this, &file](const std::filesystem::path& other) {
                return keeper_.agreesTo(other, file);
            });
        checkPanel(scene, file.toStdString());
        auto session = std::make_shared<Session>(scene);
        take(std::move(session), std::move(scene), file);
        offerTraining();
        emit sceneOpened(file);
    });
}

bool Opener::openTraining(const QString& file) {
    return reporter_.attempt(tr("The training could not be opened"), [&] {
        // Before its film is read nobody knows the scene: any other one will do.
        auto session = std::make_shared<Session>(document_.scene());
        Scene scene = session->openFilm(file.toStdString());
        const bool sameScene = sceneHash(scene) == sceneHash(document_.scene());
        if (sameScene) { // words and looks are not part of a run
            scene.title = document_.scene().title;
            scene.notes = document_.scene().notes;
            scene.about = document_.scene().about;
            scene.view = document_.scene().view;
            scene.folder = document_.scene().folder;
        }
        take(session, std::move(scene), sameScene ? document_.fileName() : QString());
        emit filmOpened(*session->film());
        const long updates = session->latest()->updates;
        keeper_.noteSession(updates);
        reporter_.say(tr("Trained for %1 updates: drag along the timeline, or press play to go on")
                          .arg(withSeparators(updates)));
    });
}

void Opener::openNew(Scene scene) {
    auto session = std::make_shared<Session>(scene);
    take(std::move(session), std::move(scene), {});
    document_.undoStack().resetClean(); // it is in no file
}

bool Opener::openRecovered(const RecoveryFolders::Leftover& leftover) {
    return reporter_.attempt(tr("The run could not be recovered"), [&] {
        Scene scene = recoveredScene(leftover.note);
        auto session = std::make_shared<Session>(scene);
        session->restore(leftover.note.checkpoint);
        take(std::move(session), std::move(scene), QString::fromStdString(leftover.note.origin));
        // What ran is not what the file holds.
        document_.undoStack().resetClean();
    });
}

void Opener::offerTraining() {
    const QFileInfo scene(document_.fileName());
    if (trainingFolder_.isEmpty() ||
        scene.absolutePath() != QFileInfo(sceneFolder_).absoluteFilePath())
        return;
    const QFileInfo training(trainingFolder_ + "/" + scene.completeBaseName() + ".hippo");
    if (training.exists())
        past_.offerTraining(training.absoluteFilePath());
}

} // namespace hippodrome

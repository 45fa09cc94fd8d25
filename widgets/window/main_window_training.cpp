// Finished trainings: opening those that come with a scene or that a run has left, and handing on
// the film of this run.
#include "widgets/film/film_export.h"
#include "widgets/style/file_dialogs.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QTemporaryDir>
#include <QToolButton>

namespace hippodrome {

bool MainWindow::openTraining(const QString& file) {
    bool opened = false;
    reportError(tr("The training could not be opened"), [&] {
        // Before its film is read nobody knows the scene: any other one will do.
        auto session = std::make_shared<Session>(document_.scene());
        Scene scene = session->openFilm(file.toStdString());
        const QString origin = document_.fileName();
        const bool sameScene = sceneHash(scene) == sceneHash(document_.scene());
        if (sameScene) { // words and looks are not part of a run
            scene.title = document_.scene().title;
            scene.notes = document_.scene().notes;
            scene.view = document_.scene().view;
            scene.folder = document_.scene().folder;
        }
        session_ = std::move(session);
        snapshotSeen_ = mapsSeen_ = runSeen_ = keptUpdates_ = keptEpisodes_ = 0;
        withdrawOffer();
        document_.setScene(std::move(scene), sameScene ? origin : QString());
        const auto film = session_->film();
        lower_->each(&LowerPanel::takeFilm, *film);
        keptUpdates_ = session_->latest()->updates;
        showMessage(
            tr("Trained for %1 updates: drag along the timeline, or press play to go on")
                .arg(QLocale().toString(static_cast<qlonglong>(session_->latest()->updates))));
        opened = true;
    });
    return opened;
}

void MainWindow::offerTraining() {
    withdrawOffer();
    const QFileInfo scene(document_.fileName());
    if (trainingFolder_.isEmpty() ||
        scene.absolutePath() != QFileInfo(sceneFolder_).absoluteFilePath())
        return;
    const QFileInfo training(trainingFolder_ + "/" + scene.completeBaseName() + ".hippo");
    if (!training.exists())
        return;
    offeredTraining_ = training.absoluteFilePath();
    branchButton_->hide();
    liveButton_->hide();
    trainingButton_->show();
    fillBanner(tr("A <b>finished training</b> comes with this scene"));
}

void MainWindow::withdrawOffer() {
    if (offeredTraining_.isEmpty())
        return;
    offeredTraining_.clear();
    trainingButton_->hide();
    if (!pastUpdate_)
        banner_->hide();
}

void MainWindow::askExportFilm() {
    if (!session_ || filmExport_.valid())
        return;
    if (session_->film()->frames.empty()) {
        showMessage(tr("There is no film yet: train first"), true);
        return;
    }
    const QString file = askFile(this, tr("Export film"), "film",
                                 tr("GIF (*.gif);;WebP (*.webp);;MP4 (*.mp4);;"
                                    "Training, to be opened again (*.hippo)"));
    if (!file.isEmpty())
        exportFilmTo(file);
}

void MainWindow::exportFilmTo(const QString& file) {
    showMessage(tr("Writing %1 …").arg(file));
    filmExportFile_ = file;
    const ColourMap colours(QString::fromStdString(document_.scene().view.colourMap));
    const ExportLabel label = ExportLabel::of(document_.scene());
    filmExport_ = std::async(std::launch::async, [session = session_, file, colours, label] {
        try {
            if (file.endsWith(".hippo")) {
                session->saveFilm(file.toStdString());
                return QString();
            }
            // Scored, as the file holds it.
            const QTemporaryDir folder;
            const std::string whole = folder.filePath("film.hippo").toStdString();
            session->saveFilm(whole);
            Film film;
            film.load(whole);
            exportFilm(file, FilmPainter(film.frames(), colours, label));
            return QString();
        } catch (const std::exception& error) {
            return QString(error.what());
        }
    });
}

void MainWindow::followExport() {
    if (!filmExport_.valid() ||
        filmExport_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return;
    const QString fault = filmExport_.get();
    if (fault.isEmpty())
        showMessage(tr("Wrote %1").arg(filmExportFile_));
    else
        showMessage(tr("The film could not be exported: %1").arg(fault), true);
}

} // namespace hippodrome

// Nothing is lost by accident: scenes that come with the program, changes, and what was trained.
#include "widgets/style/file_dialogs.h"
#include "widgets/style/format.h"
#include "widgets/window/main_window.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace hippodrome {

namespace {

/// Fewer are trained again in seconds, unless they are slow.
constexpr long fewestUpdates = 500;
constexpr double fewestSeconds = 15.0;
/// Of all agents together.
constexpr long fewestEpisodes = 50;

/// A file of that name in a folder that is not there yet.
QString freeFile(const QString& folder, const QString& name, const QString& ending) {
    QString file = folder + "/" + name + ending;
    for (int number = 2; QFileInfo::exists(file); ++number)
        file = QString("%1/%2_%3%4").arg(folder, name).arg(number).arg(ending);
    return file;
}

/// A title as the name of a file.
QString fileNameOf(QString text) {
    for (QChar& c : text)
        if (!c.isLetterOrNumber() && c != '-' && c != '_')
            c = '_';
    return text.left(60).isEmpty() ? QString("scene") : text.left(60);
}

} // namespace

bool MainWindow::save() {
    if (document_.fileName().isEmpty())
        return askSaveAs();
    return isBundled(document_.fileName()) ? saveCopy() : saveScene(document_.fileName());
}

bool MainWindow::saveCopy() {
    if (!QDir().mkpath(documentsFolder_)) {
        showMessage(tr("The folder %1 cannot be made").arg(documentsFolder_), true);
        return false;
    }
    const QString file =
        freeFile(documentsFolder_, QFileInfo(document_.fileName()).completeBaseName(), ".json");
    if (!saveScene(file))
        return false;
    showMessage(tr("Saved a copy: %1. The scene that comes with the program stays as it is.")
                    .arg(QDir::toNativeSeparators(file)));
    return true;
}

long MainWindow::unkeptUpdates() const {
    const auto snapshot = session_ ? session_->latest() : nullptr;
    const long updates = snapshot ? snapshot->updates - keptUpdates_ : 0;
    const bool slow = trainingRate_ > 0.0 && updates >= fewestSeconds * trainingRate_;
    return updates >= fewestUpdates || (updates > 0 && slow) ? updates : 0;
}

long MainWindow::unkeptEpisodes() const {
    const auto snapshot = session_ ? session_->latest() : nullptr;
    long episodes = snapshot ? -keptEpisodes_ : 0;
    for (std::size_t i = 0; snapshot && i < snapshot->agents.size(); ++i)
        episodes += snapshot->agents[i].episodes;
    return episodes >= fewestEpisodes ? episodes : 0;
}

QString MainWindow::keepTraining() {
    QString kept;
    reportError(tr("The training could not be kept"), [&] {
        const QString folder = documentsFolder_ + "/trainings";
        if (!QDir().mkpath(folder))
            throw Error("the folder cannot be made", ErrorKind::resource)
                .inFile(folder.toStdString());
        const QString name = fileNameOf(QFileInfo(document_.displayName()).completeBaseName()) +
                             QDateTime::currentDateTime().toString("_yyyy-MM-dd_HHmm");
        const QString file = freeFile(folder, name, ".hippo");
        setRunning(false);
        const bool updates = unkeptUpdates() > 0;
        if (const long episodes = unkeptEpisodes(); episodes > 0) {
            // What learns without a training has no film: its scene and its exact state.
            const QString state = updates ? freeFile(folder, name + "_agents", ".hippo") : file;
            const QString scene = freeFile(folder, QFileInfo(state).completeBaseName(), ".json");
            hippodrome::saveScene(document_.scene(), scene.toStdString());
            session_->saveCheckpoint(state.toStdString());
            keptEpisodes_ += episodes;
            showMessage(tr("Kept what was learned; to go on from it: hippodrome run %1 --resume %2")
                            .arg(QDir::toNativeSeparators(scene), QDir::toNativeSeparators(state)));
        }
        if (updates) {
            session_->saveFilm(file.toStdString());
            keptUpdates_ = session_->latest()->updates;
            showMessage(tr("Kept the training: %1").arg(QDir::toNativeSeparators(file)));
        }
        kept = file;
    });
    return kept;
}

bool MainWindow::confirmTraining(Simulation::Loss loss) {
    const long updates = loss.brains ? unkeptUpdates() : 0;
    const long episodes = loss.agents ? unkeptEpisodes() : 0;
    if (updates == 0 && episodes == 0)
        return true;
    const QString lost =
        updates > 0 ? tr("%1 updates of training would be lost. Keep writes its film, with the "
                         "exact weights to go on from, into %2.")
                    : tr("What was learned in %1 episodes would be lost. Keep writes the scene and "
                         "the exact state to go on from into %2.");
    QMessageBox box(QMessageBox::Question,
                    updates > 0 ? tr("Keep what was trained?") : tr("Keep what was learned?"),
                    lost.arg(withSeparators(updates > 0 ? updates : episodes),
                             QDir::toNativeSeparators(documentsFolder_ + "/trainings")),
                    QMessageBox::NoButton, this);
    box.setTextFormat(Qt::PlainText);
    QPushButton* keep = box.addButton(tr("Keep"), QMessageBox::AcceptRole);
    QPushButton* discard = box.addButton(tr("Discard"), QMessageBox::DestructiveRole);
    QPushButton* cancel = box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(keep);
    box.setEscapeButton(cancel);
    box.exec();
    if (box.clickedButton() == keep)
        return !keepTraining().isEmpty();
    return box.clickedButton() == discard;
}

bool MainWindow::mayBeginAnew(Simulation::Loss loss) {
    if (!confirmTraining(loss))
        return false;
    // What is given up is not asked about again.
    const auto snapshot = session_ ? session_->latest() : nullptr;
    if (loss.brains && snapshot)
        keptUpdates_ = snapshot->updates;
    if (loss.agents)
        keptEpisodes_ += unkeptEpisodes();
    return true;
}

bool MainWindow::agreesTo(const std::filesystem::path& file, const QString& scene) {
    QMessageBox box(
        QMessageBox::Warning, tr("Open a file from another folder?"),
        tr("%1 names a file outside of its folder: %2\n\nOpen it only if you know why: a "
           "scene that a stranger has made could have any file of yours opened.")
            .arg(QFileInfo(scene).fileName(), QDir::toNativeSeparators(QString::fromStdString(
                                                  file.lexically_normal().string()))),
        QMessageBox::NoButton, this);
    box.setTextFormat(Qt::PlainText);
    QPushButton* open = box.addButton(tr("Open it"), QMessageBox::AcceptRole);
    QPushButton* cancel = box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(cancel);
    box.setEscapeButton(cancel);
    box.exec();
    return box.clickedButton() == open;
}

bool MainWindow::confirmDiscard() {
    if (document_.isModified()) {
        const bool own = !document_.fileName().isEmpty() && !isBundled(document_.fileName());
        QMessageBox box(
            QMessageBox::Question, tr("Unsaved changes"),
            own ? tr("%1 has unsaved changes.").arg(document_.displayName())
                : tr("%1 has unsaved changes. The scene that comes with the program "
                     "stays as it is; a copy goes into %2.")
                      .arg(document_.displayName(), QDir::toNativeSeparators(documentsFolder_)),
            QMessageBox::NoButton, this);
        box.setTextFormat(Qt::PlainText);
        QPushButton* keep =
            box.addButton(own ? tr("Save") : tr("Save a copy"), QMessageBox::AcceptRole);
        QPushButton* discard = box.addButton(tr("Discard"), QMessageBox::DestructiveRole);
        QPushButton* cancel = box.addButton(QMessageBox::Cancel);
        // Enter writes nothing but the user's own file.
        box.setDefaultButton(own ? keep : cancel);
        box.setEscapeButton(cancel);
        box.exec();
        if (box.clickedButton() == keep) {
            if (!save())
                return false;
        } else if (box.clickedButton() != discard) {
            return false;
        }
    }
    return confirmTraining();
}

} // namespace hippodrome

#include "widgets/window/keeper.h"

#include "widgets/style/file_dialogs.h"
#include "widgets/style/format.h"
#include "widgets/window/questions.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QWidget>

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

Keeper::Keeper(Document& document, std::function<std::shared_ptr<Session>()> session,
               Reporter& reporter, QWidget* window)
    : QObject(window), document_(document), session_(std::move(session)), reporter_(reporter),
      window_(window),
      documentsFolder_(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) +
                       "/Hippodrome") {}

bool Keeper::isBundled(const QString& file) const {
    if (editBundled_ || sceneFolder_.isEmpty() || file.isEmpty())
        return false;
    const QString folder = QFileInfo(sceneFolder_).canonicalFilePath();
    const QFileInfo info(file);
    const QString parent = QFileInfo(info.absolutePath()).canonicalFilePath();
    const QString whole = info.exists() ? info.canonicalFilePath() : parent + "/" + info.fileName();
    return !folder.isEmpty() && whole.startsWith(folder + "/");
}

bool Keeper::saveScene(const QString& file) {
    return reporter_.attempt(tr("The scene could not be saved"), [&] {
        if (isBundled(file))
            throw Error(tr("This scene comes with the program and is not written over. Save a "
                           "copy under another name.")
                            .toStdString())
                .inFile(file.toStdString());
        document_.save(file);
        emit saved(file);
        reporter_.say(tr("Saved %1").arg(file));
    });
}

bool Keeper::save() {
    if (document_.fileName().isEmpty())
        return askSaveAs();
    return isBundled(document_.fileName()) ? saveCopy() : saveScene(document_.fileName());
}

bool Keeper::saveCopy() {
    if (!QDir().mkpath(documentsFolder_)) {
        reporter_.say(tr("The folder %1 cannot be made").arg(documentsFolder_), true);
        return false;
    }
    const QString file =
        freeFile(documentsFolder_, QFileInfo(document_.fileName()).completeBaseName(), ".json");
    if (!saveScene(file))
        return false;
    reporter_.say(tr("Saved a copy: %1. The scene that comes with the program stays as it is.")
                      .arg(QDir::toNativeSeparators(file)));
    return true;
}

bool Keeper::askSaveAs() {
    const QString proposal =
        isBundled(document_.fileName())
            ? documentsFolder_ + "/" + QFileInfo(document_.fileName()).fileName()
            : document_.fileName();
    const QString file = askFile(window_, tr("Save scene"), proposal, tr("Scenes (*.json)"));
    return !file.isEmpty() && saveScene(file);
}

void Keeper::noteRun(long from) {
    keptUpdates_ = std::min(keptUpdates_, from);
    if (from == 0)
        keptEpisodes_ = 0;
}

void Keeper::noteSession(long keptUpdates) {
    keptUpdates_ = keptUpdates;
    keptEpisodes_ = 0;
}

void Keeper::noteRate(double updatesPerSecond) {
    if (updatesPerSecond > 0.0)
        trainingRate_ = updatesPerSecond;
}

long Keeper::unkeptUpdates() const {
    const auto session = session_();
    const auto snapshot = session ? session->latest() : nullptr;
    const long updates = snapshot ? snapshot->updates - keptUpdates_ : 0;
    const bool slow = trainingRate_ > 0.0 && updates >= fewestSeconds * trainingRate_;
    return updates >= fewestUpdates || (updates > 0 && slow) ? updates : 0;
}

long Keeper::unkeptEpisodes() const {
    const auto session = session_();
    const auto snapshot = session ? session->latest() : nullptr;
    long episodes = snapshot ? -keptEpisodes_ : 0;
    for (std::size_t i = 0; snapshot && i < snapshot->agents.size(); ++i)
        episodes += snapshot->agents[i].episodes;
    return episodes >= fewestEpisodes ? episodes : 0;
}

QString Keeper::keepTraining() {
    QString kept;
    reporter_.attempt(tr("The training could not be kept"), [&] {
        const QString folder = documentsFolder_ + "/trainings";
        if (!QDir().mkpath(folder))
            throw Error("the folder cannot be made", ErrorKind::resource)
                .inFile(folder.toStdString());
        const QString name = fileNameOf(QFileInfo(document_.displayName()).completeBaseName()) +
                             QDateTime::currentDateTime().toString("_yyyy-MM-dd_HHmm");
        const QString file = freeFile(folder, name, ".hippo");
        emit pauseWanted();
        const bool updates = unkeptUpdates() > 0;
        if (unkeptEpisodes() > 0) // what learns without a training has no film
            keepAgents(updates ? freeFile(folder, name + "_agents", ".hippo") : file, folder);
        if (updates) {
            session_()->saveFilm(file.toStdString());
            keptUpdates_ = session_()->latest()->updates;
            reporter_.say(tr("Kept the training: %1").arg(QDir::toNativeSeparators(file)));
        }
        kept = file;
    });
    return kept;
}

/// Their scene and their exact state.
void Keeper::keepAgents(const QString& file, const QString& folder) {
    const QString scene = freeFile(folder, QFileInfo(file).completeBaseName(), ".json");
    hippodrome::saveScene(document_.scene(), scene.toStdString());
    session_()->saveCheckpoint(file.toStdString());
    keptEpisodes_ += unkeptEpisodes();
    reporter_.say(tr("Kept what was learned; to go on from it: hippodrome run %1 --resume %2")
                      .arg(QDir::toNativeSeparators(scene), QDir::toNativeSeparators(file)));
}

bool Keeper::confirmTraining(Simulation::Loss loss) {
    const long updates = loss.brains ? unkeptUpdates() : 0;
    const long episodes = loss.agents ? unkeptEpisodes() : 0;
    if (updates == 0 && episodes == 0)
        return true;
    const QString lost =
        updates > 0 ? tr("%1 updates of training would be lost. Keep writes its film, with the "
                         "exact weights to go on from, into %2.")
                    : tr("What was learned in %1 episodes would be lost. Keep writes the scene and "
                         "the exact state to go on from into %2.");
    const Answer answer =
        ask(window_, updates > 0 ? tr("Keep what was trained?") : tr("Keep what was learned?"),
            lost.arg(withSeparators(updates > 0 ? updates : episodes),
                     QDir::toNativeSeparators(documentsFolder_ + "/trainings")),
            {.keep = tr("Keep"), .discard = tr("Discard")});
    return answer == Answer::keep ? !keepTraining().isEmpty() : answer == Answer::discard;
}

bool Keeper::mayBeginAnew(Simulation::Loss loss) {
    if (!confirmTraining(loss))
        return false;
    // What is given up is not asked about again.
    const auto session = session_();
    if (loss.brains && session)
        keptUpdates_ = session->latest()->updates;
    if (loss.agents)
        keptEpisodes_ += unkeptEpisodes();
    return true;
}

bool Keeper::agreesTo(const std::filesystem::path& file, const QString& scene) {
    return ask(window_, tr("Open a file from another folder?"),
               tr("%1 names a file outside of its folder: %2\n\nOpen it only if you know why: a "
                  "scene that a stranger has made could have any file of yours opened.")
                   .arg(QFileInfo(scene).fileName(),
                        QDir::toNativeSeparators(
                            QString::fromStdString(file.lexically_normal().string()))),
               {.keep = tr("Open it"), .warning = true, .byDefault = Answer::cancel}) ==
           Answer::keep;
}

bool Keeper::confirmDiscard() {
    if (document_.isModified()) {
        const bool own = !document_.fileName().isEmpty() && !isBundled(document_.fileName());
        const bool isNew = document_.fileName().isEmpty();
        const Answer answer = ask(
            window_, tr("Unsaved changes"),
            isNew ? tr("%1 is in no file yet.").arg(document_.displayName())
            : own ? tr("%1 has unsaved changes.").arg(document_.displayName())
                  : tr("%1 has unsaved changes. The scene that comes with the program "
                       "stays as it is; a copy goes into %2.")
                        .arg(document_.displayName(), QDir::toNativeSeparators(documentsFolder_)),
            {.keep = isNew ? tr("Save…")
                     : own ? tr("Save")
                           : tr("Save a copy"),
             .discard = tr("Discard"),
             // Enter writes nothing but the user's own file.
             .byDefault = own ? Answer::keep : Answer::cancel});
        if (answer == Answer::cancel || (answer == Answer::keep && !save()))
            return false;
    }
    return confirmTraining({});
}

} // namespace hippodrome

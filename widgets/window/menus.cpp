#include "widgets/window/menus.h"

#include "core/base/file_io.h"

#include "widgets/style/file_dialogs.h"
#include "widgets/window/arena_maker.h"
#include "widgets/window/help_menu.h"
#include "widgets/window/main_window.h"
#include "widgets/window/view_menu.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMenuBar>
#include <QSettings>

namespace hippodrome {

namespace {

constexpr int maximumRecentFiles = 8;

} // namespace

Menus::Menus(MainWindow& window) : QObject(&window), window_(window) {
    auto* maker = new ArenaMaker(window);
    buildFile(*maker);
    buildEdit(*maker);
    buildScene();
    new ViewMenu(window);
    new HelpMenu(window);
    connect(&window.opener(), &Opener::sceneOpened, this, &Menus::addRecentFile);
    connect(&window.keeper(), &Keeper::saved, this, &Menus::addRecentFile);
}

void Menus::buildFile(ArenaMaker& maker) {
    QMenu* file = window_.menuBar()->addMenu(tr("&File"));
    file->addAction(tr("&New…"), QKeySequence(Qt::CTRL | Qt::Key_N), &maker, &ArenaMaker::askNew);
    file->addAction(tr("&Open…"), QKeySequence::Open, this, &Menus::askOpen);
    file->addAction(tr("&Browse scenes…"), QKeySequence(Qt::CTRL | Qt::Key_B), &window_,
                    &MainWindow::browseScenes);
    file->addAction(tr("Open &training…"), this, &Menus::askOpenTraining);
    recent_ = file->addMenu(tr("Open &recent"));
    rebuildRecentFiles();
    Keeper& keeper = window_.keeper();
    file->addAction(tr("&Save"), QKeySequence::Save, &keeper, &Keeper::save);
    file->addAction(tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), &keeper,
                    &Keeper::askSaveAs);
    file->addSeparator();
    QMenu* sheets = file->addMenu(tr("&Export all maps of"));
    connect(sheets, &QMenu::aboutToShow, this, [this, sheets] {
        sheets->clear();
        for (BrainPanel* panel : window_.brainPanels())
            sheets->addAction(QString::fromStdString(panel->brainName()), this,
                              [this, panel] { window_.exports().exportSheetOf(*panel); });
    });
    file->addAction(tr("Export &charts…"), this,
                    [this] { window_.exports().exportPanel(window_.panels()); });
    file->addAction(tr("Export &film…"), this, &Menus::askExportFilm);
    file->addAction(tr("Save &journal of the run…"), this, [this] {
        const QString name =
            askFile(&window_, tr("Save journal"), "journal.jsonl", "Journal (*.jsonl)");
        if (Session* session = window_.session(); session && !name.isEmpty())
            window_.reporter().attempt(tr("The journal could not be saved"), [&] {
                writeFileAtomically(name.toStdString(), session->journalText());
            });
    });
    file->addAction(tr("Save c&heckpoint…"), this, [this] {
        const QString name =
            askFile(&window_, tr("Save checkpoint"), "checkpoint.hippo", "Checkpoint (*.hippo)");
        if (Session* session = window_.session(); session && !name.isEmpty())
            window_.reporter().attempt(tr("The checkpoint could not be saved"),
                                       [&] { session->saveCheckpoint(name.toStdString()); });
    });
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence::Quit, &window_, &QWidget::close);
}

void Menus::buildEdit(ArenaMaker& maker) {
    Document& document = window_.document();
    QMenu* edit = window_.menuBar()->addMenu(tr("&Edit"));
    QAction* undo = document.undoStack().createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    // By the document, which asks before something is lost.
    disconnect(undo, &QAction::triggered, &document.undoStack(), nullptr);
    connect(undo, &QAction::triggered, &document, &Document::undo);
    QAction* redo = document.undoStack().createRedoAction(this, tr("&Redo"));
    disconnect(redo, &QAction::triggered, &document.undoStack(), nullptr);
    connect(redo, &QAction::triggered, &document, &Document::redo);
    QList<QKeySequence> redoKeys = QKeySequence::keyBindings(QKeySequence::Redo);
    for (const auto key : {Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y})
        if (!redoKeys.contains(QKeySequence(key)))
            redoKeys << QKeySequence(key);
    redo->setShortcuts(redoKeys);
    edit->addActions({undo, redo});
    edit->addSeparator();
    edit->addActions(window_.bar().toolActions());
    edit->addSeparator();
    edit->addAction(tr("Replace &outline…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), &maker,
                    &ArenaMaker::askOutline);
}

void Menus::buildScene() {
    QMenu* scene = window_.menuBar()->addMenu(tr("&Scene"));
    scene->addActions({window_.bar().play(), window_.bar().step(), window_.bar().train()});
    scene->addAction(tr("Run from the &beginning"), QKeySequence(Qt::CTRL | Qt::Key_R), &window_,
                     &MainWindow::runFromTheBeginning);
    scene->addAction(tr("&Seed…"), this, &Menus::askSeed);
}

void Menus::askSeed() {
    bool accepted = false;
    const int seed = QInputDialog::getInt(
        &window_, tr("Seed"), tr("Every random draw follows from it:"),
        static_cast<int>(window_.document().scene().seed), 0, 2147483647, 1, &accepted);
    if (accepted && window_.document().setValue("seed", Json(static_cast<unsigned>(seed))))
        window_.showNewSeed();
}

void Menus::askOpen() {
    if (!window_.keeper().confirmDiscard())
        return;
    const QString file = QFileDialog::getOpenFileName(
        &window_, tr("Open scene"), QFileInfo(window_.document().fileName()).path(),
        tr("Scenes (*.json);;All files (*)"));
    if (!file.isEmpty())
        window_.openScene(file);
}

void Menus::askOpenTraining() {
    const QString name = QFileDialog::getOpenFileName(&window_, tr("Open training"), {},
                                                      tr("Film of a training (*.hippo)"));
    if (!name.isEmpty() && window_.keeper().confirmDiscard())
        window_.openTraining(name);
}

void Menus::askExportFilm() {
    if (!window_.session() || window_.exports().exportingFilm())
        return;
    if (window_.session()->film()->frames.empty())
        return window_.showMessage(tr("There is no film yet: train first"), true);
    const QString file = askFile(&window_, tr("Export film"), "film",
                                 tr("GIF (*.gif);;WebP (*.webp);;MP4 (*.mp4);;"
                                    "Training, to be opened again (*.hippo)"));
    if (!file.isEmpty())
        window_.exportFilmTo(file);
}

void Menus::addRecentFile(const QString& file) {
    QSettings settings;
    QStringList files = settings.value("recentFiles").toStringList();
    const QString path = QFileInfo(file).absoluteFilePath();
    files.removeAll(path);
    files.prepend(path);
    settings.setValue("recentFiles", files.mid(0, maximumRecentFiles));
    rebuildRecentFiles();
}

void Menus::rebuildRecentFiles() {
    recent_->clear();
    for (const QString& file : QSettings().value("recentFiles").toStringList())
        recent_->addAction(QFileInfo(file).fileName(), this, [this, file] {
            if (window_.keeper().confirmDiscard())
                window_.openScene(file);
        });
    recent_->setEnabled(!recent_->isEmpty());
}

} // namespace hippodrome

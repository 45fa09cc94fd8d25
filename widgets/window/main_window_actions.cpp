// Menus, tool bar, recent files and dialogs of the window.
#include "core/base/file_io.h"

#include "widgets/arena/agent_panel.h"
#include "widgets/lessons/ablation_window.h"
#include "widgets/lessons/lesson_window.h"
#include "widgets/style/file_dialogs.h"
#include "widgets/style/theme.h"
#include "widgets/style/version.h"
#include "widgets/window/main_window.h"

#include <QActionGroup>
#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QToolBar>

namespace hippodrome {

namespace {

constexpr int maximumRecentFiles = 8;

QIcon icon(const QString& name) {
    return QIcon(":/icons/" + name + ".svg");
}

/// A lesson that is open comes to the front instead of a second one: each computes, and takes
/// memory.
template <class Lesson>
bool raiseOpen(QWidget* parent) {
    auto* open = parent->findChild<Lesson*>();
    if (!open)
        return false;
    open->show();
    open->raise();
    open->activateWindow();
    return true;
}

} // namespace

void MainWindow::buildActions() {
    playAction_ = new QAction(icon("play"), tr("Play"), this);
    playAction_->setCheckable(true);
    playAction_->setShortcut(Qt::Key_Space);
    playAction_->setToolTip(tr("Run or pause the simulation (space bar)"));
    connect(playAction_, &QAction::triggered, this, [this](bool on) { setRunning(on); });
    stepAction_ = new QAction(icon("step"), tr("Step"), this);
    stepAction_->setShortcut(Qt::Key_Period);
    stepAction_->setToolTip(tr("One time step and one training update (.)"));
    connect(stepAction_, &QAction::triggered, this, [this] {
        setRunning(false);
        if (session_)
            session_->step();
    });
    trainAction_ = new QAction(icon("train"), tr("Train"), this);
    trainAction_->setCheckable(true);
    trainAction_->setShortcut(Qt::Key_T);
    trainAction_->setToolTip(tr("Training runs along, as fast as the machine can (T)"));
    connect(trainAction_, &QAction::triggered, this,
            [this](bool on) { document_.setValue("view.train", Json(on)); });

    toolActions_ = new QActionGroup(this);
    for (const auto& tool : tools_) {
        auto* action = new QAction(icon(tool->name()), tool->label(), toolActions_);
        action->setObjectName(tool->name());
        action->setCheckable(true);
        action->setShortcut(tool->shortcut());
        action->setToolTip(QString("<b>%1</b> (%2)<br>%3")
                               .arg(tool->label(), tool->shortcut().toString(), tool->help()));
        connect(action, &QAction::triggered, this,
                [this, name = tool->name()] { chooseTool(name); });
    }
}

void MainWindow::buildToolBar() {
    auto* bar = addToolBar(tr("Simulation"));
    bar_ = bar;
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize(QSize(18, 18));
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addAction(playAction_);
    bar->addAction(stepAction_);
    bar->addAction(trainAction_);
    speedBox_ = new QComboBox;
    for (const double speed : {0.5, 1.0, 2.0, 4.0, 10.0, 30.0, 100.0})
        speedBox_->addItem(QString("×%1").arg(speed), speed);
    speedBox_->addItem(tr("as fast as it can"), 0.0);
    speedBox_->setToolTip(tr("Simulated seconds per second"));
    connect(speedBox_, &QComboBox::activated, this, [this] {
        document_.setValue("view.speed", Json(speedBox_->currentData().toDouble()));
    });
    labelsOfBar_.push_back(bar->addWidget(new QLabel(tr(" speed "))));
    bar->addWidget(speedBox_);
    seedLabel_ = new QLabel;
    seedLabel_->setContentsMargins(rhythm, 0, rhythm, 0);
    seedLabel_->setToolTip(
        tr("Every random draw of the run follows from this number (Scene > Seed)"));
    labelsOfBar_.push_back(bar->addWidget(seedLabel_));
    bar->addSeparator();
    for (QAction* action : toolActions_->actions())
        bar->addAction(action);
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    mapsBox_ = new QComboBox;
    mapsBox_->setObjectName("maps");
    mapsBox_->addItem(tr("probe maps"), "probe");
    mapsBox_->addItem(tr("path maps"), "path");
    mapsBox_->addItem(tr("before the edit"), "path_before");
    mapsBox_->addItem(tr("change since"), "path_difference");
    mapsBox_->setToolTip(
        tr("Probe maps show the current tuning; path maps what an experimenter would record from "
           "this rat. An edit of the arena begins new path maps: those from before it are kept, "
           "and what has changed since, bin by bin, with the correlation r of the two maps"));
    connect(mapsBox_, &QComboBox::activated, this, [this] {
        document_.setValue("view.maps", Json(mapsBox_->currentData().toString().toStdString()));
    });
    bar->addWidget(mapsBox_);
    sortBox_ = new QComboBox;
    sortBox_->addItem(tr("by score"), "grid_score");
    sortBox_->addItem(tr("by number"), "index");
    sortBox_->setToolTip(tr("Order of the maps"));
    connect(sortBox_, &QComboBox::activated, this, [this] {
        document_.setValue("view.sort_by", Json(sortBox_->currentData().toString().toStdString()));
    });
    bar->addWidget(sortBox_);
}

void MainWindow::buildMenus() {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->addAction(tr("&Open…"), QKeySequence::Open, this, &MainWindow::askOpen);
    file->addAction(tr("Open &training…"), this, [this] {
        const QString name = QFileDialog::getOpenFileName(this, tr("Open training"), {},
                                                          tr("Film of a training (*.hippo)"));
        if (!name.isEmpty() && confirmDiscard())
            openTraining(name);
    });
    recentMenu_ = file->addMenu(tr("Open &recent"));
    rebuildRecentFiles();
    file->addAction(tr("&Save"), QKeySequence::Save, this, [this] {
        if (document_.fileName().isEmpty())
            askSaveAs();
        else
            save();
    });
    file->addAction(tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), this,
                    &MainWindow::askSaveAs);
    file->addSeparator();
    QMenu* sheets = file->addMenu(tr("&Export all maps of"));
    connect(sheets, &QMenu::aboutToShow, this, [this, sheets] {
        sheets->clear();
        for (BrainPanel* panel : panels_)
            sheets->addAction(QString::fromStdString(panel->brainName()), this,
                              [this, panel] { exportSheetOf(*panel); });
    });
    file->addAction(tr("Export &charts…"), this, &MainWindow::exportCharts);
    file->addAction(tr("Export &film…"), this, &MainWindow::askExportFilm);
    file->addAction(tr("Save &journal of the run…"), this, [this] {
        const QString name =
            askFile(this, tr("Save journal"), "journal.jsonl", "Journal (*.jsonl)");
        if (!name.isEmpty() && session_)
            reportError(tr("The journal could not be saved"),
                        [&] { writeFileAtomically(name.toStdString(), session_->journalText()); });
    });
    file->addAction(tr("Save c&heckpoint…"), this, [this] {
        const QString name =
            askFile(this, tr("Save checkpoint"), "checkpoint.hippo", "Checkpoint (*.hippo)");
        if (!name.isEmpty() && session_)
            reportError(tr("The checkpoint could not be saved"),
                        [&] { session_->saveCheckpoint(name.toStdString()); });
    });
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);

    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    QAction* undo = document_.undoStack().createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    // By the document, which asks before something is lost.
    disconnect(undo, &QAction::triggered, &document_.undoStack(), nullptr);
    connect(undo, &QAction::triggered, &document_, &Document::undo);
    QAction* redo = document_.undoStack().createRedoAction(this, tr("&Redo"));
    disconnect(redo, &QAction::triggered, &document_.undoStack(), nullptr);
    connect(redo, &QAction::triggered, &document_, &Document::redo);
    redo->setShortcuts({QKeySequence::Redo, QKeySequence(Qt::CTRL | Qt::Key_Y)});
    edit->addActions({undo, redo});
    edit->addSeparator();
    edit->addActions(toolActions_->actions());

    QMenu* scene = menuBar()->addMenu(tr("&Scene"));
    scene->addAction(playAction_);
    scene->addAction(stepAction_);
    scene->addAction(trainAction_);
    scene->addAction(tr("Run from the &beginning"), QKeySequence(Qt::CTRL | Qt::Key_R), this,
                     [this] {
                         if (!mayBeginAnew())
                             return;
                         setRunning(false);
                         backToLive();
                         lower_->each(&LowerPanel::clear);
                         if (session_)
                             session_->restart();
                     });
    scene->addAction(tr("&Seed…"), this, [this] {
        bool accepted = false;
        const int seed = QInputDialog::getInt(
            this, tr("Seed"), tr("Every random draw follows from it:"),
            static_cast<int>(document_.scene().seed), 0, 2147483647, 1, &accepted);
        if (accepted && document_.setValue("seed", Json(static_cast<unsigned>(seed)))) {
            seedLabel_->setText(tr("seed %1").arg(seed));
            backToLive();
            lower_->each(&LowerPanel::clear);
        }
    });

    QMenu* view = menuBar()->addMenu(tr("&View"));
    view->addAction(tr("Whole &arena"), QKeySequence(Qt::Key_F), this, [this] {
        for (BrainPanel* panel : panels_)
            panel->arena().zoomToFit();
        if (agents_)
            agents_->arena().zoomToFit();
    });
    QAction* trail = view->addAction(tr("&Trail"));
    QAction* outlines = view->addAction(tr("Place-field &outlines"));
    outlines->setShortcut(Qt::Key_O);
    for (QAction* action : {trail, outlines})
        action->setCheckable(true);
    connect(view, &QMenu::aboutToShow, this, [this, trail, outlines] {
        trail->setChecked(document_.scene().view.trail);
        outlines->setChecked(document_.scene().view.fieldOutlines);
    });
    connect(trail, &QAction::triggered, this,
            [this] { document_.setValue("view.trail", Json(!document_.scene().view.trail)); });
    connect(outlines, &QAction::triggered, this, [this] {
        document_.setValue("view.field_outlines", Json(!document_.scene().view.fieldOutlines));
    });
    for (const PanelType& type : panelTypes())
        view->addAction(type.menu, type.shortcut, this, [this, key = type.key] {
            // Its key again goes back.
            const bool shown = document_.scene().view.panel == key;
            choosePanel(shown ? panelTypes().front().key : key);
        });
    QMenu* colours = view->addMenu(tr("&Colour map"));
    for (const QString& name : ColourMap::names())
        colours->addAction(name, this, [this, name] {
            document_.setValue("view.colour_map", Json(name.toStdString()));
        });
    QMenu* themes = view->addMenu(tr("T&heme"));
    for (const QString& name : themeNames())
        themes->addAction(name, this, [this, name] { setTheme(name); });
    QAction* full = view->addAction(tr("&Full screen"));
    full->setShortcut(Qt::Key_F11);
    full->setCheckable(true);
    connect(full, &QAction::triggered, this,
            [this](bool on) { on ? showFullScreen() : showNormal(); });

    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("Lesson: &why hexagons?"), QKeySequence(Qt::Key_F2), this, [this] {
        if (raiseOpen<LessonWindow>(this))
            return;
        auto* lesson = new LessonWindow(
            [this] { return std::make_shared<const ArenaGeometry>(document_.scene().arena); },
            QString::fromStdString(document_.scene().view.colourMap), this);
        lesson->setAttribute(Qt::WA_DeleteOnClose);
        lesson->show();
    });
    help->addAction(
        tr("Lesson: what do grid cells &need?"), QKeySequence(Qt::Key_F3), this, [this] {
            if (raiseOpen<AblationWindow>(this))
                return;
            reportError(tr("The lesson could not be opened"), [&] {
                auto* lesson = new AblationWindow(
                    document_, sceneFolder_ + "/sweeps/ablations.json", ":/measured/ablations.json",
                    sceneFolder_ + "/sweeps/solo.json", ":/measured/solo.json", this);
                lesson->setAttribute(Qt::WA_DeleteOnClose);
                lesson->show();
            });
        });
    help->addSeparator();
    help->addAction(tr("&About Hippodrome"), this, [this] {
        QMessageBox::about(this, tr("About Hippodrome"),
                           tr("<b>Hippodrome %1</b><br>Watch place cells and grid cells emerge.<br>"
                              "GPL-3.0-or-later")
                               .arg(versionText()));
    });
}

void MainWindow::setTheme(const QString& name) {
    applyTheme(*qApp, name);
    QSettings().setValue("theme", name);
    lower_->each(&LowerPanel::applyTheme);
    timeline_->update();
    rebuildBrains();
    applyView();
    snapshotSeen_ = mapsSeen_ = 0;
    if (pastUpdate_)
        askForMoment();
}

void MainWindow::addRecentFile(const QString& file) {
    QSettings settings;
    QStringList files = settings.value("recentFiles").toStringList();
    const QString path = QFileInfo(file).absoluteFilePath();
    files.removeAll(path);
    files.prepend(path);
    settings.setValue("recentFiles", files.mid(0, maximumRecentFiles));
    rebuildRecentFiles();
}

void MainWindow::rebuildRecentFiles() {
    recentMenu_->clear();
    for (const QString& file : QSettings().value("recentFiles").toStringList())
        recentMenu_->addAction(QFileInfo(file).fileName(), this, [this, file] {
            if (confirmDiscard())
                openScene(file);
        });
    recentMenu_->setEnabled(!recentMenu_->isEmpty());
}

void MainWindow::askOpen() {
    if (!confirmDiscard())
        return;
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Open scene"), QFileInfo(document_.fileName()).path(),
                                     tr("Scenes (*.json);;All files (*)"));
    if (!file.isEmpty())
        openScene(file);
}

bool MainWindow::askSaveAs() {
    const QString file =
        askFile(this, tr("Save scene"),
                isBundled(document_.fileName())
                    ? documentsFolder_ + "/" + QFileInfo(document_.fileName()).fileName()
                    : document_.fileName(),
                tr("Scenes (*.json)"));
    return !file.isEmpty() && saveScene(file);
}

} // namespace hippodrome

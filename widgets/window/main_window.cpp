#include "widgets/window/main_window.h"

#include "core/arena/reward_reach.h"

#include "widgets/lessons/ablation_window.h"
#include "widgets/lessons/solo_trade.h"
#include "widgets/panels/chart_panel.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/window/layout.h"
#include "widgets/window/menus.h"
#include "widgets/window/recovery_question.h"
#include "widgets/window/screen_fit.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QFileInfo>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QToolButton>

#include <algorithm>

namespace hippodrome {

namespace {

/// A frame every 16 ms keeps a display of 60 Hz busy.
constexpr int frameInterval = 16;

} // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent) {
    setWindowTitle("Hippodrome");
    setAcceptDrops(true);
    makeParts();
    connectParts();
    new Menus(*this);
    new ScreenFit(this);
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.setInterval(frameInterval);
    connect(&timer_, &QTimer::timeout, this, &MainWindow::frame);
    timer_.start();
    chooseTool("select");
    resize(QSize(1440, 900).boundedTo(screen()->availableSize()));
}

MainWindow::~MainWindow() {
    timer_.stop();
    session_.reset();
}

void MainWindow::makeParts() {
    reporter_ = new Reporter(this);
    keeper_ = new Keeper(
        document_, [this] { return session_; }, *reporter_, this);
    exports_ = new Exports(document_, *reporter_, this);
    status_ = new StatusLine;
    setStatusBar(status_);
    bar_ = new ToolBar(document_);
    addToolBar(bar_);
    sceneList_ = new SceneList;
    notes_ = new NotesView;
    form_ = new FormPane(document_, this);
    rows_ = new BrainRows(document_);
    lower_ = new LowerPanels;
    past_ = new PastViewer;
    inspector_ = new Inspector;
    setCentralWidget(layOut({.scenes = sceneList_,
                             .notes = notes_,
                             .form = &form_->form(),
                             .formChoice = &form_->choice(),
                             .banner = past_,
                             .rows = rows_,
                             .panels = lower_,
                             .panelButtons = lower_->buttons(),
                             .timeline = &past_->timeline(),
                             .inspector = inspector_}));
}

void MainWindow::connectParts() {
    connect(reporter_, &Reporter::said, status_, &StatusLine::say);
    connect(&document_, &Document::changed, this, &MainWindow::documentChanged);
    connect(&document_, &Document::refused, this, [this](const QString& reason) {
        showMessage(tr("Not possible: %1").arg(reason), true);
    });
    document_.setGuard([this](const Scene& after) {
        return keeper_->mayBeginAnew(Simulation::lossBetween(document_.scene(), after));
    });
    const auto showTitle = [this] {
        setWindowTitle(QString("%1[*] – Hippodrome").arg(document_.displayName()));
        setWindowModified(document_.isModified());
    };
    connect(&document_, &Document::fileNameChanged, this, showTitle);
    connect(&document_, &Document::fileNameChanged, this,
            [this] { sceneList_->mark(document_.fileName()); });
    connect(&document_.undoStack(), &QUndoStack::cleanChanged, this, showTitle);
    connect(keeper_, &Keeper::pauseWanted, this, [this] { setRunning(false); });
    connect(sceneList_, &SceneList::chosen, this, [this](const QString& file) {
        if (keeper_->confirmDiscard())
            openScene(file);
        else
            sceneList_->mark(document_.fileName()); // not the one that was clicked
    });
    connect(form_, &FormPane::refused, this,
            [this](const QString& reason) { showMessage(reason, true); });

    connect(bar_->play(), &QAction::triggered, this, &MainWindow::setRunning);
    connect(bar_->step(), &QAction::triggered, this, [this] {
        setRunning(false);
        if (session_)
            session_->step();
    });
    connect(bar_, &ToolBar::readout, status_, &StatusLine::setReadout);
    connect(bar_, &ToolBar::toolChosen, this, [this](Tool* tool) {
        rows_->setTool(tool);
        showMessage(tool->help());
    });

    connect(rows_, &BrainRows::agentsRebuilt, this, &MainWindow::watchAgents);
    connect(rows_, &BrainRows::agentPointerMoved, this, &MainWindow::watchAgents);
    connect(rows_, &BrainRows::agentChosen, this, &MainWindow::chooseAgent);
    connect(rows_, &BrainRows::unitSelected, this,
            [this](const QString& brain, const QString& population, int unit) {
                selectUnit({brain, population, unit});
            });
    connect(rows_, &BrainRows::unitMenuRequested, exports_, &Exports::showUnitMenu);
    connect(rows_, &BrainRows::arenaMenuRequested, exports_, &Exports::showArenaMenu);
    connect(lower_, &LowerPanels::chosen, this, &MainWindow::choosePanel);
    connect(lower_, &LowerPanels::agentChosen, this, &MainWindow::chooseAgent);
    connect(lower_, &LowerPanels::watchedAgentsChanged, this, &MainWindow::watchAgents);
    connect(lower_, &LowerPanels::rivalRequested, this,
            [this](const QString& type) { document_.addRival(type.toStdString()); });
    connect(lower_, &LowerPanels::rivalRemoved, this,
            [this](const QString& rival) { document_.removeRival(rival.toStdString()); });
    connect(past_, &PastViewer::moved, this,
            [this](std::optional<long> update) { lower_->each(&LowerPanel::setCursor, update); });
    connect(past_, &PastViewer::mapsReady, this, &MainWindow::showMaps);
    connect(past_, &PastViewer::branchRequested, this, &MainWindow::branchFrom);
    connect(past_, &PastViewer::trainingRequested, this, &MainWindow::openTraining);
    connect(inspector_, &Inspector::contextMenuRequested, this, [this](QPoint place) {
        for (BrainPanel* panel : brainPanels())
            if (panel->brainName() == selection_.brain.toStdString())
                exports_->showUnitMenu(panel, selection_.unit, place);
    });
    connect(inspector_, &Inspector::allUnitsRequested, this, [this] { selectUnit({}); });
    connect(inspector_, &Inspector::listenToggled, this, &MainWindow::listen);
}

void MainWindow::setSceneFolder(const QString& folder) {
    folders_.scenes = folder;
    keeper_->setSceneFolder(folder);
    sceneList_->setFolder(folder);
    sceneList_->mark(document_.fileName());
}

void MainWindow::take(std::shared_ptr<Session> session) {
    session_ = std::move(session);
    past_->setSession(session_);
    seen_ = {};
    keeper_->noteSession(0);
}

bool MainWindow::openScene(const QString& file) {
    return reporter_->attempt(tr("The scene could not be opened"), [&] {
        Scene scene =
            loadScene(file.toStdString(), [this, &file](const std::filesystem::path& other) {
                return keeper_->agreesTo(other, file);
            });
        checkPanel(scene, file.toStdString());
        auto session = std::make_shared<Session>(scene);
        // From here on nothing can fail: the new session takes the place of the old one.
        take(std::move(session));
        document_.setScene(std::move(scene), file);
        emit fileUsed(file);
        offerTraining();
        rows_->focusArena(); // the keys of README act there
    });
}

bool MainWindow::openTraining(const QString& file) {
    return reporter_->attempt(tr("The training could not be opened"), [&] {
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
        take(std::move(session));
        past_->withdrawOffer();
        document_.setScene(std::move(scene), sameScene ? origin : QString());
        lower_->each(&LowerPanel::takeFilm, *session_->film());
        const long updates = session_->latest()->updates;
        keeper_->noteSession(updates);
        showMessage(tr("Trained for %1 updates: drag along the timeline, or press play to go on")
                        .arg(withSeparators(updates)));
    });
}

void MainWindow::offerTraining() {
    past_->withdrawOffer();
    const QFileInfo scene(document_.fileName());
    if (folders_.trainings.isEmpty() ||
        scene.absolutePath() != QFileInfo(folders_.scenes).absoluteFilePath())
        return;
    const QFileInfo training(folders_.trainings + "/" + scene.completeBaseName() + ".hippo");
    if (training.exists())
        past_->offerTraining(training.absoluteFilePath());
}

void MainWindow::exportFilmTo(const QString& file) {
    exports_->exportFilm(session_, file);
}

void MainWindow::documentChanged(const SceneChange& change) {
    if (change.what == SceneChange::What::everything) {
        rewardClosedOff_ = false;
        lower_->each(&LowerPanel::setRewardClosedOff, false);
        backToLive();
        rebuild();
        lower_->each(&LowerPanel::clear);
        selectUnit({});
        applyView();
        setRunning(false);
        notes_->setScene(document_.scene().notes);
        showMessage(playHint());
        return;
    }
    const bool arena = change.what == SceneChange::What::arena;
    if (session_) {
        session_->changeScene(document_.scene());
        if (const auto snapshot = session_->latest(); arena && snapshot)
            lower_->each(&LowerPanel::markEdit, snapshot->updates, snapshot->time);
    }
    if (arena)
        return warnOfClosedRewards();
    if (change.what == SceneChange::What::replaced && rows_->outdated())
        rebuild();
    form_->rebuild();
    applyView();
}

void MainWindow::rebuild() {
    rows_->rebuild();
    inspector_->setVisible(!document_.scene().brains.empty()); // it is about their units
    form_->rebuildChoice();
    bar_->setSeed(document_.scene().seed);
}

void MainWindow::applyView() {
    const ViewParameters& view = document_.scene().view;
    rows_->setView(view);
    inspector_->setColourMap(QString::fromStdString(view.colourMap));
    lower_->each(&LowerPanel::setView, view);
    lower_->setShown(view.panel);
    bar_->setView(view);
    if (session_) {
        session_->showInside(lower_->shownType().inside);
        session_->setSpeed(view.speed);
        session_->setTraining(view.train);
        session_->showMaps(view.maps);
    }
    watchAgents();
}

void MainWindow::choosePanel(const std::string& key) {
    document_.setPanel(key);
    applyView();
}

void MainWindow::setTheme(const QString& name) {
    applyTheme(*qApp, name);
    QSettings().setValue("theme", name);
    lower_->each(&LowerPanel::applyTheme);
    timeline().update();
    rebuild();
    applyView();
    seen_.snapshot = seen_.maps = 0;
    past_->askAgain();
}

QString MainWindow::playHint() const {
    return tr("%1: press play").arg(QString::fromStdString(document_.scene().title));
}

void MainWindow::setRunning(bool running) {
    running_ = running;
    if (running && status_->said() == playHint())
        showMessage({});
    bar_->setRunning(running);
    if (session_ && running)
        session_->start();
    else if (session_)
        session_->pause();
}

void MainWindow::runFromTheBeginning() {
    if (!keeper_->mayBeginAnew())
        return;
    setRunning(false);
    backToLive();
    lower_->each(&LowerPanel::clear);
    if (session_)
        session_->restart();
}

void MainWindow::showNewSeed() {
    bar_->setSeed(document_.scene().seed);
    backToLive();
    lower_->each(&LowerPanel::clear);
}

void MainWindow::branchFrom(long update) {
    if (!keeper_->mayBeginAnew())
        return;
    reporter_->attempt(tr("No branch could be made"), [&] {
        Scene scene = session_->branchFrom(update);
        backToLive();
        lower_->each(&LowerPanel::forgetAfter, update);
        scene.view = document_.scene().view; // how it is looked at does not go back
        document_.replaceScene(std::move(scene), tr("branch from update %1").arg(update));
        showMessage(tr("Training goes on from update %1").arg(withSeparators(update)));
    });
}

void MainWindow::frame() {
    frames_.beginFrame();
    const long shownBefore = seen_.snapshot;
    if (session_) {
        auto snapshot = session_->latest();
        if (const auto steered = rows_->steered(snapshot ? snapshot->rat.position : Vec2{}))
            session_->steer(*steered);
        if (snapshot && snapshot->sequence != seen_.snapshot)
            takeSnapshot(std::move(snapshot));
        past_->follow();
        exports_->follow();
        auto maps = session_->latestMaps();
        if (maps && maps->sequence != seen_.maps)
            takeMaps(std::move(maps));
        else
            lower_->refresh();
    }
    rows_->repaintArenas();
    frames_.endFrame(seen_.snapshot != shownBefore);
}

void MainWindow::takeSnapshot(std::shared_ptr<const Snapshot> snapshot) {
    seen_.snapshot = snapshot->sequence;
    noteRun(snapshot->run);
    const bool ended = snapshot->state == RunState::diverged ||
                       snapshot->state == RunState::failed || snapshot->state == RunState::finished;
    if (ended && running_) {
        setRunning(false);
        showMessage(QString::fromStdString(snapshot->message),
                    snapshot->state != RunState::finished);
    } else if (!snapshot->message.empty() && !ended) {
        showMessage(QString::fromStdString(snapshot->message), true);
    }
    notes_->setRunNotes(snapshot->notes);
    lower_->takeSnapshot(snapshot);
    if (maps_)
        listener_.play(*snapshot, *maps_, selection_);
    keeper_->noteRate(snapshot->updatesPerSecond);
    status_->showRates(*snapshot, frames_.framesPerSecond());
    rows_->setSnapshot(snapshot);
}

void MainWindow::takeMaps(std::shared_ptr<const MapsSnapshot> maps) {
    seen_.maps = maps->sequence;
    noteRun(maps->run);
    if (maps->run.number == seen_.run) // scored while the run began anew
        lower_->each(&LowerPanel::takeMaps, *maps);
    if (const auto* lesson = findChild<AblationWindow*>(); lesson && lesson->solo())
        lesson->solo()->setNow(lower_->get<ChartPanel>().gridShare(),
                               lower_->get<ChartPanel>().decodingError());
    if (!past_->update())
        showMaps(std::move(maps));
}

void MainWindow::showMaps(std::shared_ptr<const MapsSnapshot> maps) {
    maps_ = maps;
    form_->setMaps(maps);
    exports_->setMaps(maps);
    rows_->setMaps(maps);
    inspector_->setMaps(std::move(maps));
}

void MainWindow::noteRun(const RunNumber& run) {
    if (run.number <= seen_.run)
        return;
    seen_.run = run.number;
    keeper_->noteRun(run.from);
    if (run.from > 0)
        lower_->each(&LowerPanel::forgetAfter, run.from);
    else
        lower_->each(&LowerPanel::clear);
}

void MainWindow::selectUnit(const Selection& unit) {
    selection_ = unit;
    inspector_->setUnit(unit.brain, unit.population, unit.unit);
    rows_->setSelection(unit);
    if (session_)
        session_->watchUnit(unit.brain.toStdString(), unit.population.toStdString(), unit.unit);
    past_->select(unit);
}

void MainWindow::chooseAgent(int agent) {
    rows_->chooseAgent(agent);
    lower_->each(&LowerPanel::setChosenAgent, agent);
    watchAgents();
}

void MainWindow::watchAgents() {
    if (!session_)
        return;
    const AgentPanel* agents = agentPanel();
    std::vector<int> watched;
    if (agents)
        watched.push_back(agents->agent());
    for (const int shown : lower_->shown().watchedAgents())
        if (std::find(watched.begin(), watched.end(), shown) == watched.end())
            watched.push_back(shown);
    session_->watchAgents(watched, agents ? agents->pointed() : std::nullopt);
}

void MainWindow::listen(bool on) {
    if (!on)
        return listener_.stop();
    const auto snapshot = session_ ? session_->latest() : nullptr;
    const QString fault = listener_.start(snapshot ? snapshot->time : 0.0);
    if (fault.isEmpty())
        return;
    showMessage(tr("Spikes cannot be heard: %1").arg(fault), true);
    inspector_->listenButton().setChecked(false);
}

void MainWindow::warnOfClosedRewards() {
    const auto snapshot = session_ ? session_->latest() : nullptr;
    if (!snapshot)
        return;
    const Scene& scene = document_.scene();
    const auto closed =
        closedOffReward(ArenaGeometry(scene.arena), scene.task.beginnings(snapshot->rat.position));
    if (closed)
        showMessage(tr("No way leads to the reward at (%1, %2): walls close it off.")
                        .arg(closed->x, 0, 'f', 2)
                        .arg(closed->y, 0, 'f', 2),
                    true);
    else if (rewardClosedOff_)
        showMessage(tr("A way leads to every reward again."));
    rewardClosedOff_ = closed.has_value();
    lower_->each(&LowerPanel::setRewardClosedOff, rewardClosedOff_);
}

void MainWindow::enableRecovery(const QString& base, int intervalMilliseconds) {
    recovery_ = new RecoveryKeeper(
        base,
        [this]() -> RecoveryKeeper::Work {
            return {session_, document_.fileName(), document_.isModified()};
        },
        this);
    connect(recovery_, &RecoveryKeeper::failed, this, [this](const QString& reason) {
        showMessage(tr("The run could not be saved for recovery: %1").arg(reason), true);
    });
    recovery_->start(intervalMilliseconds);
}

void MainWindow::offerRecovery() {
    if (!recovery_)
        return;
    hippodrome::offerRecovery(this, *recovery_, [this](const RecoveryFolders::Leftover& leftover) {
        return reporter_->attempt(tr("The run could not be recovered"), [&] {
            Scene scene = recoveredScene(leftover.note);
            auto session = std::make_shared<Session>(scene);
            session->restore(leftover.note.checkpoint);
            take(std::move(session));
            document_.setScene(std::move(scene), QString::fromStdString(leftover.note.origin));
            // What ran is not what the file holds.
            document_.undoStack().resetClean();
        });
    });
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    // What nothing else had a use for.
    if (event->key() == Qt::Key_Escape && selection_.unit >= 0)
        selectUnit({});
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    if (!event->spontaneous())
        rows_->focusArena();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        bar_->fitInto(width());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    event->setAccepted(keeper_->confirmDiscard());
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile() && url.toLocalFile().endsWith(".json"))
            event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    for (const QUrl& url : event->mimeData()->urls()) {
        if (!url.isLocalFile() || !keeper_->confirmDiscard())
            continue;
        openScene(url.toLocalFile());
        return;
    }
}

} // namespace hippodrome

#include "widgets/window/main_window.h"

#include "core/arena/reward_reach.h"

#include "widgets/arena/agent_panel.h"
#include "widgets/lessons/ablation_window.h"
#include "widgets/lessons/solo_trade.h"
#include "widgets/panels/chart_panel.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QScrollArea>
#include <QSplitter>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTimer>
#include <QToolTip>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// A frame every 16 ms keeps a display of 60 Hz busy.
constexpr int frameInterval = 16;

/// What decides which panels there are: two scenes with the same text have the same ones.
std::string panelsOf(const Scene& scene) {
    std::string text = AgentPanel::suits(scene) ? scene.agent.type : "";
    for (const Rival& rival : scene.rivals)
        text += " " + rival.name + ":" + rival.agent.type;
    for (const BrainEntry& entry : scene.brains)
        text += "/" + entry.name + ":" + entry.brain.type;
    return text;
}

} // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent) {
    setWindowTitle("Hippodrome");
    setAcceptDrops(true);
    tools_ = makeTools(document_);
    buildLayout();
    buildActions();
    buildToolBar();
    buildMenus();
    for (const auto& tool : tools_)
        connect(tool.get(), &Tool::readout, this,
                [this](const QString& text) { readout_->setText(text); });
    connect(&document_, &Document::changed, this, &MainWindow::documentChanged);
    connect(&document_, &Document::refused, this, [this](const QString& reason) {
        showMessage(tr("Not possible: %1").arg(reason), true);
    });
    document_.setGuard([this](const Scene& after) {
        return mayBeginAnew(Simulation::lossBetween(document_.scene(), after));
    });
    const auto showTitle = [this] {
        setWindowTitle(QString("%1[*] – Hippodrome").arg(document_.displayName()));
        setWindowModified(document_.isModified());
    };
    connect(&document_, &Document::fileNameChanged, this, showTitle);
    connect(&document_.undoStack(), &QUndoStack::cleanChanged, this, showTitle);
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.setInterval(frameInterval);
    connect(&timer_, &QTimer::timeout, this, &MainWindow::frame);
    timer_.start();
    chooseTool("select");
    resize(QSize(1440, 900).boundedTo(screen()->availableSize()));
    documentsFolder_ =
        QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + "/Hippodrome";
}

void MainWindow::noteRun(const RunNumber& run) {
    if (run.number <= runSeen_)
        return;
    runSeen_ = run.number;
    keptUpdates_ = std::min(keptUpdates_, run.from);
    if (run.from == 0)
        keptEpisodes_ = 0;
    if (run.from > 0) {
        lower_->each(&LowerPanel::forgetAfter, run.from);
        return;
    }
    lower_->each(&LowerPanel::clear);
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

MainWindow::~MainWindow() {
    timer_.stop();
    session_.reset();
}

void MainWindow::setSceneFolder(const QString& folder) {
    sceneFolder_ = folder;
    sceneList_->clear();
    const auto addScenes = [this](const QDir& place) {
        for (const QFileInfo& file : place.entryInfoList({"*.json"}, QDir::Files, QDir::Name)) {
            auto* item = new QListWidgetItem(file.completeBaseName().replace('_', ' '));
            item->setData(Qt::UserRole, file.absoluteFilePath());
            item->setToolTip(plainToolTip(file.absoluteFilePath()));
            sceneList_->addItem(item);
        }
    };
    addScenes(QDir(folder));
    for (const QFileInfo& topic :
         QDir(folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        if (topic.fileName() == "sweeps" ||
            QDir(topic.filePath()).entryList({"*.json"}, QDir::Files).isEmpty())
            continue; // no scenes
        auto* heading = new QListWidgetItem(topic.fileName().replace('_', ' ').toUpper());
        heading->setFlags(Qt::NoItemFlags);
        sceneList_->addItem(heading);
        addScenes(QDir(topic.filePath()));
    }
    markOpenScene();
}

void MainWindow::markOpenScene() {
    const QFileInfo open(document_.fileName());
    sceneList_->setCurrentRow(-1);
    for (int row = 0; row < sceneList_->count(); ++row)
        if (QFileInfo(sceneList_->item(row)->data(Qt::UserRole).toString()) == open)
            sceneList_->setCurrentRow(row);
}

void MainWindow::reportError(const QString& title, const std::function<void()>& action) {
    try {
        action();
    } catch (const std::exception& error) { // an Error, or what nobody foresaw
        showMessage(error.what(), true);
        auto* box = new QMessageBox(QMessageBox::Warning, title,
                                    QString::fromStdString(error.what()), QMessageBox::Ok, this);
        box->setTextFormat(Qt::PlainText); // it may quote a file
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    }
}

bool MainWindow::openScene(const QString& file) {
    bool opened = false;
    reportError(tr("The scene could not be opened"), [&] {
        Scene scene =
            loadScene(file.toStdString(), [this, &file](const std::filesystem::path& other) {
                return agreesTo(other, file);
            });
        checkPanel(scene, file.toStdString());
        auto session = std::make_shared<Session>(scene);
        // From here on nothing can fail: the new session takes the place of the old one.
        session_ = std::move(session);
        snapshotSeen_ = mapsSeen_ = runSeen_ = keptUpdates_ = keptEpisodes_ = 0;
        document_.setScene(std::move(scene), file);
        addRecentFile(file);
        offerTraining();
        focusArena(); // the keys of README act there
        opened = true;
    });
    return opened;
}

bool MainWindow::isBundled(const QString& file) const {
    if (editBundled_ || sceneFolder_.isEmpty() || file.isEmpty())
        return false;
    const QString folder = QFileInfo(sceneFolder_).canonicalFilePath();
    const QFileInfo info(file);
    const QString parent = QFileInfo(info.absolutePath()).canonicalFilePath();
    const QString whole = info.exists() ? info.canonicalFilePath() : parent + "/" + info.fileName();
    return !folder.isEmpty() && whole.startsWith(folder + "/");
}

bool MainWindow::saveScene(const QString& file) {
    bool saved = false;
    reportError(tr("The scene could not be saved"), [&] {
        if (isBundled(file))
            throw Error(tr("This scene comes with the program and is not written over. Save a "
                           "copy under another name.")
                            .toStdString())
                .inFile(file.toStdString());
        document_.save(file);
        addRecentFile(file);
        showMessage(tr("Saved %1").arg(file));
        saved = true;
    });
    return saved;
}

void MainWindow::documentChanged(const SceneChange& change) {
    if (change.what == SceneChange::What::everything) {
        rewardClosedOff_ = false;
        lower_->each(&LowerPanel::setRewardClosedOff, false);
        backToLive();
        rebuildBrains();
        lower_->each(&LowerPanel::clear);
        selectUnit({}, {}, -1);
        applyView();
        setRunning(false);
        notesShown_.reset();
        showNotes({});
        showMessage(playHint());
        return;
    }
    if (session_) {
        session_->changeScene(document_.scene());
        if (change.what == SceneChange::What::arena)
            if (const auto snapshot = session_->latest())
                lower_->each(&LowerPanel::markEdit, snapshot->updates, snapshot->time);
    }
    if (change.what == SceneChange::What::arena)
        warnOfClosedRewards();
    if (change.what == SceneChange::What::replaced && panelsOf(document_.scene()) != panelsShown_)
        rebuildBrains();
    if (change.what != SceneChange::What::arena) {
        rebuildForm();
        applyView();
    }
}

void MainWindow::rebuildBrains() {
    // A panel may be the one whose click has led here.
    for (BrainPanel* panel : panels_) {
        panel->arena().setTool(nullptr);
        panel->hide();
        panel->deleteLater();
    }
    panels_.clear();
    const Scene& scene = document_.scene();
    panelsShown_ = panelsOf(scene);
    rebuildAgents();
    emptyHint_->setVisible(scene.brains.empty() && !agents_);
    inspector_->setVisible(!scene.brains.empty()); // it is about their units
    for (const BrainEntry& entry : scene.brains) {
        auto* panel = new BrainPanel(document_, entry);
        panel->arena().setTool(tool_);
        panel->arena().installEventFilter(this);
        connect(panel, &BrainPanel::unitSelected, this, &MainWindow::selectUnit);
        connect(&panel->gallery(), &Gallery::contextMenuRequested, this,
                [this, panel](int unit, QPoint place) { showUnitMenu(*panel, unit, place); });
        connect(&panel->arena(), &ArenaView::contextMenuRequested, this,
                [this, panel](QPoint place) { showArenaMenu(panel->arena(), place); });
        brainRows_->addWidget(panel);
        panels_.push_back(panel);
    }
    const QVariant shown = formChoice_->currentData();
    formChoice_->clear();
    for (const BrainEntry& entry : scene.brains)
        formChoice_->addItem(QString::fromStdString(entry.name),
                             "brains." + QString::fromStdString(entry.name) + ".");
    formChoice_->addItem(tr("motion"), "motion.");
    formChoice_->addItem(tr("agent"), "agent.");
    for (const Rival& rival : scene.rivals)
        formChoice_->addItem(tr("rival %1").arg(QString::fromStdString(rival.name)),
                             "rivals." + QString::fromStdString(rival.name) + ".");
    formChoice_->addItem(tr("task"), "task.");
    formChoice_->addItem(tr("senses"), "senses.");
    formChoice_->addItem(tr("recording"), "recording.");
    formChoice_->addItem(tr("view"), "view.");
    formChoice_->setCurrentIndex(std::max(0, formChoice_->findData(shown)));
    seedLabel_->setText(tr("seed %1").arg(scene.seed));
    rebuildForm();
}

void MainWindow::selectUnit(const QString& brain, const QString& population, int unit) {
    selectedBrain_ = brain;
    selectedPopulation_ = population;
    selectedUnit_ = unit;
    inspector_->setUnit(brain, population, unit);
    for (BrainPanel* panel : panels_)
        panel->gallery().setSelectedUnit(panel->brainName() == brain.toStdString() ? unit : -1);
    if (session_)
        session_->watchUnit(brain.toStdString(), population.toStdString(), unit);
    if (pastUpdate_)
        askForMoment();
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    // What nothing else had a use for.
    if (event->key() == Qt::Key_Escape && selectedUnit_ >= 0)
        selectUnit({}, {}, -1);
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::chooseTool(const QString& name) {
    for (const auto& tool : tools_) {
        if (tool->name() != name)
            continue;
        if (tool_)
            tool_->cancel();
        tool_ = tool.get();
        for (BrainPanel* panel : panels_)
            panel->arena().setTool(tool_);
        if (agents_)
            agents_->arena().setTool(tool_);
        for (QAction* action : toolActions_->actions())
            action->setChecked(action->objectName() == name);
        showMessage(tool->help());
    }
}

void MainWindow::showNotes(std::shared_ptr<const std::vector<std::string>> ofData) {
    QStringList paragraphs{QString::fromStdString(document_.scene().notes)};
    if (ofData)
        for (const std::string& note : *ofData)
            paragraphs += tr("Note: %1").arg(QString::fromStdString(note));
    paragraphs.removeAll(QString());
    notes_->setText(paragraphs.join("\n\n"));
    notesShown_ = std::move(ofData);
}

QString MainWindow::playHint() const {
    return tr("%1: press play").arg(QString::fromStdString(document_.scene().title));
}

void MainWindow::setRunning(bool running) {
    running_ = running;
    if (running && message_->toolTip() == playHint())
        showMessage({});
    playAction_->setChecked(running);
    playAction_->setText(running ? tr("Pause") : tr("Play"));
    playAction_->setIcon(QIcon(running ? ":/icons/pause.svg" : ":/icons/play.svg"));
    if (!session_)
        return;
    if (running)
        session_->start();
    else
        session_->pause();
}

void MainWindow::frame() {
    frames_.beginFrame();
    const long shownBefore = snapshotSeen_;
    if (session_) {
        steer();
        if (auto snapshot = session_->latest(); snapshot && snapshot->sequence != snapshotSeen_)
            takeSnapshot(std::move(snapshot));
        followFilm();
        followExport();
        auto maps = session_->latestMaps();
        if (maps && maps->sequence != mapsSeen_)
            takeMaps(std::move(maps));
        else
            lower_->refresh();
    }
    // Drawn now rather than when the event loop comes to it, so that a frame is one piece of work.
    for (BrainPanel* panel : panels_)
        if (panel->isVisible())
            panel->arena().repaint();
    if (agents_)
        agents_->arena().repaint();
    frames_.endFrame(snapshotSeen_ != shownBefore);
}

void MainWindow::takeSnapshot(std::shared_ptr<const Snapshot> snapshot) {
    snapshotSeen_ = snapshot->sequence;
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
    if (snapshot->notes && snapshot->notes != notesShown_)
        showNotes(snapshot->notes);
    lower_->takeSnapshot(snapshot);
    if (agents_)
        agents_->setSnapshot(snapshot);
    playSpikes(*snapshot);
    showStatus(*snapshot);
    for (BrainPanel* panel : panels_)
        panel->setSnapshot(snapshot);
}

void MainWindow::takeMaps(std::shared_ptr<const MapsSnapshot> maps) {
    mapsSeen_ = maps->sequence;
    noteRun(maps->run);
    if (maps->run.number == runSeen_) // scored while the run began anew
        lower_->each(&LowerPanel::takeMaps, *maps);
    if (const auto* lesson = findChild<AblationWindow*>(); lesson && lesson->solo())
        lesson->solo()->setNow(lower_->get<ChartPanel>().gridShare(),
                               lower_->get<ChartPanel>().decodingError());
    if (!pastUpdate_)
        showMaps(std::move(maps));
}

void MainWindow::showMaps(std::shared_ptr<const MapsSnapshot> maps) {
    const bool newPopulations = !maps_ || maps_->populations.size() != maps->populations.size();
    maps_ = maps;
    const QString form = formChoice_->currentData().toString();
    if (newPopulations && (form == "agent." || form.startsWith("rivals.")))
        rebuildForm();
    for (BrainPanel* panel : panels_)
        panel->setMaps(maps);
    inspector_->setMaps(maps);
}

void MainWindow::showStatus(const Snapshot& snapshot) {
    if (snapshot.updatesPerSecond > 0.0)
        trainingRate_ = snapshot.updatesPerSecond;
    const QString text = tr("%1 s simulated   ×%2   %3 updates/s   %4 frames/s")
                             .arg(snapshot.time, 0, 'f', 1)
                             .arg(snapshot.speed, 0, 'f', 1)
                             .arg(snapshot.updatesPerSecond, 0, 'f', 0)
                             .arg(frames_.framesPerSecond(), 0, 'f', 0);
    if (text != rates_->text())
        rates_->setText(text);
}

void MainWindow::showMessage(const QString& text, bool problem) {
    message_->setStyleSheet(problem ? QString("color: %1").arg(theme().danger.name()) : QString());
    const QString line = text.section('\n', 0, 0);
    const int room = std::max(200, width() - rates_->width() - readout_->width() - 5 * rhythm);
    message_->setText(message_->fontMetrics().elidedText(line, Qt::ElideRight, room));
    message_->setToolTip(plainToolTip(text));
    // A refusal that is cut off is none that helps: all of it, above the status bar.
    if (problem && isVisible() && message_->text() != text)
        QToolTip::showText(message_->mapToGlobal(QPoint(0, -3 * message_->height())),
                           "<p>" + text.toHtmlEscaped() + "</p>", message_, {}, 8000);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (confirmDiscard())
        event->accept();
    else
        event->ignore();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile() && url.toLocalFile().endsWith(".json"))
            event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    for (const QUrl& url : event->mimeData()->urls()) {
        if (!url.isLocalFile() || !confirmDiscard())
            continue;
        openScene(url.toLocalFile());
        return;
    }
}

} // namespace hippodrome

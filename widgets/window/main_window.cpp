#include "widgets/window/main_window.h"

#include "widgets/scenes/scene_browser.h"
#include "widgets/style/format.h"
#include "widgets/window/edit_marker.h"
#include "widgets/window/menus.h"
#include "widgets/window/recovery_question.h"
#include "widgets/window/reward_watch.h"
#include "widgets/window/scene_drop.h"
#include "widgets/window/screen_fit.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QScreen>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hippodrome {

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent) {
    setWindowTitle("Hippodrome");
    makeParts();
    connectParts();
    new Menus(*this);
    new ScreenFit(this);
    chooseTool("select");
    // Beyond that large text has to do with the arrow at the end of the bar.
    setMinimumWidth(std::min(bar_->narrowest(), 1000));
    resize(QSize(1440, 900).boundedTo(screen()->availableSize()));
}

MainWindow::~MainWindow() {
    past_->setSession(nullptr);
    run_->setSession(nullptr); // while all of its parts are there
}

void MainWindow::makeParts() {
    reporter_ = new Reporter(this);
    run_ = new RunWatcher(this);
    keeper_ = new Keeper(
        document_, [this] { return run_->session(); }, *reporter_, this);
    exports_ = new Exports(document_, *reporter_, this);
    look_ = new Look(this);
    status_ = new StatusLine;
    setStatusBar(status_);
    bar_ = new ToolBar(document_);
    addToolBar(bar_);
    sceneList_ = new SceneList;
    notes_ = new NotesView;
    form_ = new FormPane(document_, *reporter_);
    rows_ = new BrainRows(document_);
    lower_ = new LowerPanels(document_);
    past_ = new PastViewer;
    rewards_ = new RewardWatch(document_, *run_, *reporter_, this);
    opener_ = new Opener(document_, *run_, *keeper_, *past_, *reporter_, this);
    inspector_ = new Inspector;
    compare_ = new CompareBar;
    new EditMarker(document_, *run_, *lower_, *compare_, this);
    display_ = new RunDisplay(*run_,
                              {*keeper_, *exports_, *reporter_, *notes_, *form_, *rows_, *lower_,
                               *past_, *inspector_, *compare_, *status_},
                              this);
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(past_);
    column->addWidget(compare_);
    column->addWidget(rows_, 1);
    setCentralWidget(middle);
    layout_ = new Layout(*this, {.scenes = sceneList_,
                                 .sceneChoice = sceneList_->browseButton(),
                                 .notes = notes_,
                                 .form = &form_->form(),
                                 .formChoice = &form_->choice(),
                                 .panels = lower_,
                                 .panelButtons = lower_->buttons(),
                                 .timeline = &past_->timeline(),
                                 .inspector = inspector_,
                                 .inspectorHeading = inspector_->heading()});
}

void MainWindow::connectParts() {
    connect(reporter_, &Reporter::said, status_, &StatusLine::say);
    connect(&document_, &Document::changed, this, &MainWindow::documentChanged);
    connect(&document_, &Document::refused, this, [this](const QString& reason) {
        showMessage(tr("Not possible: %1").arg(reason), true);
    });
    connect(&document_, &Document::noted, this, [this](const QString& text) { showMessage(text); });
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
    connect(sceneList_, &SceneList::chosen, this, &MainWindow::openIfNothingIsLost);
    connect(sceneList_, &SceneList::browseRequested, this, &MainWindow::browseScenes);
    auto* drop = new SceneDrop(this);
    connect(drop, &SceneDrop::dropped, this, &MainWindow::openIfNothingIsLost);

    connect(opener_, &Opener::sceneOpened, rows_,
            &BrainRows::focusArena); // README's keys act there
    connect(opener_, &Opener::filmOpened, this,
            [this](const FilmIndex& film) { lower_->each(&LowerPanel::takeFilm, film); });

    connect(look_, &Look::changed, this, &MainWindow::restyle);
    connect(bar_->play(), &QAction::triggered, run_, &RunWatcher::setRunning);
    connect(bar_->step(), &QAction::triggered, run_, &RunWatcher::step);
    connect(bar_, &ToolBar::readout, status_, &StatusLine::setReadout);
    connect(bar_, &ToolBar::toolChosen, this, [this](Tool* tool) {
        rows_->setTool(tool);
        showMessage(tool->kind().help);
    });

    connect(rows_, &BrainRows::unitMenuRequested, exports_, &Exports::showUnitMenu);
    connect(rows_, &BrainRows::arenaMenuRequested, exports_, &Exports::showArenaMenu);
    connect(lower_, &LowerPanels::chosen, this, &MainWindow::choosePanel);
    connect(rewards_, &RewardWatch::closedOff, this,
            [this](bool closed) { lower_->each(&LowerPanel::setRewardClosedOff, closed); });
    connect(past_, &PastViewer::branchRequested, this, &MainWindow::branchFrom);
    connect(past_, &PastViewer::trainingRequested, this, &MainWindow::openTraining);
    connect(run_, &RunWatcher::runningChanged, this, [this](bool running) {
        if (running && status_->said() == playHint())
            showMessage({});
        bar_->setRunning(running);
    });
}

void MainWindow::setSceneFolder(const QString& folder) {
    opener_->setSceneFolder(folder);
    keeper_->setSceneFolder(folder);
    sceneList_->setFolder(folder);
    sceneList_->mark(document_.fileName());
}

void MainWindow::openIfNothingIsLost(const QString& file) {
    if (keeper_->confirmDiscard())
        openScene(file);
    else
        sceneList_->mark(document_.fileName()); // not the one that was clicked
}

void MainWindow::browseScenes() {
    auto* browser = findChild<SceneBrowser*>();
    if (!browser) {
        browser = new SceneBrowser(sceneFolder(), keeper_->documentsFolder(), this);
        browser->setAttribute(Qt::WA_DeleteOnClose);
        connect(browser, &SceneBrowser::chosen, this, &MainWindow::openIfNothingIsLost);
    }
    browser->show();
    browser->raise();
    browser->activateWindow();
}

void MainWindow::documentChanged(const SceneChange& change) {
    if (change.what == SceneChange::What::everything) {
        rewards_->forget();
        backToLive();
        rebuild();
        lower_->each(&LowerPanel::clear);
        display_->select();
        applyView();
        setRunning(false);
        notes_->setScene(document_.scene().notes);
        showMessage(playHint());
        return;
    }
    if (session())
        session()->changeScene(document_.scene());
    if (change.what == SceneChange::What::arena)
        return rewards_->look();
    if (change.what == SceneChange::What::replaced && rows_->outdated())
        rebuild();
    form_->rebuild();
    applyView();
}

void MainWindow::rebuild() {
    rows_->rebuild();
    layout_->dock("inspector")->setUseful(!document_.scene().brains.empty()); // about their units
    form_->rebuildChoice();
    bar_->setSeed(document_.scene().seed);
}

void MainWindow::applyView() {
    display_->applyView(document_.scene().view);
    bar_->setView(document_.scene().view);
}

void MainWindow::choosePanel(const std::string& key) {
    document_.setPanel(key);
    applyView();
}

void MainWindow::restyle() {
    lower_->each(&LowerPanel::applyTheme);
    bar_->fitInto(width());
    timeline().update();
    rebuild();
    applyView();
    run_->showAgain();
    past_->askAgain();
}

QString MainWindow::playHint() const {
    return tr("%1: press play").arg(QString::fromStdString(document_.scene().title));
}

void MainWindow::runFromTheBeginning() {
    if (!keeper_->mayBeginAnew())
        return;
    setRunning(false);
    backToLive();
    lower_->each(&LowerPanel::clear);
    if (session())
        session()->restart();
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
        Scene scene = session()->branchFrom(update);
        backToLive();
        lower_->each(&LowerPanel::forgetAfter, update);
        scene.view = document_.scene().view; // how it is looked at does not go back
        document_.replaceScene(std::move(scene), tr("branch from update %1").arg(update));
        showMessage(tr("Training goes on from update %1").arg(withSeparators(update)));
    });
}

void MainWindow::enableRecovery(const QString& base, int intervalMilliseconds) {
    recovery_ = new RecoveryKeeper(
        base,
        [this]() -> RecoveryKeeper::Work {
            return {run_->session(), document_.fileName(), document_.isModified()};
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
        return opener_->openRecovered(leftover);
    });
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    // What nothing else had a use for.
    if (event->key() == Qt::Key_Escape && display_->selection().unit >= 0)
        display_->select();
    else if (auto* button = qobject_cast<QAbstractButton*>(focusWidget());
             button && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        button->click(); // the space bar plays and pauses
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

} // namespace hippodrome

#pragma once

#include "core/session/session.h"

#include "widgets/arena/brain_panel.h"
#include "widgets/document/document.h"
#include "widgets/document/parameter_form.h"
#include "widgets/film/timeline.h"
#include "widgets/maps/inspector.h"
#include "widgets/panels/lower_panels.h"
#include "widgets/style/click_player.h"
#include "widgets/style/frame_log.h"
#include "widgets/window/recovery_folders.h"

#include <QMainWindow>
#include <QTimer>

#include <future>
#include <memory>
#include <set>
#include <vector>

class QActionGroup;
class QComboBox;
class QLabel;
class QListWidget;
class QSplitter;
class QToolBar;
class QToolButton;

namespace hippodrome {

class AgentPanel;

/// The window: brains with arenas and galleries in the middle, scene and parameters left, inspector
/// right, charts below. Pulls snapshots from the session with one timer; never waits for it.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a scene; a fault is shown and the open document stays as it was. Returns success.
    bool openScene(const QString& file);
    /// Saves to the file the document came from.
    bool saveScene(const QString& file);
    void writeFrameLog(const QString& file) { frames_.writeTo(file); }

    Document& document() { return document_; }
    Session* session() { return session_.get(); }
    const std::vector<BrainPanel*>& brainPanels() const { return panels_; }
    Inspector& inspector() { return *inspector_; }
    ParameterForm& form() { return *form_; }
    LowerPanels& panels() { return *lower_; }
    /// nullptr while the scene has no agents to watch.
    AgentPanel* agentPanel() { return agents_; }
    Timeline& timeline() { return *timeline_; }
    /// The moment of the film that galleries and inspector show; nothing: what is live.
    std::optional<long> pastUpdate() const { return pastUpdate_; }
    /// Makes the tool with this name (`wall`) the current one.
    void chooseTool(const QString& name);
    void setRunning(bool running);
    bool isRunning() const { return running_; }
    /// Folder of the scenes that come with the program; empty when there is none.
    void setSceneFolder(const QString& folder);
    /// Folder of finished trainings, `NAME.hippo` for the scene `NAME.json` that comes with the
    /// program; empty when there is none.
    void setTrainingFolder(const QString& folder) { trainingFolder_ = folder; }
    /// Allows to write over scenes that come with the program: for those who make them.
    void setEditBundled(bool on) { editBundled_ = on; }
    /// A scene that comes with the program, and is not written over.
    bool isBundled(const QString& file) const;
    /// Folder of the scenes and trainings that the window saves by itself.
    void setDocumentsFolder(const QString& folder) { documentsFolder_ = folder; }
    /// Saves to the file that is open, or a copy of a scene that comes with the program among the
    /// user's documents, which is then open. Returns success.
    bool save();
    /// Updates of the run that nobody has kept; 0 when they are too few to ask about.
    long unkeptUpdates() const;
    /// Episodes that agents have learned from since they began, when they are many.
    long unkeptEpisodes() const;
    /// Writes the film of the run, with its exact weights, among the user's documents. Returns the
    /// file; empty, after a message, when that failed.
    QString keepTraining();
    /// Goes on with the run that has left a film; a fault is shown and the open document stays as
    /// it was. Returns success.
    bool openTraining(const QString& file);
    /// The finished training that the banner offers for the open scene; empty: none.
    const QString& offeredTraining() const { return offeredTraining_; }
    /// Writes the film of the run so far, by the ending of the file, while the run goes on.
    void exportFilmTo(const QString& file);

    /// Saves what runs into the folder of recoveries, again and again, until the window is gone.
    void enableRecovery(const QString& base = RecoveryFolders::defaultBase(),
                        int intervalMilliseconds = 60000);
    /// Asks whether to go on with what a window that ended without warning has left.
    void offerRecovery();
    RecoveryFolders* recovery() { return recovery_.get(); }

public slots:
    void showMessage(const QString& text, bool problem = false);
    /// Shows a moment of the film, and live maps again.
    void showMoment(long update);
    void backToLive();
    /// Goes on from the exact weights of a moment.
    void branchFrom(long update);

protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    // main_window_layout.cpp
    void buildLayout();

    // main_window.cpp
    void rebuildBrains();
    void markOpenScene();
    void documentChanged(const SceneChange& change);
    void frame();
    void takeSnapshot(std::shared_ptr<const Snapshot> snapshot);
    void takeMaps(std::shared_ptr<const MapsSnapshot> maps);
    void showMaps(std::shared_ptr<const MapsSnapshot> maps);
    void showStatus(const Snapshot& snapshot);
    QString playHint() const;
    /// Those of the scene, and what is to be said about its data.
    void showNotes(std::shared_ptr<const std::vector<std::string>> ofData);
    void selectUnit(const QString& brain, const QString& population, int unit);
    void reportError(const QString& title, const std::function<void()>& action);

    // main_window_form.cpp
    void rebuildForm();
    void applyView();

    // main_window_agents.cpp
    void rebuildAgents();
    void chooseAgent(int agent);
    void watchAgents();
    void steer();

    // main_window_inside.cpp
    void showPanel(const std::string& panel);
    void listen(bool on);
    void playSpikes(const Snapshot& snapshot);

    // main_window_film.cpp
    QWidget* buildBanner();
    void askForMoment();
    void followFilm();
    void showBanner();
    void fillBanner(const QString& text);

    // main_window_training.cpp
    void offerTraining();
    void withdrawOffer();
    void askExportFilm();
    void followExport();

    // main_window_recovery.cpp
    void saveRecovery();
    bool openRecovered(const RecoveryFolders::Leftover& leftover);

    // main_window_actions.cpp
    void buildActions();
    void buildToolBar();
    void fitToolBar();
    void buildMenus();
    void addRecentFile(const QString& file);
    void rebuildRecentFiles();
    /// Asks before the run or the scene is given up; true: go on.
    bool confirmDiscard();
    bool confirmTraining(Simulation::Loss loss = {});
    /// The same where what was learned begins anew while the scene stays open.
    bool mayBeginAnew(Simulation::Loss loss = {});
    /// Asks whether a file outside the folder of the scene that names it may be opened.
    bool agreesTo(const std::filesystem::path& file, const QString& scene);
    bool saveCopy();
    void fitToScreen();
    void focusArena();
    void noteRun(const RunNumber& run);
    void warnOfClosedRewards();
    /// How the lower panel is chosen: part of the scene when it is saved, but no change of it.
    void choosePanel(const std::string& panel);
    void askOpen();
    bool askSaveAs();
    void showUnitMenu(BrainPanel& panel, int unit, QPoint place);
    void showArenaMenu(ArenaView& arena, QPoint place);
    void exportSheetOf(BrainPanel& panel);
    void exportCharts();
    void setTheme(const QString& name);
    const PopulationPicture* pictureOf(const QString& brain, const QString& population) const;

    Document document_;
    std::vector<std::unique_ptr<Tool>> tools_;
    Tool* tool_ = nullptr;
    std::unique_ptr<RecoveryFolders> recovery_; ///< outlives the session, which writes there
    QTimer recoveryTimer_;
    std::future<void> recoverySaving_;
    std::pair<long, long> recoverySaved_{0, 0}; ///< ticks and updates when last saved
    std::shared_ptr<Session> session_;          ///< shared with exports that are being written
    bool running_ = false;
    long snapshotSeen_ = 0;
    long runSeen_ = 0;      ///< of the session
    long keptUpdates_ = 0;  ///< up to which the training was kept, or opened
    long keptEpisodes_ = 0; ///< of all agents
    bool editBundled_ = false;
    bool fitted_ = false;          ///< to the screen, once
    bool rewardClosedOff_ = false; ///< since the last edit
    double trainingRate_ = 0.0;    ///< when it last trained [updates/s]
    QString documentsFolder_;
    long mapsSeen_ = 0;
    std::shared_ptr<const MapsSnapshot> maps_;
    QString selectedBrain_, selectedPopulation_;
    int selectedUnit_ = -1;
    std::optional<long> pastUpdate_;
    std::shared_ptr<const FilmFrame> pastFrame_;
    long pastAsked_ = 0; ///< the last picture of a moment that was asked for
    Mailbox<MapsSnapshot> pastMaps_;
    MapScorer pastScorer_;
    FrameLog frames_;
    QTimer timer_;

    QSplitter* centre_ = nullptr;
    QSplitter* brainRows_ = nullptr;
    std::vector<BrainPanel*> panels_;
    std::string panelsShown_; ///< of which scenes
    AgentPanel* agents_ = nullptr;
    int chosenAgent_ = 0;
    std::set<int> steeringKeys_;  ///< that are held
    std::optional<Vec2> steered_; ///< the direction that was passed on last
    QLabel* emptyHint_ = nullptr;
    QToolBar* bar_ = nullptr;
    std::vector<QAction*> labelsOfBar_;
    QComboBox* formChoice_ = nullptr;
    ParameterForm* form_ = nullptr;
    QString sceneFolder_, trainingFolder_, offeredTraining_;
    std::future<QString> filmExport_; ///< says what went wrong; empty: nothing
    QString filmExportFile_;
    QListWidget* sceneList_ = nullptr;
    QLabel* notes_ = nullptr;
    std::shared_ptr<const std::vector<std::string>> notesShown_;
    Inspector* inspector_ = nullptr;
    LowerPanels* lower_ = nullptr;
    ClickPlayer clicks_;
    double heardUntil_ = 0.0; ///< simulated time of the last spike that was played [s]
    Timeline* timeline_ = nullptr;
    QWidget* banner_ = nullptr;
    QLabel* bannerText_ = nullptr;
    QToolButton* branchButton_ = nullptr;
    QToolButton* liveButton_ = nullptr;
    QToolButton* trainingButton_ = nullptr;
    QLabel* message_ = nullptr;
    QLabel* readout_ = nullptr;
    QLabel* rates_ = nullptr;

    QActionGroup* toolActions_ = nullptr;
    QAction* playAction_ = nullptr;
    QAction* stepAction_ = nullptr;
    QAction* trainAction_ = nullptr;
    QComboBox* speedBox_ = nullptr;
    QComboBox* sortBox_ = nullptr;
    QComboBox* mapsBox_ = nullptr;
    QMenu* recentMenu_ = nullptr;
    QLabel* seedLabel_ = nullptr;
};

} // namespace hippodrome

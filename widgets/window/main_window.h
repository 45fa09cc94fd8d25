#pragma once

#include "core/session/session.h"

#include "widgets/arena/brain_rows.h"
#include "widgets/document/document.h"
#include "widgets/film/past_viewer.h"
#include "widgets/film/timeline.h"
#include "widgets/maps/inspector.h"
#include "widgets/panels/lower_panels.h"
#include "widgets/style/frame_log.h"
#include "widgets/window/exports.h"
#include "widgets/window/form_pane.h"
#include "widgets/window/keeper.h"
#include "widgets/window/notes_view.h"
#include "widgets/window/recovery_keeper.h"
#include "widgets/window/scene_list.h"
#include "widgets/window/spike_listener.h"
#include "widgets/window/status_line.h"
#include "widgets/window/tool_bar.h"

#include <QMainWindow>
#include <QTimer>

#include <memory>
#include <vector>

namespace hippodrome {

/// The window: brains with arenas and galleries in the middle, scene and parameters left, inspector
/// right, panels below. It puts its parts together and passes on between them what they say; once a
/// frame it pulls what is new from the session, and never waits for it.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a scene; a fault is shown and the open document stays as it was. Returns success.
    bool openScene(const QString& file);
    bool saveScene(const QString& file) { return keeper_->saveScene(file); }
    bool save() { return keeper_->save(); }
    /// Goes on with the run that has left a film; a fault is shown and the open document stays as
    /// it was. Returns success.
    bool openTraining(const QString& file);
    /// Writes the film of the run so far, by the ending of the file, while the run goes on.
    void exportFilmTo(const QString& file);
    void writeFrameLog(const QString& file) { frames_.writeTo(file); }

    // Its parts.
    Document& document() { return document_; }
    Session* session() { return session_.get(); }
    BrainRows& rows() { return *rows_; }
    const std::vector<BrainPanel*>& brainPanels() const { return rows_->brains(); }
    /// nullptr while the scene has no agents to watch.
    AgentPanel* agentPanel() { return rows_->agents(); }
    Inspector& inspector() { return *inspector_; }
    ParameterForm& form() { return form_->form(); }
    LowerPanels& panels() { return *lower_; }
    PastViewer& past() { return *past_; }
    Timeline& timeline() { return past_->timeline(); }
    ToolBar& bar() { return *bar_; }
    Keeper& keeper() { return *keeper_; }
    Reporter& reporter() { return *reporter_; }
    Exports& exports() { return *exports_; }
    /// nullptr until it is enabled.
    RecoveryFolders* recovery() { return recovery_ ? &recovery_->folders() : nullptr; }

    // Where things are.
    /// Folder of the scenes that come with the program; empty when there is none.
    void setSceneFolder(const QString& folder);
    const QString& sceneFolder() const { return folders_.scenes; }
    /// Folder of finished trainings, `NAME.hippo` for the scene `NAME.json` that comes with the
    /// program; empty when there is none.
    void setTrainingFolder(const QString& folder) { folders_.trainings = folder; }

    // Running.
    void setRunning(bool running);
    bool isRunning() const { return running_; }
    void runFromTheBeginning();
    /// The document has another seed.
    void showNewSeed();
    /// Makes the tool with this name (`wall`) the current one.
    void chooseTool(const QString& name) { bar_->chooseTool(name); }
    /// How the lower panel is chosen: part of the scene when it is saved, but no change of it.
    void choosePanel(const std::string& key);
    void setTheme(const QString& name);

    /// Saves what runs into the folder of recoveries, again and again, until the window is gone.
    void enableRecovery(const QString& base = RecoveryFolders::defaultBase(),
                        int intervalMilliseconds = 60000);
    /// Asks whether to go on with what a window that ended without warning has left.
    void offerRecovery();

public slots:
    void showMessage(const QString& text, bool problem = false) { status_->say(text, problem); }
    /// Shows a moment of the film, and live maps again.
    void showMoment(long update) { past_->showMoment(update); }
    void backToLive() { past_->backToLive(); }
    /// Goes on from the exact weights of a moment.
    void branchFrom(long update);

signals:
    /// A scene was opened from this file.
    void fileUsed(const QString& file);

protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeParts();
    void connectParts();
    void documentChanged(const SceneChange& change);
    void rebuild();
    void applyView();
    /// Another session takes the place of the one before.
    void take(std::shared_ptr<Session> session);
    void offerTraining();
    void frame();
    void takeSnapshot(std::shared_ptr<const Snapshot> snapshot);
    void takeMaps(std::shared_ptr<const MapsSnapshot> maps);
    void showMaps(std::shared_ptr<const MapsSnapshot> maps);
    void noteRun(const RunNumber& run);
    void selectUnit(const Selection& unit);
    void chooseAgent(int agent);
    void watchAgents();
    void listen(bool on);
    void warnOfClosedRewards();
    QString playHint() const;

    Document document_;
    std::shared_ptr<Session> session_; ///< shared with exports that are being written
    struct {
        QString scenes, trainings;
    } folders_;
    bool running_ = false;
    bool rewardClosedOff_ = false; ///< since the last edit
    /// Numbers of what was taken from the session last.
    struct {
        long snapshot = 0, maps = 0, run = 0;
    } seen_;
    std::shared_ptr<const MapsSnapshot> maps_; ///< on screen
    Selection selection_;
    SpikeListener listener_;
    FrameLog frames_;
    QTimer timer_;

    // Its parts; Qt owns them.
    Reporter* reporter_ = nullptr;
    Keeper* keeper_ = nullptr;
    Exports* exports_ = nullptr;
    RecoveryKeeper* recovery_ = nullptr; ///< nullptr until it is enabled
    ToolBar* bar_ = nullptr;
    SceneList* sceneList_ = nullptr;
    NotesView* notes_ = nullptr;
    FormPane* form_ = nullptr;
    BrainRows* rows_ = nullptr;
    LowerPanels* lower_ = nullptr;
    PastViewer* past_ = nullptr;
    Inspector* inspector_ = nullptr;
    StatusLine* status_ = nullptr;
};

} // namespace hippodrome

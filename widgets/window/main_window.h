#pragma once

#include "widgets/arena/brain_rows.h"
#include "widgets/document/document.h"
#include "widgets/film/past_viewer.h"
#include "widgets/film/timeline.h"
#include "widgets/maps/compare_bar.h"
#include "widgets/maps/inspector.h"
#include "widgets/panels/lower_panels.h"
#include "widgets/scenes/scene_list.h"
#include "widgets/window/exports.h"
#include "widgets/window/form_pane.h"
#include "widgets/window/keeper.h"
#include "widgets/window/layout.h"
#include "widgets/window/look.h"
#include "widgets/window/notes_view.h"
#include "widgets/window/opener.h"
#include "widgets/window/recovery_keeper.h"
#include "widgets/window/run_display.h"
#include "widgets/window/status_line.h"
#include "widgets/window/tool_bar.h"

#include <QMainWindow>

#include <memory>
#include <vector>

namespace hippodrome {

class RewardWatch;

/// The window: brains with arenas and galleries in the middle, scene and parameters left, inspector
/// right, panels below. It puts its parts together and passes on between them what they say; once a
/// frame it pulls what is new from the session, and never waits for it.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a scene; a fault is shown and the open document stays as it was. Returns success.
    bool openScene(const QString& file) { return opener_->openScene(file); }
    bool saveScene(const QString& file) { return keeper_->saveScene(file); }
    bool save() { return keeper_->save(); }
    /// Goes on with the run that has left a film; a fault is shown and the open document stays as
    /// it was. Returns success.
    bool openTraining(const QString& file) { return opener_->openTraining(file); }
    /// Writes the film of the run so far, by the ending of the file, while the run goes on.
    void exportFilmTo(const QString& file) { exports_->exportFilm(run_->session(), file); }
    void writeFrameLog(const QString& file) { run_->frames().writeTo(file); }

    // Its parts.
    Document& document() { return document_; }
    Session* session() { return run_->session().get(); }
    BrainRows& rows() { return *rows_; }
    const std::vector<BrainPanel*>& brainPanels() const { return rows_->brains(); }
    /// nullptr while the scene has no agents to watch.
    AgentPanel* agentPanel() { return rows_->agents(); }
    Inspector& inspector() { return *inspector_; }
    CompareBar& comparison() { return *compare_; }
    ParameterForm& form() { return form_->form(); }
    FormPane& formPane() { return *form_; }
    LowerPanels& panels() { return *lower_; }
    PastViewer& past() { return *past_; }
    Timeline& timeline() { return past_->timeline(); }
    ToolBar& bar() { return *bar_; }
    Keeper& keeper() { return *keeper_; }
    Opener& opener() { return *opener_; }
    Reporter& reporter() { return *reporter_; }
    Exports& exports() { return *exports_; }
    Layout& arrangement() { return *layout_; }
    Look& look() { return *look_; }
    /// nullptr until it is enabled.
    RecoveryFolders* recovery() { return recovery_ ? &recovery_->folders() : nullptr; }

    // Where things are.
    /// Folder of the scenes that come with the program; empty when there is none.
    void setSceneFolder(const QString& folder);
    const QString& sceneFolder() const { return opener_->sceneFolder(); }
    /// See Opener.
    void setTrainingFolder(const QString& folder) { opener_->setTrainingFolder(folder); }

    // Running.
    void setRunning(bool running) { run_->setRunning(running); }
    bool isRunning() const { return run_->isRunning(); }
    void runFromTheBeginning();
    /// The document has another seed.
    void showNewSeed();
    /// Makes the tool with this name (`wall`) the current one.
    void chooseTool(const QString& name) { bar_->chooseTool(name); }
    /// How the lower panel is chosen: part of the scene when it is saved, but no change of it.
    void choosePanel(const std::string& key);

    /// Saves what runs into the folder of recoveries, again and again, until the window is gone.
    void enableRecovery(const QString& base = RecoveryFolders::defaultBase(),
                        int intervalMilliseconds = 60000);
    /// Asks whether to go on with what a window that ended without warning has left.
    void offerRecovery();

public slots:
    /// Asks first when something would be lost.
    void openIfNothingIsLost(const QString& file);
    /// All scenes as cards, to choose from; not twice.
    void browseScenes();
    void showMessage(const QString& text, bool problem = false) { status_->say(text, problem); }
    /// Shows a moment of the film, and live maps again.
    void showMoment(long update) { past_->showMoment(update); }
    void backToLive() { past_->backToLive(); }
    /// Goes on from the exact weights of a moment.
    void branchFrom(long update);

protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeParts();
    void connectParts();
    void documentChanged(const SceneChange& change);
    void rebuild();
    void applyView();
    /// What was drawn in the colours and sizes of before is drawn again.
    void restyle();
    QString playHint() const;

    Document document_;
    // Its parts; Qt owns them.
    Reporter* reporter_ = nullptr;
    RunWatcher* run_ = nullptr;
    Keeper* keeper_ = nullptr;
    Opener* opener_ = nullptr;
    RewardWatch* rewards_ = nullptr;
    RunDisplay* display_ = nullptr;
    Exports* exports_ = nullptr;
    RecoveryKeeper* recovery_ = nullptr; ///< nullptr until it is enabled
    ToolBar* bar_ = nullptr;
    Layout* layout_ = nullptr;
    Look* look_ = nullptr;
    SceneList* sceneList_ = nullptr;
    NotesView* notes_ = nullptr;
    FormPane* form_ = nullptr;
    BrainRows* rows_ = nullptr;
    LowerPanels* lower_ = nullptr;
    PastViewer* past_ = nullptr;
    Inspector* inspector_ = nullptr;
    CompareBar* compare_ = nullptr;
    StatusLine* status_ = nullptr;
};

} // namespace hippodrome

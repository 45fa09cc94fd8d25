#pragma once

#include "widgets/arena/agent_panel.h"
#include "widgets/arena/brain_panel.h"
#include "widgets/arena/steering.h"
#include "widgets/maps/selection.h"

#include <QScrollArea>

#include <map>
#include <string>
#include <vector>

class QSplitter;

namespace hippodrome {

/// The middle of the window: the agents, when there are any to watch, and below them a row for each
/// brain, with its arena and its maps.
class BrainRows : public QScrollArea {
    Q_OBJECT

public:
    explicit BrainRows(Document& document, QWidget* parent = nullptr);

    /// New rows for the document's scene.
    void rebuild();
    /// Whether the scene needs others than those that there are.
    bool outdated() const;

    const std::vector<BrainPanel*>& brains() const { return brains_; }
    /// nullptr while the scene has no agents to watch.
    AgentPanel* agents() const { return agents_; }
    std::vector<ArenaView*> arenas() const;
    void setTool(Tool* tool);
    void chooseAgent(int agent);
    void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    void setMaps(const std::shared_ptr<const MapsSnapshot>& maps);
    /// A moment that is compared with; nullptr: none.
    void setBeside(const std::shared_ptr<const MapsSnapshot>& maps);
    void setView(const ViewParameters& view);
    void setSelection(const Selection& unit);
    void zoomToFit();
    /// Gives the first arena the keyboard.
    void focusArena();
    /// Where the rat at `position` is steered now, when that is news (Steering::news()).
    std::optional<std::optional<Vec2>> steered(Vec2 position);
    /// Draws the arenas now rather than when the event loop comes to it, so that a frame is one
    /// piece of work.
    void repaintArenas();

signals:
    /// There is another panel of agents, or none.
    void agentsRebuilt();
    void agentChosen(int agent);
    void agentPointerMoved();
    void unitSelected(const Selection& unit);
    void unitMenuRequested(BrainPanel* panel, int unit, QPoint place);
    /// What was looked at is of another scene.
    void sceneReplaced();
    void unitEnlarged(const Selection& unit, hippodrome::UnitPlot plot);
    void arenaMenuRequested(ArenaView* arena, QPoint place);

protected:
    /// Arrow keys steer wherever the keyboard's focus is, but for texts and lists that need them.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void rebuildAgents();
    void connectArena(ArenaView& arena);
    void connectGallery(BrainPanel& panel);

    Document& document_;
    QSplitter* rows_ = nullptr;
    QWidget* emptyHint_ = nullptr;
    std::vector<BrainPanel*> brains_;
    AgentPanel* agents_ = nullptr;
    Tool* tool_ = nullptr;
    int chosenAgent_ = 0;
    std::string madeFor_; ///< which scenes
    /// How somebody looked at the maps of brains of this scene, by their names.
    std::map<std::string, GalleryState> galleries_;
    Steering steering_;
};

} // namespace hippodrome

#pragma once

#include "widgets/arena/arena_view.h"
#include "widgets/arena/layer_gallery.h"
#include "widgets/style/theme.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace hippodrome {

/// The agents: their arena, over which lies what the one that is looked at knows, and beside it all
/// its maps.
class AgentPanel : public QWidget {
    Q_OBJECT

public:
    static constexpr int smallestHeight = headerHeight + ArenaView::smallestSide;

    explicit AgentPanel(Document& document, QWidget* parent = nullptr);

    /// True for scenes whose agent learns on states or has rivals; without brains also when it is
    /// steered or runs episodes.
    static bool suits(const Scene& scene);

    ArenaView& arena() { return *arena_; }
    LayerGallery& layers() { return *gallery_; }
    /// The number of the agent that is looked at; 0 is the scene's own.
    int agent() const { return agent_; }
    void setAgent(int agent);
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    /// Overlay and colours, as the scene's view says.
    void setView(const ViewParameters& view);
    /// Where the pointer is, for the successor map.
    std::optional<Vec2> pointed() const { return pointed_; }

signals:
    void agentChosen(int agent);
    void pointerMoved();

private:
    void buildHeader();
    void showStatus(const AgentMoment& agent);
    void offerLayers(const AgentPicture& picture);
    void askRival();

    Document& document_;
    QLabel* title_;
    QLabel* status_;
    QComboBox* layerBox_;
    QToolButton* choicesButton_;
    QToolButton* replaysButton_;
    QToolButton* rivalButton_;
    ArenaView* arena_;
    LayerGallery* gallery_;
    std::shared_ptr<const Snapshot> snapshot_;
    ViewParameters view_;
    ColourMap colours_;
    int agent_ = 0;
    std::optional<Vec2> pointed_;
};

} // namespace hippodrome

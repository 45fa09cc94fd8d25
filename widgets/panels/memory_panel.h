#pragma once

#include "widgets/maps/colour_map.h"
#include "widgets/panels/lower_panel.h"
#include "widgets/panels/nature_half.h"

namespace hippodrome {

/// What an agent remembers and what comes of it, from left to right: the store of experiences,
/// what replay makes of them, and, of a deep network, the copy that judges.
class MemoryView : public QWidget {
    Q_OBJECT

public:
    explicit MemoryView(QWidget* parent = nullptr);

    /// The number of an agent among the snapshot's; -1 for none.
    void setMoment(std::shared_ptr<const Snapshot> snapshot, int agent);
    void setColourMap(const QString& name);
    /// What it says below the maps.
    QString sentence() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Step {
        std::string layer;
        QString arrow; ///< what leads here from the step before
    };
    std::vector<Step> steps() const;

    std::shared_ptr<const Snapshot> snapshot_;
    const AgentMoment* agent_ = nullptr;    ///< in it; nullptr: none
    const AgentPicture* picture_ = nullptr; ///< its own; nullptr while there is none
    ColourMap colours_;
};

/// Hippocampus beside replay buffer: on the left an agent that replays as an animal may, on the
/// right a deep network with its replay memory and its two networks.
class MemoryPanel : public LowerPanel {
    Q_OBJECT

public:
    explicit MemoryPanel(QWidget* parent = nullptr);

    static PanelType type();
    void takeSnapshot(const std::shared_ptr<const Snapshot>& snapshot, bool shown) override;
    void setView(const ViewParameters& view) override;
    void applyTheme() override;
    /// Those whose memories are shown; fewer than two where there are none.
    std::vector<int> watchedAgents() const override;
    MemoryView& view(Nature nature) { return *side(nature).view; }

private:
    struct Side {
        Nature nature = Nature::biological;
        NatureHalf* half = nullptr;
        MemoryView* view = nullptr;
        QWidget* empty = nullptr; ///< in its place while there is nothing to show
    };
    void build(Side& side, Nature nature, const QString& sentence, const QString& offerText);
    /// What stands where there is no such agent: the offer to add one, when there is such a type.
    QWidget* offer(Nature nature, const QString& offerText);
    Side& side(Nature nature) { return nature == Nature::biological ? brain_ : machine_; }
    void follow(Side& side, const std::shared_ptr<const Snapshot>& latest);

    Side machine_;
    Side brain_;
};

} // namespace hippodrome

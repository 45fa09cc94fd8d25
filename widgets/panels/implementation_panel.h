#pragma once

#include "widgets/panels/inside_view.h"
#include "widgets/panels/lower_panel.h"
#include "widgets/panels/nature_half.h"

class QComboBox;

namespace hippodrome {

/// Marr's level of implementation: on the left what happens inside a machine (gates, and what
/// travels forwards and backwards through the network in a training step), on the right inside a
/// biological brain (spikes, the theta rhythm, synapses that change).
class ImplementationPanel : public LowerPanel {
    Q_OBJECT

public:
    explicit ImplementationPanel(QWidget* parent = nullptr);

    static PanelType type();
    void takeSnapshot(const std::shared_ptr<const Snapshot>& snapshot, bool shown) override;
    void setView(const ViewParameters& view) override;
    void applyTheme() override;
    /// The name of the brain whose inside is shown of this kind; empty: none.
    QString shownBrain(Nature nature) const;
    InsideView& view(Nature nature) { return *side(nature).view; }
    QComboBox& choice(Nature nature) { return side(nature).half->choice(); }

private:
    struct Side {
        Nature nature = Nature::biological;
        NatureHalf* half = nullptr; ///< hidden while the scene has no such brain
        InsideView* view = nullptr;
    };
    void build(Side& side, Nature nature, const QString& sentence);
    Side& side(Nature nature) { return nature == Nature::biological ? brain_ : machine_; }
    void follow(Side& side, const Snapshot& snapshot);

    Side machine_;
    Side brain_;
};

} // namespace hippodrome

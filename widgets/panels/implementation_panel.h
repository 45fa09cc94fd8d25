#pragma once

#include "widgets/panels/inside_view.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace hippodrome {

/// Marr's level of implementation: on the left what happens inside a biological brain (spikes, the
/// theta rhythm, synapses that change), on the right inside an artificial one (gates, and what
/// travels forwards and backwards through the network in a training step).
class ImplementationPanel : public QWidget {
    Q_OBJECT

public:
    explicit ImplementationPanel(QWidget* parent = nullptr);

    void setSnapshot(const Snapshot& snapshot);
    void setColourMap(const QString& name);
    /// Takes over the colours of a theme that was chosen.
    void applyTheme();
    /// The name of the brain whose inside is shown of this kind; empty: none.
    QString shownBrain(BrainKind kind) const;
    InsideView& view(BrainKind kind) { return *side(kind).view; }
    QComboBox& choice(BrainKind kind) { return *side(kind).brains; }

private:
    struct Side {
        BrainKind kind = BrainKind::biological;
        QString sentence;
        QWidget* half = nullptr; ///< hidden while the scene has no such brain
        QLabel* title = nullptr;
        QComboBox* brains = nullptr;
        InsideView* view = nullptr;
    };
    QWidget* buildSide(Side& side);
    Side& side(BrainKind kind) { return kind == BrainKind::biological ? left_ : right_; }
    void follow(Side& side, const Snapshot& snapshot);

    Side left_;
    Side right_;
};

} // namespace hippodrome

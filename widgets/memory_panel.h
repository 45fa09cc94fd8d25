#pragma once

#include "core/sim/snapshot.h"

#include "widgets/colour_map.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace hippodrome {

/// What an agent remembers and what comes of it, from left to right: the store of experiences,
/// what replay makes of them, and, of a deep network, the copy that judges.
class MemoryView : public QWidget {
    Q_OBJECT

public:
    explicit MemoryView(QWidget* parent = nullptr);

    void setMoment(const AgentMoment* agent, ArenaPointer arena);
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

    std::shared_ptr<const AgentPicture> picture_;
    AgentMoment agent_;
    bool known_ = false;
    ArenaPointer arena_;
    ColourMap colours_;
};

/// Hippocampus beside replay buffer: on the left an agent that replays as an animal may, on the
/// right a deep network with its replay memory and its two networks.
class MemoryPanel : public QWidget {
    Q_OBJECT

public:
    explicit MemoryPanel(QWidget* parent = nullptr);

    void setSnapshot(const Snapshot& snapshot);
    void setColourMap(const QString& name);
    void applyTheme();
    /// The agents whose memories are shown, by their numbers; fewer than two where there are none.
    std::vector<int> shownAgents() const;
    MemoryView& view(BrainKind kind) { return *side(kind).view; }

signals:
    /// Others are shown now.
    void shownAgentsChanged();
    /// A rival of this type is wanted.
    void rivalRequested(const QString& type);

private:
    struct Side {
        BrainKind kind = BrainKind::biological;
        QString sentence;
        QString offer; ///< type of agent that is offered where there is none
        QLabel* title = nullptr;
        QComboBox* agents = nullptr;
        MemoryView* view = nullptr;
        QWidget* empty = nullptr;
    };
    QWidget* buildSide(Side& side, const QString& offerText);
    Side& side(BrainKind kind) { return kind == BrainKind::biological ? left_ : right_; }
    void follow(Side& side, const Snapshot& snapshot);

    Side left_;
    Side right_;
};

} // namespace hippodrome

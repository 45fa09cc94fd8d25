#pragma once

#include "widgets/panels/chart.h"
#include "widgets/panels/lower_panel.h"

class QLabel;
class QTableWidget;

namespace hippodrome {

/// How the agents learn: the way they go against the shortest one, what they have collected, how
/// wrong their expectations are, and how soon each has recovered from the last edit.
class LearningPanel : public LowerPanel {
    Q_OBJECT

public:
    explicit LearningPanel(QWidget* parent = nullptr);
    ~LearningPanel() override;

    static PanelType type();
    void takeSnapshot(const std::shared_ptr<const Snapshot>& latest, bool shown) override;
    void markEdit(long update, double time) override;
    void clear() override;
    void refreshNext() override;
    void applyTheme() override;
    void setChosenAgent(int agent) override;
    /// The table says so in place of "not yet".
    void setRewardClosedOff(bool closed) override;
    QString csv() const override;

    const std::vector<Chart*>& charts() const { return charts_; }
    QTableWidget& table() { return *table_; }

    /// A ratio beyond this, or an episode without a reward, is drawn as this.
    static constexpr double highestRatio = 10.0;

private:
    void makeCharts(const Snapshot& snapshot);
    void fillTable(const Snapshot& snapshot);

    std::unique_ptr<Chart> ratio_, reward_, error_;
    std::vector<Chart*> charts_;
    QWidget* row_ = nullptr;
    QTableWidget* table_ = nullptr;
    QString layoutOf_;               ///< which agents these charts are of
    std::vector<std::string> names_; ///< of the agents
    std::vector<long> episodes_;     ///< of each agent that are charted
    std::shared_ptr<const Snapshot> last_;
    double lastTime_ = -1.0;
    std::size_t next_ = 0;
    bool tableStale_ = true;
    bool rewardClosedOff_ = false;
    int chosen_ = 0;
};

} // namespace hippodrome

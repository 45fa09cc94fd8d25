#pragma once

#include "widgets/panels/chart.h"
#include "widgets/panels/lower_panel.h"

class QLabel;
class QTableWidget;

namespace hippodrome {

/// Marr's goal of the computation. Where am I: how far off every brain believes the rat to be. How
/// do I get there: the way every agent goes against the shortest one, what it has collected, how
/// wrong its expectations are, and how soon it has recovered from the last edit.
class GoalPanel : public LowerPanel {
    Q_OBJECT

public:
    explicit GoalPanel(QWidget* parent = nullptr);
    ~GoalPanel() override;

    static PanelType type();
    void takeSnapshot(const std::shared_ptr<const Snapshot>& latest, bool shown) override;
    void markEdit(long update, double time, const QString& what) override;
    void clear() override;
    void refreshNext() override;
    void applyTheme() override;
    void setChosenAgent(int agent) override;
    /// The table says so in place of "not yet".
    void setRewardClosedOff(bool closed) override;
    QString csv() const override;

    const Chart& place() const { return *place_; }
    const Chart& ratio() const { return *ratio_; }
    QTableWidget& table() { return *table_; }

    /// A ratio beyond this, or an episode without a reward, is drawn as this.
    static constexpr double highestRatio = 10.0;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeCharts(const Snapshot& snapshot);
    /// Charts that have something to show, as far as there is room for them.
    void showCharts();
    void fillTable(const Snapshot& snapshot);

    std::unique_ptr<Chart> place_, ratio_, reward_, error_;
    std::vector<Chart*> charts_;
    QWidget* row_ = nullptr;
    QTableWidget* table_ = nullptr;
    QLabel* hint_ = nullptr;          ///< where there is nothing to plot
    QString layoutOf_;                ///< which agents these charts are of
    std::vector<std::string> names_;  ///< of the agents
    std::vector<std::string> brains_; ///< that believe to be somewhere
    bool agentsLearn_ = false;
    std::vector<long> episodes_; ///< of each agent that are charted
    std::shared_ptr<const Snapshot> last_;
    double lastTime_ = -1.0;
    std::size_t next_ = 0;
    bool tableStale_ = true;
    bool rewardClosedOff_ = false;
    int chosen_ = 0;
};

} // namespace hippodrome

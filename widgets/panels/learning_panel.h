#pragma once

#include "core/maps/snapshot.h"

#include "widgets/panels/chart.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QTableWidget;

namespace hippodrome {

/// How the agents learn: the way they go against the shortest one, what they have collected, how
/// wrong their expectations are, and how soon each has recovered from the last edit.
class LearningPanel : public QWidget {
    Q_OBJECT

public:
    explicit LearningPanel(QWidget* parent = nullptr);
    ~LearningPanel() override;

    void addSnapshot(std::shared_ptr<const Snapshot> latest);
    void markEdit(double time);
    void clear();
    /// Draws one chart or the table anew, if there is news.
    void refreshNext();
    void applyTheme();
    void setChosen(int agent);
    /// No way leads to a reward: the table says so in place of "not yet".
    void setRewardClosedOff(bool closed);
    QString csv() const;

    const std::vector<Chart*>& charts() const { return charts_; }
    QTableWidget& table() { return *table_; }

    /// A ratio beyond this, or an episode without a reward, is drawn as this.
    static constexpr double highestRatio = 10.0;

signals:
    void agentChosen(int agent);
    void removeRequested(const QString& rival);

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

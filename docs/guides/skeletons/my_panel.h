#pragma once

#include "widgets/panels/lower_panel.h"

class QLabel;

namespace hippodrome {

/// How often the rat was rewarded, in a line.
class MyPanel : public LowerPanel {
    Q_OBJECT

public:
    explicit MyPanel(QWidget* parent = nullptr);
    static PanelType type();

    void takeSnapshot(const std::shared_ptr<const Snapshot>& snapshot, bool shown) override;
    void clear() override;
    void refreshNext() override;
    QString csv() const override;

private:
    struct Row {
        double time = 0.0; ///< simulated [s]
        double reward = 0.0;
    };
    std::vector<Row> rows_; ///< whenever the reward has grown
    bool news_ = false;     ///< since the line was drawn last
    QLabel* line_ = nullptr;
};

} // namespace hippodrome

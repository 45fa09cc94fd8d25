#pragma once

#include "widgets/panels/lower_panel.h"

class QHBoxLayout;
class QLabel;

namespace hippodrome {

class Chart;

/// Training over its updates: loss, decoding error beside chance, and grid scores beside what
/// noise gives; and what brains tell about themselves over simulated time, a chart for each number
/// with a curve for each brain. Edits are marked. A scene in which nothing trains has only the
/// latter.
class ChartPanel : public LowerPanel {
    Q_OBJECT

public:
    explicit ChartPanel(QWidget* parent = nullptr);
    ~ChartPanel() override;
    static PanelType type();

    /// Takes a point, if training has moved on since the last one.
    void takeSnapshot(const std::shared_ptr<const Snapshot>& snapshot, bool shown) override;
    void takeMaps(const MapsSnapshot& maps) override;
    void takeFilm(const FilmIndex& film) override;
    void markEdit(long update, double time, const QString& what) override;
    void clear() override;
    void setCursor(std::optional<long> update) override;
    void forgetAfter(long update) override;
    void refreshNext() override;
    int framesPerRefresh() const override { return 15; }
    void applyTheme() override;
    QString csv() const override;

    // Of the network that trains, as they stand last; NaN where nothing is known.
    double gridShare() const;     ///< units above 99 % of noise
    double decodingError() const; ///< [m]

private:
    /// One number of several brains.
    struct ReadingChart {
        std::string key;
        double scale = 1.0;              ///< of what is shown
        std::vector<std::string> brains; ///< one curve each
        std::unique_ptr<Chart> chart;
    };

    void addReadings(const Snapshot& snapshot);
    void makeReadingCharts(const Snapshot& snapshot);
    void clearReadings();
    void addTraining(long update, const TrainingReport& report);
    void addScores(long update, const std::vector<UnitScores>& units, const NullScores& null);

    std::unique_ptr<Chart> loss_;
    std::unique_ptr<Chart> error_;
    std::unique_ptr<Chart> best_;
    std::unique_ptr<Chart> shares_;
    std::vector<ReadingChart> readings_;
    QString readingLayout_;  ///< which numbers of which brains these are
    double lastTime_ = -1.0; ///< simulated, of the last readings [s]
    std::vector<Chart*> training_;
    std::vector<Chart*> charts_; ///< all, from left to right
    QHBoxLayout* row_ = nullptr;
    QLabel* hint_ = nullptr; ///< where there is nothing to plot
    std::size_t next_ = 0;
    long lastUpdates_ = -1;
    long lastMapsUpdates_ = -1;
};

} // namespace hippodrome

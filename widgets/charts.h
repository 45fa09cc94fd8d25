#pragma once

#include "core/sim/film.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace hippodrome {

/// Training over its updates: loss, decoding error beside chance, and grid scores beside what
/// noise gives. Edits are marked. The only file that knows Qt Charts.
class ChartPanel : public QWidget {
    Q_OBJECT

public:
    explicit ChartPanel(QWidget* parent = nullptr);
    ~ChartPanel() override;

    /// Takes a point from a snapshot, if training has moved on since the last one.
    void addSnapshot(const Snapshot& snapshot);
    void addMaps(const MapsSnapshot& maps);
    /// All moments of a film, whose points come before those of the run that goes on from it.
    void addFilm(const FilmIndex& film);
    void markEdit(long update);
    void clear();
    /// Marks an update that is looked at; nothing: none.
    void setCursor(std::optional<long> update);
    /// Takes away what came after an update.
    void forgetAfter(long update);
    /// Redraws one of the charts, if it has news; call once a frame at most, so that the charts
    /// share the work of drawing over several frames.
    void refreshNext();

    /// Rows of what is plotted, for export: a line of names, then comma-separated values.
    QString csv() const;
    /// Takes over the colours of a theme that was chosen.
    void applyTheme();

private:
    class Chart;
    void addTraining(long update, const TrainingReport& report);
    void addScores(long update, const std::vector<UnitScores>& units, const NullScores& null);

    std::unique_ptr<Chart> loss_;
    std::unique_ptr<Chart> error_;
    std::unique_ptr<Chart> best_;
    std::unique_ptr<Chart> shares_;
    std::vector<Chart*> charts_; ///< all, from left to right
    std::size_t next_ = 0;
    long lastUpdates_ = -1;
    long lastMapsUpdates_ = -1;
};

} // namespace hippodrome

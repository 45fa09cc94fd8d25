#pragma once

#include "core/brains/network/power_iteration.h"

#include "widgets/maps/colour_map.h"

#include <QDialog>
#include <QTimer>

#include <memory>
#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace hippodrome {

/// The lesson "Why hexagons?": non-negative power iteration on a place code in the arena that is
/// open, animated, with each ingredient as a box to untick. See PowerIteration.
class LessonWindow : public QDialog {
    Q_OBJECT

public:
    /// `arena` gives the arena as it is now, each time the lesson starts again.
    LessonWindow(std::function<ArenaPointer()> arena, const QString& colourMap,
                 QWidget* parent = nullptr);

    /// From random maps, with the ingredients as ticked.
    void restart();
    /// Iterations until the maps are taken as settled.
    static constexpr int iterationsShown = 200;
    int iterations() const { return iteration_ ? iteration_->iterations() : 0; }
    bool running() const { return timer_.isActive(); }
    /// Of the maps now on display; NaN where undefined.
    double medianScore60() const { return median60_; }

private:
    class Maps;

    QWidget* buildControls();
    PowerIteration::Parameters parameters() const;
    void advance();
    void finish();
    void showNumbers();

    std::function<ArenaPointer()> arena_;
    std::optional<PowerIteration> iteration_;
    std::uint64_t seed_ = 1;
    QTimer timer_;
    Maps* maps_ = nullptr;
    QCheckBox* rectified_ = nullptr;
    QCheckBox* meanRemoved_ = nullptr;
    QComboBox* code_ = nullptr;
    QComboBox* centres_ = nullptr;
    QLabel* numbers_ = nullptr;
    QLabel* verdict_ = nullptr;
    double median60_ = 0.0;
};

} // namespace hippodrome

#pragma once

#include "core/study/sweep_summary.h"

#include <QWidget>

#include <vector>

class QLabel;
class QSlider;

namespace hippodrome {

class Document;

/// How much every unit is to be useful alone, on a slider that acts while the network trains:
/// beside it what was measured over seeds, grid units against error, and where the open network is
/// now.
class SoloTrade : public QWidget {
    Q_OBJECT

public:
    /// Shows the runs of a sweep over the weight, summarised in another file. Throws Error.
    SoloTrade(Document& document, const QString& sweepFile, const QString& summaryFile,
              QWidget* parent = nullptr);

    /// Of the network that trains now; NaN where it is not known.
    void setNow(double share, double error);
    QSlider& slider() { return *slider_; }

    static constexpr double mostSolo = 6.0;
    /// One weight, over its seeds.
    struct Measured {
        double solo = 0.0;
        SweepGroup group;
    };
    const std::vector<Measured>& measured() const { return measured_; }

private:
    class Plot;
    void choose(int position);
    void follow();

    Document& document_;
    std::vector<Measured> measured_; ///< by weight
    QSlider* slider_;
    QLabel* value_;
    Plot* plot_;
    double share_, error_;
};

} // namespace hippodrome

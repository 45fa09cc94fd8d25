#pragma once

#include "core/maps/snapshot.h"

#include "widgets/maps/colour_map.h"

#include <QWidget>

namespace hippodrome {

/// What goes on inside one brain: a raster of its last spikes with the theta rhythm above, and its
/// tables as strips of colour, each with its own scale, whose largest size stands at its end.
class InsideView : public QWidget {
    Q_OBJECT

public:
    explicit InsideView(QWidget* parent = nullptr);

    /// `time` is that of the snapshot [s].
    void setMoment(const BrainMoment& moment, double time);
    void clear();
    void setColourMap(const QString& name);
    /// Titles of what is shown, from left to right.
    QStringList titles() const;

    QSize minimumSizeHint() const override { return {120, 80}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Block {
        QRect area;
        const InsideTable* table = nullptr; ///< nullptr: the raster
        int labels = 0;                     ///< width of the labels of its strips [px]
    };
    std::vector<Block> blocks() const;
    int labelWidth(const InsideTable& table) const;
    void drawRaster(QPainter& painter, QRect area) const;
    void drawTheta(QPainter& painter, QRect area) const;
    void drawTable(QPainter& painter, const Block& block) const;
    void drawStrip(QPainter& painter, QRect area, const InsideTable& table, int row) const;
    QRect drawTitle(QPainter& painter, QRect area, const QString& title) const;

    BrainMoment moment_;
    double time_ = 0.0;
    bool known_ = false;
    ColourMap colours_;
};

} // namespace hippodrome

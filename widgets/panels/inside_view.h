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
        int title = 0;                      ///< height of its title, all of which is to be read
    };
    std::vector<Block> blocks() const;
    int labelWidth(const InsideTable& table) const;
    void drawRaster(QPainter& painter, const Block& block) const;
    void drawTheta(QPainter& painter, QRect area) const;
    void drawTable(QPainter& painter, const Block& block) const;
    void drawStrip(QPainter& painter, QRect area, const InsideTable& table, int row) const;
    QString titleOf(const Block& block) const;
    // These return what is left of the area.
    QRect drawTitle(QPainter& painter, const Block& block) const;
    QRect drawAxis(QPainter& painter, QRect area, const QString& first, const QString& middle,
                   const QString& last) const;

    BrainMoment moment_;
    double time_ = 0.0;
    bool known_ = false;
    ColourMap colours_;
};

} // namespace hippodrome

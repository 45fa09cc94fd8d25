#pragma once

#include "widgets/maps/map_sheet.h"

#include <QWidget>

namespace hippodrome {

/// A map as large as there is room, with the arena on it and a scale bar. The wheel enlarges what
/// is under the pointer, a drag moves it, a drag with Shift draws a line along which the values are
/// read. By keys: plus and minus, arrows, 0 for all of it.
class MapView : public QWidget {
    Q_OBJECT

public:
    struct Line {
        Vec2 from, to; ///< [m]
    };

    explicit MapView(QWidget* parent = nullptr);

    void setSheet(const MapSheet& sheet);
    const MapSheet& sheet() const { return sheet_; }
    void setColourMap(const QString& name);
    const std::optional<Line>& line() const { return line_; }
    void setLine(const std::optional<Line>& line);
    /// Where the pointer is; nothing outside of the map.
    const std::optional<Vec2>& pointed() const { return pointed_; }
    void showAll();
    double zoom() const { return zoom_; }

    QPointF toScreen(Vec2 place) const;
    Vec2 toMap(QPointF point) const;
    /// The whole map in an area, as on the screen but for zoom, line and pointer.
    void drawWhole(QPainter& painter, const QRectF& area) const;

signals:
    void pointedChanged();
    void lineChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QRectF area() const;
    /// Where the whole map lies, perhaps beyond the widget.
    QRectF target() const;
    void zoomBy(double factor, QPointF point);
    void pan(QPointF pixels);
    void keepInside();
    void point(std::optional<Vec2> place);
    void drawMap(QPainter& painter, const QRectF& target) const;
    void drawScaleBar(QPainter& painter, const QRectF& area, double scale) const;

    MapSheet sheet_;
    ColourMap colours_;
    QImage image_; ///< of the sheet, a pixel for each bin
    double zoom_ = 1.0;
    Vec2 centre_; ///< of what is shown [m]
    std::optional<Line> line_;
    std::optional<Vec2> pointed_;
    enum class Drag { none, pan, line } drag_ = Drag::none;
    QPointF dragged_; ///< where the pointer was last
};

} // namespace hippodrome

#pragma once

#include <QColor>
#include <QList>
#include <QPointF>
#include <QString>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

class QChart;
class QChartView;
class QLineSeries;
class QValueAxis;
class QWidget;

namespace hippodrome {

struct CurveStyle {
    QString name;
    std::function<QColor()> colour;
    Qt::PenStyle pen = Qt::SolidLine;
    bool inLegend = true;
};

/// A chart with a fixed set of curves. Its source is the only file that knows Qt Charts.
class Chart {
public:
    Chart(const QString& title, const std::vector<CurveStyle>& styles, QWidget* parent);
    Chart(const Chart&) = delete;
    Chart& operator=(const Chart&) = delete;

    QWidget* view();
    void setTitle(const QString& title);

    /// Values that are not finite are passed over.
    void add(std::size_t curve, double x, double y);
    /// What comes next is not joined with what is there: nothing was measured in between.
    void interrupt();
    /// A dashed line for an edit.
    void mark(double x);
    void setCursor(std::optional<double> x);
    void forgetAfter(double x);
    void clear();
    /// Draws what has changed; false when nothing has.
    bool refresh();
    void applyColours();

    const std::vector<CurveStyle>& styles() const { return styles_; }
    const QList<QPointF>& points(std::size_t curve) const { return data_[curve].points; }
    /// The pieces in which a curve is drawn.
    std::vector<QList<QPointF>> pieces(std::size_t curve) const;

private:
    void drawCurve(std::size_t curve);
    void dropPieces(std::size_t curve);

    struct Curve {
        QList<QPointF> points;
        long stride = 1;                ///< one of so many is kept
        long passed = 0;                ///< points offered so far
        QList<double> gaps;             ///< where the line is interrupted
        std::vector<QLineSeries*> rest; ///< the pieces after the first gap
    };

    QChart* chart_;
    QChartView* view_;
    QValueAxis* x_ = nullptr;
    QValueAxis* y_ = nullptr;
    std::vector<CurveStyle> styles_;
    std::vector<QLineSeries*> series_;
    std::vector<Curve> data_;
    std::vector<std::pair<double, QLineSeries*>> marks_;
    QLineSeries* cursor_ = nullptr;
    std::optional<double> cursorAt_;
    bool changed_ = true;
};

} // namespace hippodrome

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

/// What a chart's horizontal axis counts.
enum class ChartAxis { updates, seconds };

/// A chart with a fixed set of curves. The values under the pointer are written beside it; a double
/// click asks for a larger one. No other class knows Qt Charts.
class Chart {
public:
    Chart(const QString& title, ChartAxis axis, const std::vector<CurveStyle>& styles,
          QWidget* parent);
    Chart(const Chart&) = delete;
    Chart& operator=(const Chart&) = delete;

    QWidget* view();
    void setTitle(const QString& title);

    /// Values that are not finite are passed over.
    void add(std::size_t curve, double x, double y);
    /// What comes next is not joined with what is there: nothing was measured in between.
    void interrupt();
    /// A dashed line for an edit, with what was edited.
    void mark(double x, const QString& what = {});
    void setCursor(std::optional<double> x);
    void forgetAfter(double x);
    void clear();
    /// Draws what has changed; false when nothing has.
    bool refresh();
    /// Takes over the curves and marks of a chart of the same curves.
    void copyFrom(const Chart& other);

    /// Values are written for this x; nothing: none are.
    void setPointer(std::optional<double> x);
    /// "12 000 updates", and below it each curve's value nearest to there.
    QString valuesAt(double x) const;
    /// Called with the x that the pointer is at, and with nothing when it leaves.
    std::function<void(std::optional<double>)> pointed;
    std::function<void()> enlargementWanted;
    /// Dragging over a part enlarges it; a double click shows all of it.
    void setZoomable();
    ChartAxis axis() const { return axis_; }
    QString title() const;
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

    class View;
    struct Mark {
        double x = 0.0;
        QString what;
        QLineSeries* line = nullptr;
    };
    void setTicks(QValueAxis* axis, double range, int most);
    void removeMark(const Mark& mark);

    ChartAxis axis_;
    QChart* chart_;
    View* view_;
    QValueAxis* x_ = nullptr;
    QValueAxis* y_ = nullptr;
    std::vector<CurveStyle> styles_;
    std::vector<QLineSeries*> series_;
    std::vector<Curve> data_;
    std::vector<Mark> marks_;
    QLineSeries* cursor_ = nullptr;
    std::optional<double> cursorAt_;
    std::optional<double> pointerAt_;
    bool changed_ = true;
};

/// The values of all of them are written for where the pointer is in one.
void pointTogether(const std::vector<Chart*>& charts);

} // namespace hippodrome

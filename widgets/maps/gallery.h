#pragma once

#include "core/maps/snapshot.h"
#include "core/scene/sort_order.h"

#include "widgets/maps/colour_map.h"
#include "widgets/maps/value_worker.h"

#include <QAbstractScrollArea>

#include <memory>

class QTimer;

namespace hippodrome {

/// The maps of a population as tiles, with unit number and score under each and the peak inside; in
/// differences of epochs the correlation stands for the score. Sorted by number or by a metric,
/// which then stands under each tile. A click selects a unit.
class Gallery : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit Gallery(QWidget* parent = nullptr);

    /// Shows a population of a snapshot; `population` is an index into its list.
    void setMaps(std::shared_ptr<const MapsSnapshot> maps, std::size_t population);
    /// By the grid score units are sorted at once; the values of other metrics are worked out
    /// elsewhere first, and the order changes when they are there.
    void setOrder(const SortOrder& order);
    /// The values of a metric that is worked out elsewhere are there, perhaps of an earlier moment.
    bool valuesKnown() const;
    void setColourMap(const QString& name);
    void setSelectedUnit(int unit);
    int selectedUnit() const { return selected_; }

    const PopulationPicture* picture() const;
    /// Units in the order shown.
    const std::vector<int>& order() const { return order_; }
    /// What a unit is sorted by, and what stands under its tile; NaN where undefined or not known.
    float valueOf(int unit) const;
    /// Where a unit's tile lies in the viewport; empty when it is not shown.
    QRect tileRect(int unit) const;
    int unitAt(QPoint place) const;

signals:
    void unitSelected(int unit);
    void contextMenuRequested(int unit, QPoint globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent* event) override;

private:
    struct Layout {
        int tile = 72; ///< side of the map [px]
        int columns = 1;
        int labelHeight = 14;
        int cellWidth() const { return tile + gap; }
        int cellHeight() const { return tile + labelHeight + gap; }
        static constexpr int gap = 4;
    };

    void sortUnits();
    /// The metric that the order asks for and the picture does not hold; nullptr: none.
    const MetricType* missingMetric() const;
    void askForValues();
    void takeValues(std::shared_ptr<const UnitValues> values);
    QString valueText(int unit) const;
    void arrange();
    QRect cellRect(int index) const;
    void drawTile(QPainter& painter, const PopulationPicture& picture, int unit, QRect cell);
    QString describe(int unit) const;
    QString emptyText() const;

    std::shared_ptr<const MapsSnapshot> maps_;
    std::size_t population_ = 0;
    const SortOrder* sortOrder_ = &sortOrders().front();
    std::shared_ptr<const UnitValues> values_; ///< of the metric that was asked for last, if any
    ColourMap colours_;
    std::vector<int> order_;
    Layout layout_;
    int selected_ = -1;
    qint64 lastSort_ = 0;
    QTimer* askAgain_;   ///< runs until the values of newer maps may be asked for
    ValueWorker worker_; ///< last, so that it ends first
};

} // namespace hippodrome

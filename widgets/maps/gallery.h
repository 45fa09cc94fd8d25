#pragma once

#include "core/maps/snapshot.h"
#include "core/scene/scene.h"

#include "widgets/maps/colour_map.h"

#include <QAbstractScrollArea>

#include <memory>

namespace hippodrome {

/// The maps of a population as tiles, with unit number and score under each and the peak inside; in
/// differences of epochs the correlation stands for the score. Sorted by score or by number. A
/// click selects a unit.
class Gallery : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit Gallery(QWidget* parent = nullptr);

    /// Shows a population of a snapshot; `population` is an index into its list.
    void setMaps(std::shared_ptr<const MapsSnapshot> maps, std::size_t population);
    void setSortBy(ViewParameters::SortBy sortBy);
    void setColourMap(const QString& name);
    void setSelectedUnit(int unit);
    int selectedUnit() const { return selected_; }

    const PopulationPicture* picture() const;
    /// Units in the order shown.
    const std::vector<int>& order() const { return order_; }
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
    void arrange();
    QRect cellRect(int index) const;
    void drawTile(QPainter& painter, const PopulationPicture& picture, int unit, QRect cell);
    QString describe(int unit) const;
    QString emptyText() const;

    std::shared_ptr<const MapsSnapshot> maps_;
    std::size_t population_ = 0;
    ViewParameters::SortBy sortBy_ = ViewParameters::SortBy::gridScore;
    ColourMap colours_;
    std::vector<int> order_;
    Layout layout_;
    int selected_ = -1;
    qint64 lastSort_ = 0;
};

} // namespace hippodrome

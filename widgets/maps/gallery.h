#pragma once

#include "core/maps/snapshot.h"
#include "core/scene/sort_order.h"

#include "widgets/maps/live_values.h"
#include "widgets/maps/selection.h"
#include "widgets/maps/tile_painter.h"
#include "widgets/maps/unit_order.h"

#include <QAbstractScrollArea>

#include <memory>

class QMenu;

namespace hippodrome {

/// The maps of a population as tiles, with unit number and score under each and the peak inside; in
/// differences of epochs the correlation stands for the score. Sorted by number or by a metric,
/// which then stands under each tile. A click selects a unit, a double click or Return enlarges
/// it.
///
/// While a training is young the best units rise by themselves, every two seconds. As soon as
/// somebody follows a unit (selects, pins or enlarges one) or edits the arena, the order stays as
/// it is, so that a cell can be watched where it was; it is sorted again when asked to, when what
/// it is sorted by is another, or all the time with *Keep sorted*. Differences have an order of
/// their own: what has changed most comes first.
class Gallery : public QAbstractScrollArea {
    Q_OBJECT

public:
    static constexpr int smallestTile = 32, largestTile = 320; ///< [px]

    explicit Gallery(QWidget* parent = nullptr);

    /// Shows a population of a snapshot; `population` is an index into its list.
    void setMaps(std::shared_ptr<const MapsSnapshot> maps, std::size_t population);
    void setColourMap(const QString& name);
    const ColourMap& colourMap() const { return look_.colours; }
    void setSelectedUnit(int unit);
    int selectedUnit() const { return selected_; }
    const std::shared_ptr<const MapsSnapshot>& maps() const { return maps_; }
    const PopulationPicture* picture() const;

    /// From now on it shows the same units in the same places as another gallery, in which they are
    /// sorted, filtered and pinned.
    void stayBeside(Gallery& leader);

    // How it is looked at.
    const GalleryState& state() const { return state_; }
    void setState(const GalleryState& state);
    /// By the grid score units are sorted at once; the values of other metrics are worked out
    /// elsewhere first, and the order changes when they are there.
    void setOrder(const SortOrder& order);
    const SortOrder& sortOrder() const { return *sortOrder_; }
    void setKeepSorted(bool on);
    bool keepsSorted() const { return state_.sorting != GalleryState::Sorting::settled; }
    /// Once; what is asked for stays asked for.
    void sortAgain();
    /// The maps would be in another order by now.
    bool orderOutdated() const { return outdated_; }
    /// Of which moment the order is: "2 800 updates ago".
    QString orderAge() const;
    void setFilter(const UnitFilter& filter);
    /// Between which values of the metric that is filtered by the units lie, as soon as that is
    /// known.
    std::optional<std::pair<float, float>> filteredRange() const;
    /// One scale of colours for all maps, or for each its own.
    void setSharedScale(bool on);
    const std::optional<ColourRange>& sharedScale() const { return look_.shared; }
    bool pinned(int unit) const;
    void setPinned(int unit, bool on);
    /// Side of the maps [px]; 0: as large as there is room.
    void setTileSide(int side);
    int tileSide() const { return layout_.tile; }

    /// The values of a metric that is worked out elsewhere are there, perhaps of an earlier moment.
    bool valuesKnown() const { return sorts_.known(); }
    /// Units in the order shown.
    const std::vector<int>& order() const { return order_; }
    /// What a unit is sorted by, and what stands under its tile; NaN where undefined or not known.
    float valueOf(int unit) const;
    /// What stands on a unit's tile.
    TilePainter::Text textOf(int unit) const;
    /// Where a unit's tile lies in the viewport; empty when it is not shown.
    QRect tileRect(int unit) const;
    /// Where a click pins a unit, in the corner of its tile.
    QRect pinRect(int unit) const;
    int unitAt(QPoint place) const;
    /// What can be done with a unit, in front of other entries of a menu.
    void addActions(QMenu& menu, int unit);
    /// How often a tile had to be drawn, for tests.
    int tilesDrawn() const { return tiles_.drawn(); }

signals:
    void unitSelected(int unit);
    void contextMenuRequested(int unit, QPoint globalPosition);
    void enlargeRequested(int unit, hippodrome::UnitPlot plot);
    /// Somebody chose another size for the tiles.
    void tileSideChosen(int side);
    /// Order, filter, scale or what they are of.
    void stateChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool event(QEvent* event) override;
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

    // The order (gallery_order.cpp).
    std::string orderKey() const;
    std::vector<float> ranks() const;
    void followUnit();
    void takeMoment();
    void sortUnits();
    void sortIfDue();
    void showOrder();
    void takeValues(bool first);
    std::vector<int>& pins();

    // Its picture (gallery.cpp).
    void arrange();
    int automaticTile(int units) const;
    QRect cellRect(int index) const;
    void drawPin(QPainter& painter, int unit) const;
    QString describe(int unit) const;
    QString emptyText() const;

    // Hands (gallery_input.cpp).
    void chooseTileSide(int side, QPoint around);
    void select(int unit);
    void hover(int unit);

    std::shared_ptr<const MapsSnapshot> maps_;
    std::size_t population_ = 0;
    const SortOrder* sortOrder_ = &sortOrders().front();
    GalleryState state_;
    std::vector<int>
        order_; ///< as shown: pinned ones in front, without those that are filtered out
    bool outdated_ = false;
    TilePainter::Look look_;
    TilePainter tiles_;
    Layout layout_;
    int chosenTile_ = 0;        ///< [px]; 0: as large as there is room
    Gallery* leader_ = nullptr; ///< whose order it has; nullptr: its own
    int selected_ = -1, hovered_ = -1;
    qint64 lastSort_ = 0;
    LiveValues sorts_, filters_; ///< last, so that they end first
};

} // namespace hippodrome

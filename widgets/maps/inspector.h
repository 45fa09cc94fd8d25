#pragma once

#include "core/maps/snapshot.h"

#include "widgets/maps/colour_map.h"
#include "widgets/maps/selection.h"

#include <QWidget>

#include <memory>

class QLabel;
class QTableWidget;
class QToolButton;

namespace hippodrome {

/// Everything about one unit: rate map, autocorrelogram with the ring used, path with activity,
/// head tuning, and every number with its definition.
class Inspector : public QWidget {
    Q_OBJECT

public:
    explicit Inspector(QWidget* parent = nullptr);

    void setMaps(std::shared_ptr<const MapsSnapshot> maps);
    /// The unit to show; an empty brain clears the panel.
    void setUnit(const QString& brain, const QString& population, int unit);
    void setColourMap(const QString& name);

    int unit() const { return unit_; }
    /// The text that the table shows for a metric (its key in files), for tests and screen readers.
    QString valueText(const QString& key) const;
    /// What is said about the lattice that the population shares, while no unit is shown.
    QString modulesText() const;
    /// The button that makes the unit's spikes heard.
    QToolButton& listenButton() { return *listen_; }
    /// Which unit it is, and buttons: whoever lays out the window puts it above.
    QWidget* heading() { return heading_; }
    /// Where one of the unit's pictures lies, in the inspector.
    QRect plotRect(UnitPlot plot) const;

signals:
    void contextMenuRequested(QPoint globalPosition);
    void listenToggled(bool on);
    void allUnitsRequested();
    /// A double click on a map of the unit.
    void enlargeRequested(hippodrome::UnitPlot plot);

private:
    class Plots;
    const PopulationPicture* picture() const;
    const PopulationPicture* populationWithModules() const;
    void showNumbers();
    /// Which maps the numbers are of.
    static QString scoredText(const PopulationPicture& picture);

    std::shared_ptr<const MapsSnapshot> maps_;
    QString brain_;
    QString population_;
    int unit_ = -1;
    QWidget* heading_;
    QLabel* title_;
    QToolButton* all_; ///< back to no unit
    QToolButton* listen_;
    Plots* plots_;
    QLabel* scored_;
    QTableWidget* numbers_;
    QLabel* definition_;
};

} // namespace hippodrome

#pragma once

#include "widgets/maps/unit_window.h"

#include <QObject>
#include <QPointer>

#include <vector>

namespace hippodrome {

/// The windows in which units are looked at closely: one for each map, which follow the run.
class UnitWindows : public QObject {
    Q_OBJECT

public:
    UnitWindows(const UnitWindow::Services& services, QWidget* window);

    /// Opens one, or brings the one that there is to the front.
    UnitWindow* open(const Selection& unit, UnitPlot plot);
    std::vector<UnitWindow*> all() const;
    void setMaps(const std::shared_ptr<const MapsSnapshot>& maps);
    void setColourMap(const QString& name);
    /// There is another scene.
    void closeAll();

private:
    void placeBeside(UnitWindow& window) const;

    UnitWindow::Services services_;
    QWidget* window_;
    std::shared_ptr<const MapsSnapshot> maps_;
    QString colourMap_;
    std::vector<QPointer<UnitWindow>> windows_;
};

} // namespace hippodrome

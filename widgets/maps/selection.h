#pragma once

#include <QString>

namespace hippodrome {

/// A unit of a population of a brain that was chosen; without one `unit` is -1.
struct Selection {
    QString brain, population;
    int unit = -1;
    friend bool operator==(const Selection&, const Selection&) = default;
};

/// What of a unit can be looked at in a window of its own.
enum class UnitPlot { map, autocorrelogram };

} // namespace hippodrome

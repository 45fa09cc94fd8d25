#pragma once

#include <QString>

namespace hippodrome {

/// A unit of a population of a brain that was chosen; without one `unit` is -1.
struct Selection {
    QString brain, population;
    int unit = -1;
};

} // namespace hippodrome

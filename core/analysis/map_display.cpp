#include "core/analysis/map_display.h"

#include "core/analysis/smoothing.h"

#include <algorithm>

namespace hippodrome {

bool smoothedOnDisplay(Nature nature, double sigma) {
    return nature != Nature::artificial && sigma > 0.0;
}

PopulationMaps mapsOnDisplay(const PopulationMaps& maps, Nature nature, double sigma) {
    PopulationMaps shown = maps;
    if (!smoothedOnDisplay(nature, sigma))
        return shown;
    for (int unit = 0; unit < maps.units; ++unit) {
        const RateMap smooth =
            smoothed(RateMap::fromFloats(maps.map(unit), maps.rows, maps.columns), sigma,
                     UnvisitedBins::countAsZero);
        std::transform(smooth.values.begin(), smooth.values.end(),
                       shown.values.begin() + static_cast<long>(unit) * maps.bins(),
                       [](double value) { return static_cast<float>(value); });
    }
    return shown;
}

} // namespace hippodrome

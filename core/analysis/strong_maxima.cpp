#include "core/analysis/strong_maxima.h"

#include "core/analysis/morphology.h"
#include "core/analysis/smoothing.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hippodrome {

namespace {

struct Maximum {
    Vec2 place; ///< [bins]
    double height = 0.0;
};

} // namespace

int strongMaxima(const RateMap& map, double spacing) {
    RateMap smooth = smoothed(map, 1.0, UnvisitedBins::leaveOut);
    std::vector<Maximum> maxima;
    for (std::size_t bin = 0; bin < map.values.size(); ++bin)
        if (std::isnan(map.values[bin]))
            smooth.values[bin] = -1.0; // below every rate
    for (const Plateau& plateau : regionalMaxima(smooth, true))
        if (const double height = smooth.values[static_cast<std::size_t>(plateau.bins.front())];
            height > 0.0)
            maxima.push_back({{plateau.column, plateau.row}, height});
    std::stable_sort(maxima.begin(), maxima.end(),
                     [](const Maximum& a, const Maximum& b) { return a.height > b.height; });
    std::vector<Maximum> kept;
    for (const Maximum& maximum : maxima) {
        if (maximum.height < 0.5 * maxima.front().height)
            break;
        if (std::none_of(kept.begin(), kept.end(), [&](const Maximum& other) {
                return length(other.place - maximum.place) < 0.5 * spacing;
            }))
            kept.push_back(maximum);
    }
    return static_cast<int>(kept.size());
}

} // namespace hippodrome

#include "core/analysis/map_similarity.h"

#include <cassert>
#include <cmath>

namespace hippodrome {

std::optional<double> spatialCorrelation(const RateMap& first, const RateMap& second) {
    assert(first.sameSize(second));
    const auto forCommonBins = [&](const auto& visit) {
        for (std::size_t bin = 0; bin < first.values.size(); ++bin)
            if (!std::isnan(first.values[bin]) && !std::isnan(second.values[bin]))
                visit(first.values[bin], second.values[bin]);
    };
    int bins = 0;
    double meanFirst = 0.0, meanSecond = 0.0;
    forCommonBins([&](double a, double b) {
        ++bins;
        meanFirst += a;
        meanSecond += b;
    });
    if (bins < fewestCommonBins)
        return std::nullopt;
    meanFirst /= bins;
    meanSecond /= bins;
    double product = 0.0, squaresFirst = 0.0, squaresSecond = 0.0;
    forCommonBins([&](double a, double b) {
        product += (a - meanFirst) * (b - meanSecond);
        squaresFirst += (a - meanFirst) * (a - meanFirst);
        squaresSecond += (b - meanSecond) * (b - meanSecond);
    });
    if (squaresFirst <= 0.0 || squaresSecond <= 0.0)
        return std::nullopt;
    return product / std::sqrt(squaresFirst * squaresSecond);
}

} // namespace hippodrome

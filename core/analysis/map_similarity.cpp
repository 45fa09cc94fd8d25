#include "core/analysis/map_similarity.h"

#include <cassert>
#include <cmath>

namespace hippodrome {

namespace {

/// A variance below this share of the mean square is rounding.
constexpr double smallestVariance = 1e-20;

} // namespace

std::optional<double> pearsonCorrelation(std::span<const double> first,
                                         std::span<const double> second, int fewestPairs) {
    assert(first.size() == second.size());
    const auto forPairs = [&](const auto& visit) {
        for (std::size_t i = 0; i < first.size(); ++i)
            if (!std::isnan(first[i]) && !std::isnan(second[i]))
                visit(first[i], second[i]);
    };
    int pairs = 0;
    double meanFirst = 0.0, meanSecond = 0.0;
    forPairs([&](double a, double b) {
        ++pairs;
        meanFirst += a;
        meanSecond += b;
    });
    if (pairs < fewestPairs)
        return std::nullopt;
    meanFirst /= pairs;
    meanSecond /= pairs;
    double product = 0.0, squaresFirst = 0.0, squaresSecond = 0.0;
    forPairs([&](double a, double b) {
        product += (a - meanFirst) * (b - meanSecond);
        squaresFirst += (a - meanFirst) * (a - meanFirst);
        squaresSecond += (b - meanSecond) * (b - meanSecond);
    });
    if (squaresFirst <= smallestVariance * pairs * meanFirst * meanFirst ||
        squaresSecond <= smallestVariance * pairs * meanSecond * meanSecond)
        return std::nullopt;
    return product / std::sqrt(squaresFirst * squaresSecond);
}

std::optional<double> spatialCorrelation(const RateMap& first, const RateMap& second) {
    assert(first.sameSize(second));
    return pearsonCorrelation(first.values, second.values, fewestCommonBins);
}

} // namespace hippodrome

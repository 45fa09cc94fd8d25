#include "core/analysis/scored_map.h"

#include "core/analysis/autocorrelogram.h"

#include <cmath>

namespace hippodrome {

namespace {

template <class T, class Make>
const T& onDemand(std::optional<T>& part, Make make) {
    if (!part)
        part.emplace(make());
    return *part;
}

} // namespace

ScoredMap::ScoredMap(const RateMap& map, const GridScorer& scorer, const MetricOptions& options,
                     const RateMap* occupancy)
    : map_(map), scorer_(scorer), options_(options), occupancy_(occupancy) {}

bool ScoredMap::empty() const {
    return onDemand(empty_, [this] { return map_.visitedBins() == 0; });
}

const RateMap& ScoredMap::autocorrelogram() const {
    return onDemand(autocorrelogram_, [this] { return hippodrome::autocorrelogram(map_); });
}

const RateMap& ScoredMap::central() const {
    return onDemand(central_, [this] { return centralPart(autocorrelogram()); });
}

const GridScores& ScoredMap::gridScores() const {
    return onDemand(gridScores_,
                    [this] { return scorer_.scoreAutocorrelogram(autocorrelogram().values); });
}

const std::optional<ExpandingGridScore>& ScoredMap::expanding() const {
    return onDemand(expanding_, [this] { return expandingGridScore(central()); });
}

const std::optional<GridGeometry>& ScoredMap::geometry() const {
    return onDemand(geometry_, [this] {
        return expanding() ? gridGeometry(central(), *expanding()) : std::nullopt;
    });
}

const std::optional<SpatialInformation>& ScoredMap::information() const {
    return onDemand(information_, [this] {
        if (occupancy_)
            return spatialInformation(map_, *occupancy_);
        RateMap uniform = map_;
        for (double& value : uniform.values)
            value = std::isnan(value) ? value : 1.0;
        return spatialInformation(map_, uniform);
    });
}

const WalledBins& ScoredMap::walls() const {
    if (options_.walls)
        return *options_.walls;
    return onDemand(walls_, [this] {
        return empty() ? WalledBins()
                       : WalledBins::around(map_, options_.binSize, options_.halfWidth);
    });
}

} // namespace hippodrome

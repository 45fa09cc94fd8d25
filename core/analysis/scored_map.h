#pragma once

#include "core/analysis/expanding_grid_score.h"
#include "core/analysis/grid_scorer.h"
#include "core/analysis/information.h"
#include "core/analysis/metrics.h"

#include <optional>

namespace hippodrome {

/// A rate map as metrics look at it: what several of them build on is worked out once, when the
/// first of them asks, so that a single metric costs no more than it needs. What it is made of must
/// outlive it. Belongs to one thread.
class ScoredMap {
public:
    /// `scorer` must be for maps of this size; without `occupancy` every visited bin counts the
    /// same.
    ScoredMap(const RateMap& map, const GridScorer& scorer, const MetricOptions& options,
              const RateMap* occupancy);

    const RateMap& map() const { return map_; }
    /// No bin was visited.
    bool empty() const;
    const GridScores& gridScores() const;
    const std::optional<ExpandingGridScore>& expanding() const;
    /// The lattice in the autocorrelogram; none without an expanding score.
    const std::optional<GridGeometry>& geometry() const;
    const std::optional<SpatialInformation>& information() const;
    /// Those of the arena, or else the outline of the visited bins; no walls where none was.
    const WalledBins& walls() const;

private:
    /// A part that is worked out on demand; the outer optional says whether it has been.
    template <class T>
    using OnDemand = std::optional<T>;

    const RateMap& autocorrelogram() const;
    const RateMap& central() const;

    const RateMap& map_;
    const GridScorer& scorer_;
    const MetricOptions& options_;
    const RateMap* occupancy_;
    mutable OnDemand<bool> empty_;
    mutable OnDemand<RateMap> autocorrelogram_;
    mutable OnDemand<RateMap> central_;
    mutable OnDemand<GridScores> gridScores_;
    mutable OnDemand<std::optional<ExpandingGridScore>> expanding_;
    mutable OnDemand<std::optional<GridGeometry>> geometry_;
    mutable OnDemand<std::optional<SpatialInformation>> information_;
    mutable OnDemand<WalledBins> walls_;
};

} // namespace hippodrome

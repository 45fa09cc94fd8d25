#pragma once

#include "core/analysis/rate_map.h"
#include "core/base/parallel.h"
#include "core/base/state_visitor.h"

#include <span>
#include <vector>

namespace hippodrome {

/// Rate maps of a population, (units, rows, columns); NaN = unvisited.
struct PopulationMaps {
    int units = 0;
    int rows = 0;
    int columns = 0;
    std::vector<float> values;

    int bins() const { return rows * columns; }
    std::span<const float> map(int unit) const {
        return std::span(values).subspan(static_cast<std::size_t>(unit) * bins(),
                                         static_cast<std::size_t>(bins()));
    }
};

/// Sums the activity of a population over the bins it was seen in. Sums are in double, since a run
/// adds millions of samples; they lie bin by bin, so that adding a sample touches one run of
/// memory.
class MapAccumulator {
public:
    MapAccumulator() = default;
    MapAccumulator(const BinGrid& grid, int units);

    const BinGrid& grid() const { return grid_; }
    int units() const { return units_; }
    double totalWeight() const { return totalWeight_; }

    /// One sample: the activity of all units at a place, with a weight (seconds, or 1). Places
    /// outside the grid are passed over.
    void add(Vec2 position, std::span<const float> activity, double weight = 1.0);
    /// Samples that lie one after another: activity (places, units).
    struct Samples {
        std::span<const Vec2> places;
        const float* activity;
    };
    /// Lets old samples fade (forget) and adds new ones, each with weight 1, on several threads.
    /// The same bits as one after the other.
    void fadeAndAdd(double factor, std::span<const Samples> samples, ThreadPool& threads);
    /// All that another accumulator of the same grid and population holds.
    void add(const MapAccumulator& other);
    /// Multiplies all that was added by `factor`, so that old samples fade.
    void forget(double factor);
    void clear();
    /// Forgets all that was seen in one bin.
    void clearBin(int bin);

    /// Weighted mean per bin; NaN where the weight is below `minimumWeight` or zero.
    PopulationMaps means(double minimumWeight = 0.0) const;
    /// The same samples in the larger bins of another grid over the same place: each bin goes to
    /// the one that holds its centre.
    MapAccumulator rebinned(const BinGrid& grid) const;
    /// Weight per bin (rows, columns); NaN where it is zero.
    std::vector<float> weights() const;
    /// Weight per bin, zero included.
    const std::vector<double>& rawWeights() const { return weights_; }
    /// Weighted sum of one unit per bin.
    std::vector<double> sums(int unit) const;

    void state(StateVisitor& s);

private:
    BinGrid grid_;
    int units_ = 0;
    double totalWeight_ = 0.0;
    std::vector<double> weights_; ///< (bins)
    std::vector<double> sums_;    ///< (bins, units)
};

} // namespace hippodrome

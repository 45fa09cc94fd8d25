#pragma once

#include "core/sim/world.h"

#include <vector>

namespace hippodrome {

/// Path maps: occupancy and mean activity of every population over the one path, as an experimenter
/// would record them. An edit of the arena starts a new epoch with empty maps, so that old path
/// does not hide new fields; the maps of the epoch before are kept for comparison.
class Recorder {
public:
    static constexpr int directionBins = 24;

    /// Throws Error when the bins of this arena would not fit into memory.
    Recorder(const RecordingParameters& parameters, const World& world);

    /// Adds what the last tick brought.
    void record(const World& world);
    /// Begins anew for the world's arena and brains, keeping what was recorded as the epoch before.
    void startEpoch(const World& world);
    int epoch() const { return epoch_; }

    /// What is kept of one population.
    struct Tuning {
        MapAccumulator place;
        MapAccumulator direction; ///< one row of `directionBins` over [0, 2 pi)
    };
    const Tuning& tuning(std::size_t brain, std::size_t population) const {
        return tunings_[brain][population];
    }
    /// The same for the epoch before the last edit; nullptr when there is none of that shape.
    const Tuning* tuningBefore(std::size_t brain, std::size_t population) const;
    /// Seconds per bin on the fine grid (rows, columns); NaN = unvisited.
    std::vector<float> occupancy() const { return occupancy_.weights(); }
    const BinGrid& grid() const { return occupancy_.grid(); }

    void save(Checkpoint& checkpoint) const;
    void restore(const Checkpoint& checkpoint);

private:
    void makeMaps(const World& world);

    RecordingParameters parameters_;
    int epoch_ = 0;
    MapAccumulator occupancy_;
    std::vector<std::vector<Tuning>> tunings_; ///< per brain and population
    std::vector<std::vector<Tuning>> before_;
};

} // namespace hippodrome

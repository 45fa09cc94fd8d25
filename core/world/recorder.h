#pragma once

#include "core/world/world.h"

#include <memory>
#include <string>
#include <vector>

namespace hippodrome {

/// Path maps: occupancy and mean activity of every population over the one path, as an experimenter
/// would record them; spikes per second where a population spikes. An edit of the arena starts a
/// new epoch with empty maps, so that old path does not hide new fields; the maps of the epoch
/// before are kept for comparison.
class Recorder {
public:
    static constexpr int directionBins = 24;
    /// An epoch that recorded less than this is not kept when the next one begins: it is one of the
    /// many steps in which a wall is dragged [s].
    static constexpr double shortestEpoch = 5.0;

    /// Throws Error when the bins of this arena would not fit into memory.
    Recorder(const RecordingParameters& parameters, const World& world);
    /// Throws Error when the maps of these brains over these bounds would not.
    static void requireRoom(const RecordingParameters& parameters, const Bounds& bounds,
                            const std::vector<RidingBrain>& brains);

    /// Adds what the last tick brought.
    void record(const World& world);
    /// The arena was edited: begins again for the world's arena and brains, keeping what was
    /// recorded as the epoch before.
    void startEpoch(const World& world);
    /// Brains were added, removed or changed. Only the maps of those that are new, or whose tuning
    /// is a formula that changed, begin again.
    void followBrains(const World& world);
    int epoch() const { return epoch_; }

    /// What is kept of one population.
    struct Tuning {
        MapAccumulator place;
        MapAccumulator direction; ///< one row of `directionBins` over [0, 2 pi)
    };
    const Tuning& tuning(std::size_t brain, std::size_t population) const {
        return maps_[brain].tunings[population];
    }
    /// The same of the brain with that name in the epoch before the last edit; nullptr when there
    /// is none with as many units.
    const Tuning* tuningBefore(std::size_t brain, std::size_t population) const;
    /// The arena of the epoch before; nullptr when there was none, or it is from a checkpoint,
    /// which does not hold it.
    const ArenaPointer& arenaBefore() const { return arenaBefore_; }
    /// Seconds per bin on the fine grid (rows, columns); NaN = unvisited.
    std::vector<float> occupancy() const { return occupancy_.weights(); }
    const BinGrid& grid() const { return occupancy_.grid(); }

    /// Read into a recorder of the same world.
    void state(StateVisitor& s);

private:
    /// The maps of one brain; in the order of the world's brains.
    struct BrainMaps {
        std::string name;
        std::weak_ptr<const Brain> brain; ///< that they are of, at
        long revision = 0;
        std::vector<Tuning> tunings; ///< per population
    };

    /// Spikes per second of every unit in the last tick.
    std::span<const float> spikeRates(const Brain& brain, std::size_t population, double seconds);
    BrainMaps newMaps(const RidingBrain& riding, const Bounds& bounds) const;

    RecordingParameters parameters_;
    int epoch_ = 0;
    ArenaPointer arena_; ///< of this epoch
    ArenaPointer arenaBefore_;
    MapAccumulator occupancy_;
    std::vector<BrainMaps> maps_;
    std::vector<BrainMaps> before_;
    std::vector<float> spikeRates_;
};

} // namespace hippodrome

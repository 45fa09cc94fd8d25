#pragma once

#include "core/arena/arena_geometry.h"
#include "core/cells/vector_tuning.h"

#include <span>
#include <vector>

namespace hippodrome {

/// Cells that fire at a distance and direction from walls (Hartley et al. 2000, Hippocampus 10:369;
/// form of RatInABox): the mean over directions of a Gaussian of the distance to the first wall,
/// weighted by a von Mises function of the direction. A wall all around at the preferred distance
/// gives 1. Safe to share between threads.
class BoundaryVectorCells {
public:
    /// Which direction angle 0 is.
    enum class Frame {
        allocentric, ///< +x
        egocentric   ///< the head direction
    };

    BoundaryVectorCells(std::vector<VectorTuning> tunings, Frame frame, ArenaPointer arena,
                        int directions = 180);

    int cells() const { return static_cast<int>(tunings_.size()); }
    const std::vector<VectorTuning>& tunings() const { return tunings_; }

    /// The rate of every cell, 0 to about 1. The heading [rad] matters in the egocentric frame
    /// only.
    void rates(Vec2 position, double heading, std::span<float> out) const {
        ratesFrom(0, position, heading, out);
    }
    /// The same of as many cells as `out` holds, from the cell `first` on.
    void ratesFrom(std::size_t first, Vec2 position, double heading, std::span<float> out) const;

private:
    std::vector<VectorTuning> tunings_;
    Frame frame_;
    ArenaPointer arena_;
    std::vector<double> angles_; ///< directions looked into, evenly spaced
    /// A direction that matters to a cell, and how much: the sum over all is 1 for a preferred
    /// angle among them.
    struct Look {
        int direction = 0;
        double weight = 0.0;
    };
    std::vector<Look> looks_;         ///< of all cells, one after the other
    std::vector<std::size_t> starts_; ///< (cells + 1)
    double farthest_ = 0.0;           ///< that any cell can feel a wall [m]
};

} // namespace hippodrome

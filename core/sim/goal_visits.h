#pragma once

#include "core/arena/visibility.h"
#include "core/sim/world.h"

#include <optional>
#include <vector>

namespace hippodrome {

/// One way of the rat from where it was put to a reward, or to the end of its time.
struct GoalVisit {
    int before = 0; ///< visits of this goal before; 0: it had to be found
    bool reached = false;
    double seconds = 0.0;  ///< [s]
    double path = 0.0;     ///< length of the way that it took [m]
    double shortest = 0.0; ///< length of the shortest way to the edge of the nearest reward [m]
    Vec2 from;             ///< where it began [m]
    Reward goal;           ///< that reward

    /// Shortest way over the way taken, 1 at best; 0 when it did not arrive.
    double efficiency() const { return reached && path > 0.0 ? shortest / path : 0.0; }
};

/// Follows a world whose task has episodes, and measures the ways to its goals. Ways during which
/// a reward moved are left out.
class GoalVisits {
public:
    explicit GoalVisits(const World& world);
    /// To be called after every tick.
    void note(const World& world);
    const std::vector<GoalVisit>& visits() const { return visits_; }
    void clear() { visits_.clear(); }

private:
    void begin(const World& world);

    std::vector<GoalVisit> visits_;
    GoalVisit now_;
    ArenaPointer arena_; ///< when the way began
    std::optional<VisibilityGraph> ways_;
    bool spoiled_ = false;
    long episodes_ = 0;
    Vec2 last_;
    double lastStep_ = 0.0; ///< [m]
};

} // namespace hippodrome

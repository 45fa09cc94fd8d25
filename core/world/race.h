#pragma once

#include "core/world/world.h"

#include <memory>
#include <string>
#include <vector>

namespace hippodrome {

/// An agent that runs beside the scene's own.
struct RunningRival {
    std::string name;
    std::unique_ptr<World> world;
};

/// The rivals of a scene: agents that each ride in a copy of the world of their own. All copies
/// draw from streams of the same seed, so that motion, starts of episodes and senses meet everyone
/// with the same chances. A copy has only those brains whose populations its agent learns on.
class Race {
public:
    Race() = default;
    /// Throws Error when a rival cannot be made, or learns on a brain that is trained: only the
    /// brains of the scene's own world are.
    explicit Race(const Scene& scene);

    /// True when rivals come, go or change their places.
    static bool needsNewRun(const Scene& before, const Scene& after);
    /// True when rivals do not, and no agent of theirs is made again.
    static bool keepsWhatLearns(const Scene& before, const Scene& after);

    void tick();
    const std::vector<RunningRival>& rivals() const { return rivals_; }
    std::vector<RunningRival>& rivals() { return rivals_; }

    /// As World::prepare() and commit(), for all of them.
    std::vector<WorldChange> prepare(const Scene& before, const Scene& after) const;
    void commit(std::vector<WorldChange> changes);

    void state(StateVisitor& s);

private:
    std::vector<RunningRival> rivals_;
};

} // namespace hippodrome

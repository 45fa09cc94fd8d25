#pragma once

#include "core/sim/world.h"

namespace hippodrome {

/// Makes updates of the brains that train, one at a time each, in the order of the scene. Has no
/// thread, timer or file.
class Trainer {
public:
    /// One update of every brain of the world that trains and has not diverged. Returns false when
    /// stopped or when there is nothing to do. A stop keeps what the earlier brains have learned;
    /// the next call goes on with the one that was stopped.
    bool step(World& world, ThreadPool& threads, const std::function<bool()>& betweenParts);

    /// Rounds of updates that are complete.
    long updates() const { return updates_; }
    void save(Checkpoint& checkpoint) const;
    void restore(const Checkpoint& checkpoint);
    static bool anythingToTrain(const World& world);
    /// The first brain whose loss was not finite; nullptr while all is well.
    static const RidingBrain* divergedBrain(const World& world);

private:
    long updates_ = 0;
    std::size_t nextBrain_ = 0; ///< where a stopped round goes on
};

} // namespace hippodrome

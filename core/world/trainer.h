#pragma once

#include "core/world/world.h"

namespace hippodrome {

/// Makes updates of the brains that train, one at a time each, in the order of the scene. Has no
/// thread, timer or file.
class Trainer {
public:
    /// One update of every brain of the world that trains and has not diverged. Returns false when
    /// stopped or when there is nothing to do. A stop keeps what the earlier brains have learned;
    /// the next call goes on with the one that was stopped.
    bool step(World& world, ThreadPool& threads, const std::function<bool()>& betweenParts);
    /// One update of the next brain only.
    bool stepBrain(World& world, ThreadPool& threads, const std::function<bool()>& betweenParts);
    /// Brains were added, removed or changed: a round under way is given up.
    void brainsChanged() { nextBrain_ = 0; }

    /// Rounds of updates that are complete.
    long updates() const { return updates_; }
    /// Of the round under way: brains of the scene, counted from the first, that are through with
    /// it.
    int part() const { return nextBrain_; }
    /// With so many brains.
    void state(StateVisitor& s, int brains);
    static bool anythingToTrain(const World& world);
    /// The first brain whose loss was not finite; nullptr while all is well.
    static const RidingBrain* divergedBrain(const World& world);

private:
    long updates_ = 0;
    int nextBrain_ = 0; ///< where a stopped round goes on
};

} // namespace hippodrome

#include "core/motion/collision.h"
#include "core/world/world.h"

#include <cmath>
#include <numbers>
#include <utility>

namespace hippodrome {

void World::endEpisodeIfOver(bool reachedReward) {
    ++episodeTicks_;
    const double seconds = static_cast<double>(episodeTicks_) * timeStep_;
    const bool reached = task_.endsAtRewards && reachedReward;
    if (!reached && (task_.timeLimit <= 0.0 || seconds < task_.timeLimit))
        return;
    agent_->endEpisode({time(), timeStep_, rat_, *arena_, reward_, RidingPopulations(brains_)},
                       reached, agentRng_);
    episodes_.end(time(), seconds, reached);
    beginEpisode();
}

Vec2 World::startPlace() {
    if (task_.starts.empty())
        return randomPlace(*arena_, taskRng_);
    const StartRegion& start = task_.starts[taskRng_.below(task_.starts.size())];
    // Uniform over the part of the disc that lies inside; its middle did when the scene was read.
    constexpr int tries = 100;
    for (int i = 0; start.radius > 0.0 && i < tries; ++i) {
        const Vec2 place =
            start.position + start.radius * std::sqrt(taskRng_.uniform()) *
                                 unitVector(taskRng_.uniform(-std::numbers::pi, std::numbers::pi));
        if (standsFree(*arena_, place))
            return place;
    }
    return settled(*arena_, start.position);
}

void World::beginEpisode() {
    episodeTicks_ = 0;
    motion_->start(*arena_, rat_, motionRng_);
    rat_.position = startPlace();
    const double reward = std::exchange(reward_, 0.0);
    for (RidingBrain& riding : brains_)
        riding.brain->begin(observation(rat_));
    reward_ = reward;
    rewards_.put(*arena_, rat_.position);
    if (task_.refillTime <= 0.0)
        rewards_.refill();
    episodes_.begin(arena_, rat_.position, rewards_.goalVisits());
}

} // namespace hippodrome

#include "core/sim/goal_visits.h"

#include <algorithm>
#include <limits>

namespace hippodrome {

GoalVisits::GoalVisits(const World& world) : episodes_(world.episodes().count()) {
    begin(world);
}

void GoalVisits::begin(const World& world) {
    if (!ways_ || !sameGround(arena_->arena(), world.arena()->arena()))
        ways_.emplace(*world.arena());
    arena_ = world.arena();
    last_ = world.rat().position;
    lastStep_ = 0.0;
    spoiled_ = false;
    now_ = {now_.before, false, 0.0, 0.0, std::numeric_limits<double>::infinity(), last_, {}};
    for (const Reward& reward : arena_->arena().rewards) {
        const double way = ways_->distance(last_, reward.position) - reward.radius;
        if (reward.magnitude >= 0.0 && way < now_.shortest) {
            now_.shortest = way;
            now_.goal = reward;
        }
    }
    now_.shortest = std::max(now_.shortest, 0.0);
}

void GoalVisits::note(const World& world) {
    const bool over = world.episodes().count() > episodes_;
    const bool moved =
        world.arena() != arena_ && !(world.arena()->arena().rewards == arena_->arena().rewards);
    if (!over) {
        lastStep_ = length(world.arena()->displacement(last_, world.rat().position));
        last_ = world.rat().position;
        now_.path += lastStep_;
        if (moved) {
            spoiled_ = true;
            now_.before = 0;
            arena_ = world.arena();
        }
        return;
    }
    episodes_ = world.episodes().count();
    now_.reached = world.episodes().records().back().reached;
    now_.seconds = world.episodes().records().back().seconds;
    now_.path +=
        lastStep_; // the last step was overtaken by the next start: it was like the one before
    // A reward in which the rat was put has no way to it.
    if (!spoiled_ && now_.shortest > 0.0)
        visits_.push_back(now_);
    now_.before = moved ? 0 : now_.before + now_.reached;
    begin(world);
}

} // namespace hippodrome

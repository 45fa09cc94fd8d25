#include "core/world/rewards.h"

#include "core/arena/reward_reach.h"
#include "core/motion/collision.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace hippodrome {

namespace {

std::vector<int> rewardsUnder(const ArenaGeometry& arena, Vec2 rat) {
    std::vector<int> under;
    for (const Reward& reward : arena.arena().rewards)
        if (reaches(arena, reward, rat))
            under.push_back(reward.id);
    return under;
}

} // namespace

Rewards::Collected Rewards::collect(const ArenaGeometry& arena, Vec2 rat, const Task& task,
                                    Now now) {
    Collected collected;
    std::vector<int> under = rewardsUnder(arena, rat);
    for (const Reward& reward : arena.arena().rewards) {
        const auto among = [&reward](const std::vector<int>& ids) {
            return std::find(ids.begin(), ids.end(), reward.id) != ids.end();
        };
        if (!among(under) || among(inside_) || !takeFrom(reward, task, now))
            continue;
        collected.amount += reward.magnitude;
        collected.reached = collected.reached || reward.magnitude >= 0.0;
        goalVisits_ += reward.magnitude >= 0.0;
    }
    inside_ = std::move(under);
    return collected;
}

void Rewards::put(const ArenaGeometry& arena, Vec2 rat) {
    inside_ = rewardsUnder(arena, rat);
}

bool Rewards::takeFrom(const Reward& reward, const Task& task, Now now) {
    if (task.depletesAfter <= 0)
        return true;
    auto stock = std::find_if(stocks_.begin(), stocks_.end(),
                              [&](const Stock& s) { return s.reward == reward.id; });
    if (stock == stocks_.end())
        stock = stocks_.insert(stock, Stock{reward.id, 0, 0});
    const bool empty = stock->visits >= task.depletesAfter;
    const double waited = static_cast<double>(now.tick - stock->lastVisit) * now.timeStep;
    if (empty && (task.refillTime <= 0.0 || waited < task.refillTime))
        return false;
    stock->visits = empty ? 1 : stock->visits + 1;
    stock->lastVisit = now.tick;
    return true;
}

void Rewards::beginGoal() {
    goalVisits_ = 0;
    goalTicks_ = 0;
    stocks_.clear();
}

std::optional<std::vector<Vec2>> Rewards::move(const ArenaGeometry& arena, const Task& task,
                                               Now now, Rng& rng) {
    ++goalTicks_;
    if (task.nextGoal == Task::NextGoal::same)
        return std::nullopt;
    const bool visited = task.goalVisits > 0 && goalVisits_ >= task.goalVisits;
    const bool late = task.goalSeconds > 0.0 &&
                      static_cast<double>(goalTicks_) * now.timeStep >= task.goalSeconds - 1e-9;
    if (!visited && !late)
        return std::nullopt;
    std::vector<Vec2> places;
    for (const Reward& reward : arena.arena().rewards)
        places.push_back(reward.magnitude >= 0.0 ? randomPlace(arena, rng) : reward.position);
    return places;
}

void Rewards::insideState(StateVisitor& s) {
    std::size_t count = inside_.size();
    s("inside_reward_count", count, Allowed::from(0, 1 << 20));
    if (s.reading())
        inside_.resize(count);
    s("inside_rewards", inside_, Allowed::any());
}

void Rewards::stocksState(StateVisitor& s, std::size_t rewards, long tick) {
    s.firstColumn<long>("reward_last_visits", stocks_, Allowed::from(0, tick), &Stock::lastVisit);
    s.require("reward_last_visits", stocks_.size() <= rewards,
              "expected at most " + std::to_string(rewards) + " rewards, found " +
                  std::to_string(stocks_.size()));
    s.column<int>("reward_stocks", stocks_, Allowed::below(std::numeric_limits<int>::max()),
                  &Stock::reward, &Stock::visits);
    s("goal_visits", goalVisits_, Allowed::counts())("goal_ticks", goalTicks_, Allowed::counts());
}

} // namespace hippodrome

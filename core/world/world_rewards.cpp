// Rewards of a world: paying, running empty, and moving as the task says.
#include "core/arena/reward_reach.h"
#include "core/motion/collision.h"
#include "core/world/world.h"

#include <algorithm>
#include <limits>
#include <string>

namespace hippodrome {

std::vector<int> World::rewardsUnderRat() const {
    std::vector<int> under;
    for (const Reward& reward : arena_->arena().rewards)
        if (reaches(*arena_, reward, rat_.position))
            under.push_back(reward.id);
    return under;
}

double World::collectReward() {
    double collected = 0.0;
    reached_ = false;
    std::vector<int> under = rewardsUnderRat();
    for (const Reward& reward : arena_->arena().rewards) {
        const auto among = [&reward](const std::vector<int>& ids) {
            return std::find(ids.begin(), ids.end(), reward.id) != ids.end();
        };
        if (!among(under) || among(insideRewards_) || !takeFrom(reward))
            continue;
        collected += reward.magnitude;
        reached_ = reached_ || reward.magnitude >= 0.0;
        goalVisits_ += reward.magnitude >= 0.0;
    }
    insideRewards_ = std::move(under);
    return collected;
}

bool World::takeFrom(const Reward& reward) {
    if (task_.depletesAfter <= 0)
        return true;
    auto stock = std::find_if(rewardStocks_.begin(), rewardStocks_.end(),
                              [&](const RewardStock& s) { return s.reward == reward.id; });
    if (stock == rewardStocks_.end())
        stock = rewardStocks_.insert(stock, RewardStock{reward.id, 0, 0});
    const bool empty = stock->visits >= task_.depletesAfter;
    const double waited = static_cast<double>(ticks_ - stock->lastVisit) * timeStep_;
    if (empty && (task_.refillTime <= 0.0 || waited < task_.refillTime))
        return false;
    stock->visits = empty ? 1 : stock->visits + 1;
    stock->lastVisit = ticks_;
    return true;
}

void World::beginGoal() {
    goalVisits_ = 0;
    goalTicks_ = 0;
    rewardStocks_.clear();
}

void World::moveRewardsIfDue() {
    ++goalTicks_;
    if (task_.nextGoal == Task::NextGoal::same)
        return;
    const bool visited = task_.goalVisits > 0 && goalVisits_ >= task_.goalVisits;
    const bool late = task_.goalSeconds > 0.0 &&
                      static_cast<double>(goalTicks_) * timeStep_ >= task_.goalSeconds - 1e-9;
    if (!visited && !late)
        return;
    std::vector<Vec2> places;
    for (const Reward& reward : arena_->arena().rewards)
        places.push_back(reward.magnitude >= 0.0 ? randomPlace(*arena_, taskRng_)
                                                 : reward.position);
    putRewards(places);
    insideRewards_ = rewardsUnderRat(); // one that comes under the rat does not pay for that
    beginGoal();
    if (task_.hasEpisodes() && episodeTicks_ == 0)
        episodes_.begin(arena_, rat_.position, goalVisits_);
    else
        episodes_.goalMoved();
}

void World::putRewards(std::span<const Vec2> places) {
    Arena moved = arena_->arena();
    for (std::size_t i = 0; i < places.size(); ++i)
        moved.rewards[i].position = places[i];
    if (moved.rewards == arena_->arena().rewards)
        return;
    arena_ = std::make_shared<const ArenaGeometry>(std::move(moved));
    agent_->arenaChanged(arena_);
    for (RidingBrain& riding : brains_)
        riding.brain->arenaChanged(arena_);
}

void World::saveRewards(Checkpoint& checkpoint) const {
    std::vector<Vec2> places;
    for (const Reward& reward : arena_->arena().rewards)
        places.push_back(reward.position);
    std::vector<int> stocks;
    std::vector<long> lastVisits;
    for (const RewardStock& stock : rewardStocks_) {
        stocks.insert(stocks.end(), {stock.reward, stock.visits});
        lastVisits.push_back(stock.lastVisit);
    }
    checkpoint.put<Vec2>("reward_places", places);
    checkpoint.put<int>("reward_stocks", stocks);
    checkpoint.put<long>("reward_last_visits", lastVisits);
    checkpoint.putValue("goal_visits", goalVisits_);
    checkpoint.putValue("goal_ticks", goalTicks_);
}

void World::restoreRewards(const Checkpoint& checkpoint) {
    if (!checkpoint.has("reward_places")) // written before rewards could move
        return;
    const std::vector<Vec2> places = checkpoint.places("reward_places");
    const std::vector<int> stocks = checkpoint.list<int>("reward_stocks");
    const std::vector<long> lastVisits = checkpoint.list<long>("reward_last_visits");
    if (places.size() != arena_->arena().rewards.size())
        checkpoint.fail("reward_places", "expected " +
                                             std::to_string(arena_->arena().rewards.size()) +
                                             " places, found " + std::to_string(places.size()));
    if (stocks.size() != 2 * lastVisits.size() || lastVisits.size() > places.size())
        checkpoint.fail("reward_stocks", "expected two numbers for each of at most " +
                                             std::to_string(places.size()) + " rewards, found " +
                                             std::to_string(stocks.size()));
    checkpoint.requireWithin("reward_stocks", stocks, 0, std::numeric_limits<int>::max() - 1);
    checkpoint.requireWithin("reward_last_visits", lastVisits, 0L, ticks_);
    for (std::size_t i = 0; i < places.size(); ++i)
        if (!(places[i] == arena_->arena().rewards[i].position) && !standsFree(*arena_, places[i]))
            checkpoint.fail("reward_places", "expected places inside the arena");
    putRewards(places);
    rewardStocks_.clear();
    for (std::size_t i = 0; i < lastVisits.size(); ++i)
        rewardStocks_.push_back({stocks[2 * i], stocks[2 * i + 1], lastVisits[i]});
    goalVisits_ = checkpoint.count<int>("goal_visits");
    goalTicks_ = checkpoint.count<long>("goal_ticks");
}

} // namespace hippodrome

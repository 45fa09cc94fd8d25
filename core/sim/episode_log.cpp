#include "core/sim/episode_log.h"

#include <algorithm>
#include <limits>

namespace hippodrome {

void EpisodeLog::begin(const ArenaPointer& arena, Vec2 place) {
    if (waysOf_ != arena) {
        waysOf_ = arena;
        ways_ = std::make_unique<VisibilityGraph>(*arena);
    }
    path_ = reward_ = 0.0;
    shortest_ = std::numeric_limits<double>::infinity();
    for (const Reward& reward : arena->arena().rewards) {
        if (reward.magnitude < 0.0)
            continue;
        const double way = ways_->distance(place, reward.position) - reward.radius;
        shortest_ = std::min(shortest_, std::max(0.0, way));
    }
    if (shortest_ == 0.0)
        shortest_ = std::nan("");
}

void EpisodeLog::edit(double time) {
    shortest_ = std::nan("");
    recoveries_.push_back({time, std::nan(""), 0});
    good_ = 0;
}

void EpisodeLog::end(double time, double seconds, bool reached) {
    const EpisodeRecord record{time, seconds, path_, shortest_, reward_, reached};
    if (records_.size() == kept)
        records_.pop_front();
    records_.push_back(record);
    ++count_;
    judge(record);
}

void EpisodeLog::judge(const EpisodeRecord& record) {
    if (recoveries_.empty() || recoveries_.back().recovered())
        return;
    Recovery& recovery = recoveries_.back();
    ++recovery.episodes;
    if (std::isnan(record.shortest))
        return; // it was under way at the edit: no measure of what came after
    if (!(record.pathRatio() <= goodRatio)) {
        good_ = 0;
        return;
    }
    if (++good_ == 1) {
        firstGoodEnd_ = record.end;
        firstGoodEpisodes_ = recovery.episodes;
    }
    if (good_ < goodInARow)
        return;
    recovery.seconds = firstGoodEnd_ - recovery.edit;
    recovery.episodes = firstGoodEpisodes_;
}

void EpisodeLog::save(Checkpoint& checkpoint) const {
    std::vector<double> numbers;
    std::vector<char> reached;
    for (const EpisodeRecord& r : records_) {
        numbers.insert(numbers.end(), {r.end, r.seconds, r.path, r.shortest, r.reward});
        reached.push_back(r.reached);
    }
    checkpoint.put<double>("records", numbers);
    checkpoint.put<char>("reached", reached);
    checkpoint.put<Recovery>("recoveries", recoveries_);
    checkpoint.putValue("count", count_);
    checkpoint.putValue("path", path_);
    checkpoint.putValue("reward", reward_);
    checkpoint.putValue("shortest", shortest_);
    checkpoint.putValue("good", good_);
    checkpoint.putValue("first_good_end", firstGoodEnd_);
    checkpoint.putValue("first_good_episodes", firstGoodEpisodes_);
}

void EpisodeLog::restore(const Checkpoint& checkpoint) {
    const std::vector<char> reached = checkpoint.list<char>("reached");
    std::vector<double> numbers(5 * reached.size());
    checkpoint.get<double>("records", numbers);
    records_.clear();
    for (std::size_t i = 0; i < reached.size(); ++i)
        records_.push_back({numbers[5 * i], numbers[5 * i + 1], numbers[5 * i + 2],
                            numbers[5 * i + 3], numbers[5 * i + 4], reached[i] != 0});
    recoveries_ = checkpoint.list<Recovery>("recoveries");
    count_ = checkpoint.value<long>("count");
    path_ = checkpoint.value<double>("path");
    reward_ = checkpoint.value<double>("reward");
    shortest_ = checkpoint.value<double>("shortest");
    good_ = checkpoint.value<int>("good");
    firstGoodEnd_ = checkpoint.value<double>("first_good_end");
    firstGoodEpisodes_ = checkpoint.value<long>("first_good_episodes");
}

} // namespace hippodrome

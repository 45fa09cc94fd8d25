#include "core/world/episode_log.h"

#include "core/base/error.h"
#include "core/brains/brain.h"

#include <algorithm>
#include <limits>

namespace hippodrome {

void EpisodeLog::begin(const ArenaPointer& arena, Vec2 place, long visits) {
    // A reward that moves leaves the ways as they are.
    if (!waysOf_ || (waysOf_ != arena && !sameGround(waysOf_->arena(), arena->arena())))
        ways_ = std::make_unique<VisibilityGraph>(*arena);
    waysOf_ = arena;
    now_ = {};
    now_.from = place;
    now_.visits = visits;
    now_.shortest = std::numeric_limits<double>::infinity();
    for (const Reward& reward : arena->arena().rewards) {
        if (reward.magnitude < 0.0)
            continue;
        const double way = std::max(0.0, ways_->distance(place, reward.position) - reward.radius);
        if (way >= now_.shortest)
            continue;
        now_.shortest = way;
        now_.goal = reward.position;
        now_.goalRadius = reward.radius;
    }
    if (now_.shortest == 0.0)
        now_.shortest = std::nan("");
}

void EpisodeLog::edit(double time) {
    now_.shortest = std::nan("");
    recoveries_.push_back({time, std::nan(""), 0});
    good_ = 0;
}

void EpisodeLog::end(double time, double seconds, bool reached) {
    EpisodeRecord record = now_;
    record.end = time;
    record.seconds = seconds;
    record.reached = reached;
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

namespace {

constexpr std::size_t numbersOfRecord = 10;
constexpr std::size_t numberOfShortest = 3;

void addNumbers(const EpisodeRecord& r, std::vector<double>& numbers) {
    numbers.insert(numbers.end(), {r.end, r.seconds, r.path, r.shortest, r.reward, r.from.x,
                                   r.from.y, r.goal.x, r.goal.y, r.goalRadius});
}

EpisodeRecord recordOf(const double* n, bool reached, long visits) {
    return {n[0], n[1], n[2], n[3], n[4], reached, {n[5], n[6]}, {n[7], n[8]}, n[9], visits};
}

} // namespace

void EpisodeLog::save(Checkpoint& checkpoint) const {
    std::vector<double> numbers, recoveries;
    std::vector<char> reached;
    std::vector<long> visits, episodes;
    const auto add = [&](const EpisodeRecord& record) {
        addNumbers(record, numbers);
        reached.push_back(record.reached);
        visits.push_back(record.visits);
    };
    for (const EpisodeRecord& record : records_)
        add(record);
    add(now_); // the last one is under way
    for (const Recovery& recovery : recoveries_) {
        recoveries.insert(recoveries.end(), {recovery.edit, recovery.seconds});
        episodes.push_back(recovery.episodes);
    }
    checkpoint.put<double>("records", numbers);
    checkpoint.put<char>("reached", reached);
    checkpoint.put<long>("visits", visits);
    checkpoint.put<double>("recoveries", recoveries);
    checkpoint.put<long>("recovery_episodes", episodes);
    checkpoint.putValue("count", count_);
    checkpoint.putValue("good", good_);
    checkpoint.putValue("first_good_end", firstGoodEnd_);
    checkpoint.putValue("first_good_episodes", firstGoodEpisodes_);
}

void EpisodeLog::restore(const Checkpoint& checkpoint) {
    const std::vector<char> reached = checkpoint.list<char>("reached");
    std::vector<double> numbers(numbersOfRecord * reached.size());
    std::vector<long> visits(reached.size());
    checkpoint.get<double>("records", numbers, Checkpoint::Values::any);
    checkpoint.requireWithin<char>("reached", reached, 0, 1);
    checkpoint.get<long>("visits", visits);
    checkpoint.requireWithin("visits", visits, 0L, Checkpoint::mostCount);
    if (reached.empty() || reached.size() > kept + 1)
        checkpoint.fail("reached", "expected from 1 to " + std::to_string(kept + 1) +
                                       " episodes, found " + std::to_string(reached.size()));
    // Ways may be unknown; the rest is what was measured.
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (i % numbersOfRecord != numberOfShortest && !(std::abs(numbers[i]) <= 1e300))
            checkpoint.fail("records", "expected numbers, found one that is none or not finite");
    records_.clear();
    for (std::size_t i = 0; i < reached.size(); ++i)
        records_.push_back(recordOf(&numbers[numbersOfRecord * i], reached[i] != 0, visits[i]));
    now_ = records_.back();
    records_.pop_back();
    const std::vector<long> episodes = checkpoint.list<long>("recovery_episodes");
    std::vector<double> recoveries(2 * episodes.size());
    checkpoint.get<double>("recoveries", recoveries, Checkpoint::Values::any);
    checkpoint.requireWithin("recovery_episodes", episodes, 0L, Checkpoint::mostCount);
    recoveries_.clear();
    for (std::size_t i = 0; i < episodes.size(); ++i)
        recoveries_.push_back({recoveries[2 * i], recoveries[2 * i + 1], episodes[i]});
    count_ = checkpoint.within("count", static_cast<long>(records_.size()), Checkpoint::mostCount);
    good_ = checkpoint.count<int>("good");
    firstGoodEnd_ = checkpoint.value<double>("first_good_end");
    firstGoodEpisodes_ = checkpoint.count<long>("first_good_episodes");
}

} // namespace hippodrome

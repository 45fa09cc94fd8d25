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

void EpisodeLog::state(StateVisitor& s) {
    using R = EpisodeRecord;
    std::vector<R> records(records_.begin(), records_.end());
    records.push_back(now_); // the last one is under way
    // Ways may be unknown; the rest is what was measured.
    s.firstColumn<double>(
        "records", records, Allowed::any(), &R::end, &R::seconds, &R::path, &R::shortest,
        &R::reward, [](R& r) -> double& { return r.from.x; },
        [](R& r) -> double& { return r.from.y; }, [](R& r) -> double& { return r.goal.x; },
        [](R& r) -> double& { return r.goal.y; }, &R::goalRadius);
    s.require("records", !records.empty() && records.size() <= kept + 1,
              "expected from 1 to " + std::to_string(kept + 1) + " episodes, found " +
                  std::to_string(records.size()));
    s.column<char>("reached", records, Allowed::truths(), &R::reached);
    s.column<long>("visits", records, Allowed::counts(), &R::visits);
    if (s.reading())
        for (const R& r : records)
            for (const double number : {r.end, r.seconds, r.path, r.reward, r.from.x, r.from.y,
                                        r.goal.x, r.goal.y, r.goalRadius})
                s.require("records", std::abs(number) <= 1e300,
                          "expected numbers, found one that is none or not finite");
    s.firstColumn<long>("recovery_episodes", recoveries_, Allowed::counts(), &Recovery::episodes);
    s.column<double>("recoveries", recoveries_, Allowed::any(), &Recovery::edit,
                     &Recovery::seconds);
    if (s.reading()) {
        now_ = records.back();
        records_ = {records.begin(), records.end() - 1};
    }
    s("count", count_, Allowed::from(records_.size(), Allowed::counts().high));
    s("good", good_, Allowed::counts())("first_good_end", firstGoodEnd_);
    s("first_good_episodes", firstGoodEpisodes_, Allowed::counts());
}

} // namespace hippodrome

#pragma once

#include "core/arena/visibility.h"
#include "core/base/state_visitor.h"

#include <cmath>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace hippodrome {

/// An episode that is over.
struct EpisodeRecord {
    double end = 0.0;     ///< simulated time [s]
    double seconds = 0.0; ///< that it took
    double path = 0.0;    ///< length of the way that the rat went [m]
    /// Length of the shortest way around walls from where it began to the edge of the nearest
    /// reward that is no punishment [m]; infinity when there is none, NaN when the arena was edited
    /// on the way, or the episode began inside a reward.
    double shortest = std::nan("");
    double reward = 0.0;     ///< received
    bool reached = false;    ///< it ended at a reward, and not at its time limit
    Vec2 from;               ///< where it began [m]
    Vec2 goal;               ///< centre of that nearest reward [m]
    double goalRadius = 0.0; ///< [m]; 0: there was none
    long visits = 0;         ///< to rewards since they were put where they are, when it began

    /// Of the way gone to the shortest one; NaN when that is not known or no reward was reached.
    double pathRatio() const {
        return reached && std::isfinite(shortest) ? path / shortest : std::nan("");
    }
    /// The inverse: 1 at best, 0 when no reward was reached; NaN when the shortest way is not
    /// known.
    double efficiency() const {
        if (std::isnan(shortest))
            return shortest;
        return reached && path > 0.0 ? shortest / path : 0.0;
    }
};

/// How an agent took an edit of the arena. It has recovered with the first of three episodes in a
/// row that reach a reward on a way at most twice as long as the shortest one.
struct Recovery {
    double edit = 0.0; ///< when [s]
    double seconds =
        std::nan("");  ///< from there to the end of the first such episode; NaN: not yet
    long episodes = 0; ///< until then, that one counted; so far while there is none
    bool recovered() const { return !std::isnan(seconds); }
};

/// Measures the episodes of a rat, and keeps the latest ones.
class EpisodeLog {
public:
    static constexpr std::size_t kept = 20000;
    static constexpr double goodRatio = 2.0;
    static constexpr int goodInARow = 3;

    /// The rat stands where an episode begins. `visits` as in EpisodeRecord.
    void begin(const ArenaPointer& arena, Vec2 place, long visits = 0);
    void move(double metres, double reward) {
        now_.path += metres;
        now_.reward += reward;
    }
    /// Rewards moved by themselves on the way: nothing to compare it with.
    void goalMoved() { now_.shortest = std::nan(""); }
    /// The arena was edited.
    void edit(double time);
    void end(double time, double seconds, bool reached);

    long count() const { return count_; }
    /// The latest, the oldest first; the last one is number count() - 1.
    const std::deque<EpisodeRecord>& records() const { return records_; }
    const std::vector<Recovery>& recoveries() const { return recoveries_; }

    void state(StateVisitor& s);

private:
    void judge(const EpisodeRecord& record);

    std::deque<EpisodeRecord> records_;
    long count_ = 0;
    EpisodeRecord now_; ///< of the episode under way

    std::vector<Recovery> recoveries_; ///< one for each edit
    int good_ = 0;                     ///< good episodes in a row since the last edit
    double firstGoodEnd_ = 0.0;        ///< of these
    long firstGoodEpisodes_ = 0;

    ArenaPointer waysOf_;
    std::unique_ptr<VisibilityGraph> ways_; ///< in that arena
};

} // namespace hippodrome

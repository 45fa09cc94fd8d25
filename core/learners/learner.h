#pragma once

#include "core/base/field.h"
#include "core/base/reading.h"
#include "core/base/state_visitor.h"
#include "core/learners/learner_state.h"
#include "core/learners/policy.h"
#include "core/learners/replay_log.h"
#include "core/learners/state_layer.h"

#include <memory>
#include <span>
#include <vector>

namespace hippodrome {

/// What a learner is made for.
struct LearnerSetting {
    int features = 0; ///< of a state; as many tiles in a table
    int actions = 0;
};

/// Learns from experience which action is good where. It knows nothing of arenas: states are
/// features, actions are numbers. One thread at a time.
class Learner {
public:
    explicit Learner(const LearnerSetting& setting)
        : setting_(setting), values_(static_cast<std::size_t>(setting.actions)) {}
    virtual ~Learner() = default;

    int features() const { return setting_.features; }
    int actions() const { return setting_.actions; }

    /// How good each action is in a state (actions): a discounted sum of rewards, or for an actor
    /// its preferences. Not const, since a planner plans when it is asked.
    virtual void actionValues(const LearnerState& state, std::span<double> values) = 0;
    /// How good it is to be in a state: the discounted sum of rewards from there on, under the
    /// policy that this learner evaluates. Successor maps count what the state itself pays, too.
    virtual double stateValue(const LearnerState& state);
    /// How action values become a choice.
    virtual const PolicyParameters& policy() const = 0;
    /// gamma: what a reward is worth that comes a decision later.
    virtual double discount() const = 0;

    int choose(const LearnerState& state, Rng& rng);
    /// The best action, without exploration.
    int chooseBest(const LearnerState& state, Rng& rng);

    /// Learns from one decision; experiences of an episode come in their order.
    virtual void learn(const Experience& experience, Rng& rng) = 0;
    /// The episode is over, be it that its time was up.
    virtual void endEpisode() {}
    /// Offline, between episodes: goes over as many remembered experiences. Does nothing in those
    /// that have no memory.
    virtual void replay(int backups, Rng& rng) { (void)backups, (void)rng; }

    // For those who look; none of these changes what happens.

    /// False while something is still to be worked out before values can be asked for.
    virtual bool settled() const { return true; }
    /// Adds maps of what it knows besides values, each with a number for every one of `states`.
    virtual void look(std::span<const LearnerState> states, std::vector<StateLayer>& layers) {
        (void)states, (void)layers;
    }
    /// How often each of `to` will be met from a state on, discounted, by its successor map; false
    /// in those that have none.
    virtual bool successors(const LearnerState& from, std::span<const LearnerState> to,
                            std::span<double> counts) const {
        (void)from, (void)to, (void)counts;
        return false;
    }
    /// Numbers about itself, always the same ones in the same order.
    virtual std::vector<Reading> readings() const { return {}; }
    /// What it has gone over from memory.
    const ReplayLog& replays() const { return replays_; }
    ReplayLog& replays() { return replays_; }

    /// New values of fields that act live.
    virtual void update(const JsonCursor& parameters) = 0;
    /// What it has learned, said once for both directions; read into a learner that was just made.
    virtual void state(StateVisitor& s) = 0;
    void save(Checkpoint& checkpoint) const { saveState(*this, checkpoint); }
    /// Throws Error; this learner is then half read and of no more use.
    void restore(const Checkpoint& checkpoint) { restoreState(*this, checkpoint); }

protected:
    std::size_t featureCount() const { return static_cast<std::size_t>(setting_.features); }
    std::size_t actionCount() const { return static_cast<std::size_t>(setting_.actions); }

private:
    LearnerSetting setting_;
    std::vector<double> values_; ///< scratch (actions)
    ReplayLog replays_;
};

/// w . x over the features of a state; `weights` are (features).
inline double weightedSum(const LearnerState& state, std::span<const double> weights) {
    double sum = 0.0;
    for (std::size_t i = 0; i < state.features.size(); ++i)
        sum += state.activities[i] * weights[static_cast<std::size_t>(state.features[i])];
    return sum;
}

/// w += step x.
inline void addFeatures(const LearnerState& state, double step, std::span<double> weights) {
    for (std::size_t i = 0; i < state.features.size(); ++i)
        weights[static_cast<std::size_t>(state.features[i])] += step * state.activities[i];
}

} // namespace hippodrome

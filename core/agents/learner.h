#pragma once

#include "core/agents/agent_state.h"
#include "core/agents/policy.h"
#include "core/net/checkpoint.h"

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
    virtual void actionValues(const AgentState& state, std::span<double> values) = 0;
    /// How good it is to be in a state: the discounted sum of rewards from there on, under the
    /// policy that this learner evaluates. Successor maps count what the state itself pays, too.
    virtual double stateValue(const AgentState& state);
    /// How action values become a choice.
    virtual const PolicyParameters& policy() const = 0;

    int choose(const AgentState& state, Rng& rng);
    /// The best action, without exploration.
    int chooseBest(const AgentState& state, Rng& rng);

    /// Learns from one decision; experiences of an episode come in their order.
    virtual void learn(const Experience& experience, Rng& rng) = 0;
    /// The episode is over, be it that its time was up.
    virtual void endEpisode() {}
    /// Offline, between episodes: goes over as many remembered experiences. Does nothing in those
    /// that have no memory.
    virtual void replay(int backups, Rng& rng) { (void)backups, (void)rng; }

    /// New values of fields that act live.
    virtual void update(const JsonCursor& parameters) = 0;
    virtual void save(Checkpoint& checkpoint) const = 0;
    virtual void restore(const Checkpoint& checkpoint) = 0;

protected:
    std::size_t featureCount() const { return static_cast<std::size_t>(setting_.features); }
    std::size_t actionCount() const { return static_cast<std::size_t>(setting_.actions); }

private:
    LearnerSetting setting_;
    std::vector<double> values_; ///< scratch (actions)
};

/// w . x over the features of a state; `weights` are (features).
inline double weightedSum(const AgentState& state, std::span<const double> weights) {
    double sum = 0.0;
    for (std::size_t i = 0; i < state.features.size(); ++i)
        sum += state.activities[i] * weights[static_cast<std::size_t>(state.features[i])];
    return sum;
}

/// w += step x.
inline void addFeatures(const AgentState& state, double step, std::span<double> weights) {
    for (std::size_t i = 0; i < state.features.size(); ++i)
        weights[static_cast<std::size_t>(state.features[i])] += step * state.activities[i];
}

} // namespace hippodrome

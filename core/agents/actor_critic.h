#pragma once

#include "core/agents/learner.h"
#include "core/agents/learner_type.h"

namespace hippodrome {

struct ActorCriticParameters {
    double criticRate = 0.1;         ///< of the critic
    double actorRate = 0.1;          ///< of the actor
    double discount = 0.95;          ///< gamma, per decision
    double inverseTemperature = 2.0; ///< of the softmax over preferences

    static const Fields<ActorCriticParameters>& fields();
};

/// Actor and critic on place cells (Foster, Morris and Dayan 2000, Hippocampus 10:1), linear in the
/// features of a state:
///
///     delta = r + gamma C(s') - C(s),  C(s) = w . x(s)
///     w += alpha_c delta x(s) / |x|^2;  z_a += alpha_a delta x(s) / |x|^2
///
/// The critic learns the value of its own policy, a softmax over the actor's preferences z_a . x.
class ActorCritic final : public Learner {
public:
    ActorCritic(const ActorCriticParameters& parameters, const LearnerSetting& setting);
    static AgentType type();

    /// The preferences.
    void actionValues(const AgentState& state, std::span<double> values) override;
    double stateValue(const AgentState& state) override;
    const PolicyParameters& policy() const override { return policy_; }
    double discount() const override { return parameters_.discount; }
    void learn(const Experience& experience, Rng& rng) override;
    void update(const JsonCursor& parameters) override;
    void save(Checkpoint& checkpoint) const override;
    void restore(const Checkpoint& checkpoint) override;

private:
    std::span<double> row(int action) {
        return std::span(preferences_)
            .subspan(static_cast<std::size_t>(action) * featureCount(), featureCount());
    }
    void setParameters(const ActorCriticParameters& parameters);

    ActorCriticParameters parameters_;
    PolicyParameters policy_;
    std::vector<double> weights_;     ///< of the critic (features)
    std::vector<double> preferences_; ///< (actions, features)
};

} // namespace hippodrome

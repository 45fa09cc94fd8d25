#pragma once

#include "core/learners/learner.h"
#include "core/learners/learner_type.h"

namespace hippodrome {

/// Rates of actor and critic, and how preferences become a choice.
struct ActorCriticParameters {
    double criticRate = 0.1;         ///< of the critic
    double actorRate = 0.1;          ///< of the actor
    double discount = 0.95;          ///< gamma, per decision
    double inverseTemperature = 2.0; ///< of the softmax over preferences

    static const Fields<ActorCriticParameters>& fields();
    /// The same declarations for a struct that has these parameters and more.
    template <class P>
    static Fields<P> declare();
};

template <class P>
Fields<P> ActorCriticParameters::declare() {
    return Fields<P>()
        .real("critic_rate", &P::criticRate, learningRateText("of the critic"))
        .real("actor_rate", &P::actorRate, learningRateText("of the actor"))
        .real("discount", &P::discount, discountText())
        .real("inverse_temperature", &P::inverseTemperature,
              {.label = "Inverse temperature",
               .minimum = 0,
               .maximum = 1e4,
               .help = "How strongly higher preferences are preferred; 0 is random.",
               .source = "Foster, Morris and Dayan 2000: 2",
               .effect = Effect::live});
}

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
    static LearnerType type();

    /// The preferences.
    void actionValues(const LearnerState& state, std::span<double> values) override;
    double stateValue(const LearnerState& state) override;
    void setParameters(const ActorCriticParameters& parameters);
    const PolicyParameters& policy() const override { return policy_; }
    double discount() const override { return parameters_.discount; }
    void learn(const Experience& experience, Rng& rng) override;
    /// The two halves of learn(): the critic learns, and returns its surprise; the actor prefers
    /// the action by a surprise.
    double learnValue(const Experience& experience);
    void learnPreference(const Experience& experience, double surprise);
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

private:
    std::span<double> row(int action) {
        return std::span(preferences_)
            .subspan(static_cast<std::size_t>(action) * featureCount(), featureCount());
    }

    ActorCriticParameters parameters_;
    PolicyParameters policy_;
    std::vector<double> weights_;     ///< of the critic (features)
    std::vector<double> preferences_; ///< (actions, features)
};

} // namespace hippodrome

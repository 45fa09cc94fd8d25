#pragma once

#include "core/learners/learner.h"
#include "core/learners/learner_type.h"

namespace hippodrome {

/// How fast the map and the rewards follow.
struct SuccessorLearnerParameters {
    double learningRate = 0.25;       ///< of the successor map
    double rewardLearningRate = 0.25; ///< of reward weights
    double discount = 0.95;           ///< gamma, per decision
    PolicyParameters policy;

    static const Fields<SuccessorLearnerParameters>& fields();
};

/// The successor representation learned by temporal differences (SR-TD; Dayan 1993, Neural Comput.
/// 5:613; Russek et al. 2017, PLoS Comput. Biol. 13:e1005768): how often each feature will follow,
/// and beside it what each feature pays.
///
///     psi(s) = M^T x(s);  M(i, :) += alpha x_i / |x|^2 (x(s) + gamma psi(s') - psi(s))
///     w += alpha_w (r - w . x(s')) x(s') / |x|^2
///
/// The value of a state is psi . w, what its own features pay included. An action is worth the
/// value of where it led when it was last tried from this state (by its strongest feature); one
/// that was never tried is worth 0.
class SuccessorLearner final : public Learner {
public:
    /// The map has as many rows and columns.
    static constexpr int mostFeatures = 4000;

    /// Throws Error when there are more features.
    SuccessorLearner(const SuccessorLearnerParameters& parameters, const LearnerSetting& setting);
    static LearnerType type();

    void actionValues(const LearnerState& state, std::span<double> values) override;
    double stateValue(const LearnerState& state) override;
    const PolicyParameters& policy() const override { return parameters_.policy; }
    double discount() const override { return parameters_.discount; }
    bool successors(const LearnerState& from, std::span<const LearnerState> to,
                    std::span<double> counts) const override;
    void learn(const Experience& experience, Rng& rng) override;
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

    std::span<const double> map() const { return map_; } ///< M (features, features)
    std::span<const double> rewardWeights() const { return weights_; }

private:
    /// psi of a state (features).
    void predict(const LearnerState& state, std::span<double> psi) const;
    void learnMap(const LearnerState& from, const LearnerState* to);

    SuccessorLearnerParameters parameters_;
    std::vector<double> map_;
    std::vector<double> weights_;
    std::vector<LearnerState> led_;    ///< where actions led last (features, actions)
    std::vector<char> tried_;          ///< (features, actions)
    std::vector<double> error_, next_; ///< scratch (features)
};

} // namespace hippodrome

#pragma once

#include "core/learners/learner.h"
#include "core/learners/learner_type.h"
#include "core/learners/replay_memory.h"
#include "core/net/optimisers.h"
#include "core/net/value_network.h"

#include <memory>
#include <vector>

namespace hippodrome {

/// The network, its memory, and which improvements on Mnih et al. 2015 are switched on.
struct DeepQParameters {
    int hidden = 64; ///< units of each of the two hidden layers
    double learningRate = 1e-3;
    double discount = 0.95; ///< gamma, per decision
    int batch = 32;
    int memory = 20000; ///< experiences
    int start = 500;    ///< decisions before it learns
    int updateEvery = 4;
    int targetCopy = 500; ///< decisions between copies into the target network
    bool doubleQ = true;
    bool replay = true;
    bool prioritised = false;
    double prioritisation = 0.6;     ///< exponent of the surprise
    double importance = 0.4;         ///< exponent of the correction at first; 1 in the end
    int importanceDecisions = 50000; ///< until then
    double explorationStart = 1.0;   ///< epsilon at first
    double explorationEnd = 0.05;
    int explorationDecisions = 5000; ///< from the one to the other

    static const Fields<DeepQParameters>& fields();
};

/// Q-learning with a network in place of the table (DQN, Mnih et al. 2015, Nature 518:529; parts
/// and their order as in dqn_zoo). Every few decisions it goes over a batch of remembered
/// experiences and moves the weights w of the network by Adam, down the mean over the batch of
///
///     weight_i H(y_i - Q(s_i, a_i; w)),   H(e) = e^2 / 2 for |e| < 1, |e| - 1/2 beyond (Huber)
///     y = r                                            when nothing follows
///     y = r + gamma max_a Q(s', a; w')                 in the paper
///     y = r + gamma Q(s', argmax_a Q(s', a; w); w')    double
///
/// (double: van Hasselt et al. 2016, AAAI) over the actions that are possible in s', where w' are
/// the weights of a target network: a copy of w made from time to time. weight_i is 1, or corrects
/// for prioritised drawing (see ReplayMemory). The bound on the slope of H is what dqn_zoo calls
/// the bound on the gradient of the error. Rewards are taken as they are, where dqn_zoo holds them
/// to [-1, 1]: one of 10 is learned as 10, in steps no larger than those of 1.
///
/// It chooses at random with probability epsilon, which falls linearly with the number of decisions
/// it has learned from. Without replay it learns from the latest experience only, at every
/// decision. The weights start at random with the first experience; before that all values are 0.
class DeepQ final : public Learner {
public:
    /// Throws Error for more actions than ReplayMemory::mostActions.
    DeepQ(const DeepQParameters& parameters, const LearnerSetting& setting);
    static LearnerType type();

    void actionValues(const LearnerState& state, std::span<double> values) override {
        valuesOf(online_, state, values);
    }
    const PolicyParameters& policy() const override { return policy_; }
    double discount() const override { return parameters_.discount; }
    void look(std::span<const LearnerState> states, std::vector<StateLayer>& layers) override;
    std::vector<Reading> readings() const override;
    void learn(const Experience& experience, Rng& rng) override;
    /// Goes over backups / batch batches. For the copies into the target network an update counts
    /// as as many decisions as there are between updates while it behaves; for exploration it does
    /// not count.
    void replay(int backups, Rng& rng) override;
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

    /// The same as actionValues() of the target network.
    void targetValues(const LearnerState& state, std::span<double> values) {
        valuesOf(target_, state, values);
    }
    const ReplayMemory& memory() const { return memory_; }
    /// Steps of Adam so far.
    long updates() const { return updates_; }
    /// The mean loss of a batch, smoothed over about a hundred updates; 0 before the first.
    double loss() const { return loss_; }

private:
    void start(Rng& rng);
    void setSchedules();
    void valuesOf(const ValueNetwork<float>& network, const LearnerState& state,
                  std::span<double> values);
    void draw(Rng& rng);
    void learnFromDrawn();
    double targetOf(std::size_t row, const ReplayMemory::Outcome& outcome) const;
    void countTowardsCopy(int decisions);

    DeepQParameters parameters_;
    PolicyParameters policy_;
    double importance_ = 0.0; ///< exponent, now
    ValueNetwork<float> online_;
    ValueNetwork<float> target_;
    std::unique_ptr<Optimiser<float>> optimiser_;
    ReplayMemory memory_;
    bool started_ = false;
    long decisions_ = 0; ///< learned from
    int sinceCopy_ = 0;  ///< decisions
    long updates_ = 0;
    double loss_ = 0.0;

    // Scratch.
    std::vector<int> slots_; ///< of the batch (rows)
    FeatureRows<float> from_, to_, one_;
    ValuePass<float> pass_, chooserPass_, targetPass_, onePass_;
    std::vector<float> weights_;  ///< of experiences (rows)
    std::vector<float> dValues_;  ///< (rows, actions)
    std::vector<float> gradient_; ///< mirrors the weights
};

} // namespace hippodrome

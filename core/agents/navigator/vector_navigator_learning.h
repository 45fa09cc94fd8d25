#pragma once

#include "core/agents/navigator/vector_navigator_loss.h"
#include "core/agents/navigator/vector_navigator_network.h"
#include "core/agents/navigator/vector_navigator_parameters.h"
#include "core/base/state_visitor.h"
#include "core/net/optimisers.h"

#include <memory>
#include <vector>

namespace hippodrome {

/// What a navigator's policy sees when it decides.
struct NavigatorInput {
    std::vector<float> here;   ///< code of the place (code)
    std::vector<float> goal;   ///< code at the last reward; zero before the first (code)
    std::vector<float> senses; ///< (senses)
};

/// Learns from reward alone: keeps the decisions of a window, cuts it into segments with the states
/// in which they began, and goes over all of them side by side, by backpropagation through time
/// within segments and Adam.
class NavigatorLearning {
public:
    NavigatorLearning(const NavigatorTraining& parameters, const NavigatorShape& shape);

    /// A decision is taken in the state (hidden), (hidden) of the LSTM.
    void begin(const NavigatorInput& input, const float* hidden, const float* cell, int action,
               double logProbability, double value);
    /// What came of it. `value` is that of where it led, 0 when nothing follows.
    void end(double reward, double value, bool lastOfTrial);
    bool underWay() const { return underWay_; }
    /// The decision under way is forgotten.
    void abandon();
    /// Time to learn: every decision of the window has come to its end.
    bool full() const { return !underWay_ && decisions_.size() == window(); }
    void learn(NavigatorNetwork<float>& network);

    void update(const NavigatorTraining& parameters);
    long updates() const { return updates_; } ///< steps of Adam
    double loss() const { return loss_; }     ///< of the last one
    void state(StateVisitor& s);

private:
    std::size_t window() const { return static_cast<std::size_t>(parameters_.segments) * steps(); }
    std::size_t steps() const { return static_cast<std::size_t>(parameters_.segment); }
    void setTargets();

    NavigatorTraining parameters_;
    NavigatorShape shape_;
    NavigatorPass<float> pass_; ///< its inputs are the window's
    PolicyTargets<float> targets_;
    std::vector<ValuedDecision> decisions_; ///< in the order in which they were taken
    std::vector<float> hidden_, cell_;      ///< at the start of segments (segments, hidden)
    bool underWay_ = false;
    std::unique_ptr<Optimiser<float>> optimiser_;
    long updates_ = 0;
    double loss_ = 0.0;
    std::vector<float> dLogits_, dValues_, gradient_; ///< scratch
};

} // namespace hippodrome

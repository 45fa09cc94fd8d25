#include "core/agents/navigator/vector_navigator_learning.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hippodrome {

namespace {

/// Advantages of a window are divided by their standard deviation, or by this when that is less.
constexpr double leastDeviation = 0.1;

void holdLength(std::span<float> gradient, double limit) {
    double square = 0.0;
    for (const float g : gradient)
        square += static_cast<double>(g) * static_cast<double>(g);
    if (square <= limit * limit)
        return;
    const float factor = static_cast<float>(limit / std::sqrt(square));
    for (float& g : gradient)
        g *= factor;
}

} // namespace

NavigatorLearning::NavigatorLearning(const NavigatorTraining& parameters,
                                     const NavigatorShape& shape)
    : parameters_(parameters), shape_(shape), pass_(shape, parameters.segment, parameters.segments),
      hidden_(static_cast<std::size_t>(parameters.segments * shape.hidden)), cell_(hidden_.size()) {
    targets_.resize(window());
    AdamParameters adam;
    adam.learningRate = parameters.learningRate;
    adam.epsilon = 1e-5;
    gradient_.resize(NavigatorNetwork<float>(shape).weights().size());
    optimiser_ = std::make_unique<Adam<float>>(adam, gradient_.size());
}

void NavigatorLearning::begin(const NavigatorInput& input, const float* hidden, const float* cell,
                              int action, double logProbability, double value) {
    assert(!underWay_ && decisions_.size() < window());
    const std::size_t segment = decisions_.size() / steps();
    const std::size_t step = decisions_.size() % steps();
    const std::size_t row = step * static_cast<std::size_t>(parameters_.segments) + segment;
    const std::size_t units = static_cast<std::size_t>(shape_.hidden);
    if (step == 0) {
        std::copy_n(hidden, units, hidden_.data() + segment * units);
        std::copy_n(cell, units, cell_.data() + segment * units);
    }
    std::copy(input.here.begin(), input.here.end(), pass_.here.data() + row * input.here.size());
    std::copy(input.goal.begin(), input.goal.end(), pass_.goal.data() + row * input.goal.size());
    std::copy(input.senses.begin(), input.senses.end(),
              pass_.senses.data() + row * input.senses.size());
    targets_.actions[row] = action;
    targets_.logProbabilities[row] = static_cast<float>(logProbability);
    decisions_.push_back({0.0, value, 0.0, false});
    underWay_ = true;
}

void NavigatorLearning::end(double reward, double value, bool lastOfTrial) {
    assert(underWay_);
    decisions_.back().reward = reward;
    decisions_.back().nextValue = value;
    decisions_.back().last = lastOfTrial;
    underWay_ = false;
}

void NavigatorLearning::abandon() {
    if (underWay_)
        decisions_.pop_back();
    underWay_ = false;
}

void NavigatorLearning::setTargets() {
    const std::vector<double> advantages =
        generalisedAdvantages(decisions_, parameters_.discount, parameters_.trace);
    double mean = 0.0, square = 0.0;
    for (const double advantage : advantages) {
        mean += advantage;
        square += advantage * advantage;
    }
    mean /= static_cast<double>(advantages.size());
    square /= static_cast<double>(advantages.size());
    const double deviation =
        std::max(std::sqrt(std::max(square - mean * mean, 0.0)), leastDeviation);
    for (std::size_t i = 0; i < advantages.size(); ++i) {
        const std::size_t row =
            (i % steps()) * static_cast<std::size_t>(parameters_.segments) + i / steps();
        targets_.advantages[row] = static_cast<float>((advantages[i] - mean) / deviation);
        targets_.returns[row] = static_cast<float>(advantages[i] + decisions_[i].value);
    }
}

void NavigatorLearning::learn(NavigatorNetwork<float>& network) {
    setTargets();
    std::copy(hidden_.begin(), hidden_.end(), pass_.initialHidden());
    std::copy(cell_.begin(), cell_.end(), pass_.initialCell());
    dLogits_.resize(pass_.logits().size());
    dValues_.resize(pass_.values().size());
    const PolicyLossParameters costs{parameters_.valueCost, parameters_.entropyCost,
                                     parameters_.ratioLimit};
    for (int i = 0; i < parameters_.passes; ++i) {
        pass_.forward(network);
        loss_ =
            policyLoss<float>(costs, targets_, pass_.logits(), pass_.values(), dLogits_, dValues_);
        std::fill(gradient_.begin(), gradient_.end(), 0.0F);
        pass_.backward(network, dLogits_, dValues_, gradient_);
        holdLength(gradient_, parameters_.gradientLimit);
        optimiser_->step(network.weights(), gradient_);
        ++updates_;
    }
    decisions_.clear();
}

void NavigatorLearning::update(const NavigatorTraining& parameters) {
    parameters_ = parameters;
    optimiser_->setLearningRate(parameters.learningRate);
}

void NavigatorLearning::state(StateVisitor& s) {
    s("here", pass_.here)("goal", pass_.goal)("senses", pass_.senses);
    s("actions", targets_.actions, Allowed::below(shape_.actions));
    s("log_probabilities", targets_.logProbabilities);
    s.firstColumn<double>("decisions", decisions_, {}, &ValuedDecision::reward,
                          &ValuedDecision::value, &ValuedDecision::nextValue);
    s.column<char>("ends_of_trials", decisions_, Allowed::truths(), &ValuedDecision::last);
    s("hidden", hidden_)("cell", cell_)("under_way", underWay_);
    s("updates", updates_, Allowed::counts())("loss", loss_);
    for (const auto& [name, values] : optimiser_->slots())
        s("adam_" + name, values);
    if (s.reading())
        optimiser_->setStepCount(updates_);
    s.require("decisions", decisions_.size() <= window() && !(underWay_ && decisions_.empty()),
              "expected at most " + std::to_string(window()) + ", found " +
                  std::to_string(decisions_.size()));
}

} // namespace hippodrome

#pragma once

#include "core/base/state_visitor.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace hippodrome {

/// Changes a block of weights by its gradient. Slots mirror the block, so that saving and comparing
/// are single loops.
template <class T>
class Optimiser {
public:
    virtual ~Optimiser() = default;
    /// One step of all weights.
    void step(std::span<T> weights, std::span<const T> gradient) {
        begin();
        apply(0, weights, gradient);
    }
    // The same in pieces, which several threads may share: begin() once, then every weight once.
    virtual void begin() {}
    /// `first` is the index of the first of these weights in the block.
    virtual void apply(std::size_t first, std::span<T> weights, std::span<const T> gradient) = 0;
    virtual void setLearningRate(double rate) = 0;
    /// The slots by name, for checkpoints.
    virtual std::vector<std::pair<std::string, std::span<T>>> slots() = 0;
    /// Number of steps done, for optimisers that need it.
    virtual long stepCount() const { return 0; }
    virtual void setStepCount(long) {}
    /// The slots, in blocks of their names behind `prefix`, and the steps in `prefix` + `steps`.
    void state(StateVisitor& s, const std::string& prefix, const Allowed& allowed);
    /// As if no step had been made.
    virtual void reset() = 0;
};

/// RMSProp. TensorFlow 1 (the defaults): v starts at 1; v += (1 - decay)(g^2 - v);
/// m = momentum m + rate g / sqrt(v + epsilon); w -= m. PyTorch: v starts at 0 and epsilon is added
/// to the root instead.
struct RmsPropParameters {
    double learningRate = 1e-5;
    double decay = 0.9;
    double momentum = 0.9;
    double epsilon = 1e-10;
    bool epsilonInsideRoot = true;
    double slotStart = 1.0;
};

template <class T>
class RmsProp final : public Optimiser<T> {
public:
    RmsProp(const RmsPropParameters& parameters, std::size_t size);
    void apply(std::size_t first, std::span<T> weights, std::span<const T> gradient) override;
    void setLearningRate(double rate) override { parameters_.learningRate = rate; }
    std::vector<std::pair<std::string, std::span<T>>> slots() override;
    void reset() override;

private:
    RmsPropParameters parameters_;
    std::vector<T> meanSquare_;
    std::vector<T> momentum_;
};

/// Adam (Kingma and Ba 2015, algorithm 1), with bias correction as PyTorch applies it.
struct AdamParameters {
    double learningRate = 1e-3;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
};

template <class T>
class Adam final : public Optimiser<T> {
public:
    Adam(const AdamParameters& parameters, std::size_t size);
    void begin() override { ++steps_; }
    void apply(std::size_t first, std::span<T> weights, std::span<const T> gradient) override;
    void setLearningRate(double rate) override { parameters_.learningRate = rate; }
    std::vector<std::pair<std::string, std::span<T>>> slots() override;
    long stepCount() const override { return steps_; }
    void setStepCount(long steps) override { steps_ = steps; }
    void reset() override;

private:
    AdamParameters parameters_;
    long steps_ = 0;
    std::vector<T> mean_;
    std::vector<T> meanSquare_;
};

/// Holds every element of a gradient to [-limit, limit].
template <class T>
void clipElements(std::span<T> gradient, double limit);

} // namespace hippodrome

#pragma once

#include "core/base/rng.h"
#include "core/net/linear.h"
#include "core/net/recurrent.h"

#include <span>
#include <vector>

namespace hippodrome {

/// Sizes of a policy network.
struct NavigatorShape {
    int code = 0;     ///< units of the code of here, and as many of the goal
    int senses = 0;   ///< further inputs
    int products = 0; ///< units that compare here and goal
    int hidden = 0;   ///< of the LSTM
    int actions = 0;
    friend bool operator==(const NavigatorShape&, const NavigatorShape&) = default;
};

/// A policy over headings and a value, from the code of here g, the code of the goal g* and senses
/// s, by a layer of products and an LSTM:
///
///     p = (A g + a) * (B g* + b)            elementwise
///     h, c = LSTM([p, s], h, c)
///     policy = softmax(P h + p0),  value = v . h + v0
///
/// The products are what the LSTM of Banino et al. 2018 has to find with its gates: how far it is
/// from here to the goal is a matter of phase differences, which are products of the two codes.
///
/// All weights lie in one contiguous block, in this order: A (products, code), a, B (products,
/// code), b, LSTM inputs (4 hidden, products + senses), LSTM recurrent (4 hidden, hidden), its bias
/// (gates i, f, g, o), P (actions, hidden), p0, v (hidden), v0.
template <class T>
class NavigatorNetwork {
public:
    explicit NavigatorNetwork(const NavigatorShape& shape);

    const NavigatorShape& shape() const { return shape_; }
    std::span<T> weights() { return weights_; }
    std::span<const T> weights() const { return weights_; }

    /// Uniform in +-sqrt(3 / fan-in) for the products, so that they have variance one, and in
    /// +-1 / sqrt(fan-in) for the rest; a hundredth of that for the policy, so that it begins
    /// without a preference. The bias of forget gates is 1.
    void start(Rng& rng);

    /// Views of the parts of a block.
    template <class U>
    struct Parts {
        LinearWeights<U> here, goal;
        RecurrentWeights<U> recurrent;
        LinearWeights<U> policy, value;
    };
    template <class U>
    Parts<U> parts(U* block) const;
    /// The LSTM as the layers of core/net know it.
    const RecurrentShape& recurrentShape() const { return recurrent_; }

private:
    NavigatorShape shape_;
    RecurrentShape recurrent_;
    std::vector<T> weights_;
};

/// One way through a navigator's network and back, for sequences side by side. Everything is
/// time-major, (steps, batch, size).
template <class T>
class NavigatorPass {
public:
    NavigatorPass(const NavigatorShape& shape, int steps, int batch);

    int rows() const { return steps_ * batch_; }

    // Filled by the caller before forward().
    std::vector<T> here;                            ///< (steps, batch, code)
    std::vector<T> goal;                            ///< (steps, batch, code)
    std::vector<T> senses;                          ///< (steps, batch, senses)
    T* initialHidden() { return memory_.h.data(); } ///< (batch, hidden)
    T* initialCell() { return memory_.c.data(); }   ///< (batch, hidden)

    void forward(const NavigatorNetwork<T>& network);
    /// gradient <- gradient + dL/dw, a block that mirrors the weights, from the gradients of the
    /// policy's logits and of the values. Call after forward().
    void backward(const NavigatorNetwork<T>& network, std::span<const T> dLogits,
                  std::span<const T> dValues, std::span<T> gradient);

    std::span<const T> logits() const { return logits_; } ///< (steps, batch, actions)
    std::span<const T> values() const { return values_; } ///< (steps, batch)
    const T* lastHidden() const { return memory_.h.data() + steps_ * state(); }
    const T* lastCell() const { return memory_.c.data() + steps_ * state(); }

private:
    long state() const { return static_cast<long>(batch_) * shape_.hidden; }
    /// Of all steps side by side (rows, columns).
    template <class U>
    Matrix<U> table(std::vector<U>& values, int columns) const {
        return matrixOf(values.data(), rows(), columns);
    }
    int width() const { return shape_.products + shape_.senses; } ///< inputs of the LSTM

    NavigatorShape shape_;
    int steps_;
    int batch_;
    RecurrentMemory<T> memory_;
    std::vector<T> ofHere_; ///< A g + a (rows, products)
    std::vector<T> ofGoal_; ///< B g* + b (rows, products)
    std::vector<T> input_;  ///< of the LSTM (rows, products + senses)
    std::vector<T> logits_;
    std::vector<T> values_;
    std::vector<T> dHidden_;
    std::vector<T> dInput_;
    std::vector<T> dOfHere_;
    std::vector<T> dOfGoal_;
};

} // namespace hippodrome

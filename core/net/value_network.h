#pragma once

#include "core/base/rng.h"
#include "core/net/linear.h"

#include <span>
#include <vector>

namespace hippodrome {

/// The features of several states, one row after the other: those of row r lie between starts[r]
/// and starts[r + 1].
template <class T>
struct FeatureRows {
    std::vector<int> starts{0}; ///< (rows + 1)
    std::vector<int> features;
    std::vector<T> activities; ///< as many

    int rows() const { return static_cast<int>(starts.size()) - 1; }
    void clear() {
        starts.resize(1);
        features.clear();
        activities.clear();
    }
    void add(int feature, T activity) {
        features.push_back(feature);
        activities.push_back(activity);
    }
    /// The features added since the last row are a row.
    void endRow() { starts.push_back(static_cast<int>(features.size())); }
};

/// What a network computes for a batch, and what it needs for the way back. Its memory grows with
/// the largest batch that it has seen.
template <class T>
struct ValuePass {
    std::vector<T> first;  ///< (rows, hidden) after the ReLU
    std::vector<T> second; ///< (rows, hidden) after the ReLU
    std::vector<T> values; ///< (rows, actions)

    std::vector<T> dFirst;  ///< scratch (rows, hidden)
    std::vector<T> dSecond; ///< scratch (rows, hidden)
};

/// A multilayer perceptron that gives each action of a state a value:
///
///     Q(s, .) = b3 + W3 relu(b2 + W2 relu(b1 + x(s) W1))
///
/// All weights lie in one contiguous block, in this order: W1 (features, hidden), b1, W2 (hidden,
/// hidden), b2, W3 (actions, hidden), b3. Rows of W1 belong to features, so that a state with few
/// features that are not zero costs few rows: in a table, one.
template <class T>
class ValueNetwork {
public:
    ValueNetwork(int features, int hidden, int actions);

    int features() const { return features_; }
    int hidden() const { return hidden_; }
    int actions() const { return actions_; }
    std::span<T> weights() { return weights_; }
    std::span<const T> weights() const { return weights_; }

    /// Weights and biases uniform in +-1/sqrt(fan-in), as PyTorch and dqn_zoo have it.
    void start(Rng& rng);
    /// Fills pass.values, one row for each of `states`.
    void forward(const FeatureRows<T>& states, ValuePass<T>& pass) const;
    /// gradient <- gradient + dL/dw, from dValues = dL/dQ (rows, actions), for the states that
    /// `pass` went forward with. `gradient` mirrors weights().
    void backward(const FeatureRows<T>& states, ValuePass<T>& pass, std::span<const T> dValues,
                  std::span<T> gradient) const;

private:
    /// Views of the parts of a block.
    template <class U>
    struct Parts {
        Matrix<U> first; ///< (features, hidden)
        std::span<U> firstBias;
        LinearWeights<U> second, third;
    };
    template <class U>
    Parts<U> parts(U* block) const;

    int features_;
    int hidden_;
    int actions_;
    std::vector<T> weights_;
};

} // namespace hippodrome

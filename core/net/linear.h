#pragma once

#include "core/net/products.h"

#include <span>

namespace hippodrome {

/// Views of a linear map: weights (outputs, inputs) and, when it has them, biases (outputs).
template <class T>
struct LinearWeights {
    Matrix<T> weights;
    std::span<T> bias;

    explicit operator bool() const { return static_cast<bool>(weights); }
    operator LinearWeights<const T>() const requires(!std::is_const_v<T>) {
        return {weights, bias};
    }
};
/// Weights that a function only reads, see MatrixIn.
template <class T>
using LinearIn = std::type_identity_t<LinearWeights<const T>>;

/// Y (rows, outputs) <- b + X (rows, inputs) W^T.
template <class T>
bool applyLinear(MatrixIn<T> x, LinearIn<T> map, Matrix<T> y, const StopCheck& stop = {}) {
    if (!map.bias.empty())
        fillRows<T>(map.bias, y);
    return applyWeights<T>(x, map.weights, map.bias.empty() ? Write::over : Write::add, y, stop);
}

/// Adds the gradient of W and b, from that of Y.
template <class T>
bool addLinearGradient(MatrixIn<T> x, MatrixIn<T> dy, LinearWeights<T> gradient,
                       const StopCheck& stop = {}) {
    if (!addWeightGradient<T>(x, dy, gradient.weights, stop))
        return false;
    if (!gradient.bias.empty())
        addRowSums<T>(dy, gradient.bias);
    return true;
}

/// Hands out the parts of a block of weights, one after the other. Without a block it counts what
/// they need.
template <class T>
class WeightBlock {
public:
    explicit WeightBlock(T* block) : block_(block) {}

    Matrix<T> matrix(int rows, int columns) {
        return matrixOf(take(matrixSize(rows, columns)), rows, columns);
    }
    std::span<T> bias(int outputs) {
        const auto count = static_cast<std::size_t>(outputs);
        T* first = take(count);
        return first ? std::span<T>(first, count) : std::span<T>();
    }
    LinearWeights<T> linear(int outputs, int inputs) {
        const Matrix<T> weights = matrix(outputs, inputs);
        return {weights, bias(outputs)};
    }
    /// Of the parts so far.
    std::size_t size() const { return size_; }

private:
    T* take(std::size_t count) {
        T* first = block_ ? block_ + size_ : nullptr;
        size_ += count;
        return first;
    }

    T* block_;
    std::size_t size_ = 0;
};

} // namespace hippodrome

#include "core/net/velocity_gate.h"

namespace hippodrome {

template <class T>
void VelocityGate<T>::resize(const RecurrentShape& shape, int steps, int batch) {
    shape_ = shape;
    batch_ = batch;
    if (!shape.gated())
        return;
    products_.resize(matrixSize(steps * batch, 2 * shape.hidden));
    dProducts_.resize(matrixSize(batch, 2 * shape.hidden));
}

template <class T>
void VelocityGate<T>::setForward(Matrix<const T> weights) {
    weights_ = weights;
    if (batch_ > 1)
        factor_.set(Transposed::yes, weights);
}

template <class T>
void VelocityGate<T>::setBackward(Matrix<const T> weights) {
    factor_.set(Transposed::no, weights);
}

template <class T>
bool VelocityGate<T>::addForward(int t, Matrix<const T> x, Matrix<const T> h, Matrix<T> z,
                                 const StopCheck& stop) {
    const int hidden = shape_.hidden;
    const T inverse = static_cast<T>(1.0 / shape_.velocityGate);
    const Matrix<T> products = productsOf(t);
    for (int row = 0; row < batch_; ++row) {
        const T dx = x.row(row)[0] * inverse, dy = x.row(row)[1] * inverse;
        const T* state = h.row(row);
        T* along = products.row(row);
        for (int unit = 0; unit < hidden; ++unit) {
            along[unit] = dx * state[unit];
            along[hidden + unit] = dy * state[unit];
        }
    }
    if (batch_ == 1)
        return applyWeights<T>(products, weights_, Write::add, candidates(z), stop);
    return factor_.multiply(Transposed::no, products, Write::add, candidates(z), stop);
}

template <class T>
bool VelocityGate<T>::addBackward(const Back& step, const StopCheck& stop) {
    const int hidden = shape_.hidden;
    const T inverse = static_cast<T>(1.0 / shape_.velocityGate);
    const Matrix<T> dProducts = matrixOf(dProducts_.data(), batch_, 2 * hidden);
    if (!factor_.multiply(Transposed::no, candidates(step.dz), Write::over, dProducts, stop))
        return false;
    for (int row = 0; row < batch_; ++row) {
        const T alongX = step.x.row(row)[0] * inverse;
        const T alongY = step.x.row(row)[1] * inverse;
        const T* back = dProducts.row(row);
        T* state = step.dh.row(row);
        for (int unit = 0; unit < hidden; ++unit)
            state[unit] += alongX * back[unit] + alongY * back[hidden + unit];
        if (!step.dx)
            continue;
        const T* before = step.h.row(row);
        T sumX = T(0), sumY = T(0);
        for (int unit = 0; unit < hidden; ++unit) {
            sumX += back[unit] * before[unit];
            sumY += back[hidden + unit] * before[unit];
        }
        step.dx.row(row)[0] += sumX * inverse;
        step.dx.row(row)[1] += sumY * inverse;
    }
    return true;
}

template <class T>
bool VelocityGate<T>::addGradient(Matrix<const T> dz, Matrix<T> dWeights, const StopCheck& stop) {
    factor_.set(Transposed::no, matrixOf<const T>(products_.data(), dz.rows, 2 * shape_.hidden));
    return factor_.multiply(Transposed::yes, candidates(dz), Write::add, dWeights, stop);
}

template class VelocityGate<float>;
template class VelocityGate<double>;

} // namespace hippodrome

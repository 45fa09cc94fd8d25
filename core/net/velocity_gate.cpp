#include "core/net/velocity_gate.h"

namespace hippodrome {

template <class T>
void VelocityGate<T>::resize(const RecurrentShape& shape, int steps, int batch) {
    if (!shape.gated())
        return;
    products_.resize(matrixSize(steps * batch, 2 * shape.hidden));
    dProducts_.resize(matrixSize(batch, 2 * shape.hidden));
}

template <class T>
void VelocityGate<T>::setForward(const RecurrentShape& shape, int batch, const T* weights) {
    weights_ = weights;
    if (batch > 1)
        factor_.set(Transposed::yes, 2 * shape.hidden, shape.hidden, weights);
}

template <class T>
void VelocityGate<T>::setBackward(const RecurrentShape& shape, const T* weights) {
    factor_.set(Transposed::no, shape.hidden, 2 * shape.hidden, weights);
}

template <class T>
bool VelocityGate<T>::addForward(const RecurrentShape& shape, int t, int batch, const T* x,
                                 const T* h, T* z, const StopCheck& stop) {
    const int hidden = shape.hidden;
    const long width = 2L * hidden;
    const T inverse = static_cast<T>(1.0 / shape.velocityGate);
    T* products = products_.data() + t * batch * width;
    for (long row = 0; row < batch; ++row) {
        const T dx = x[row * shape.inputs] * inverse, dy = x[row * shape.inputs + 1] * inverse;
        const T* state = h + row * hidden;
        T* along = products + row * width;
        for (int unit = 0; unit < hidden; ++unit) {
            along[unit] = dx * state[unit];
            along[hidden + unit] = dy * state[unit];
        }
    }
    if (batch == 1)
        return applyWeights<T>(1, 2 * hidden, hidden, products, weights_, true,
                               z + shape.candidateOffset(), stop);
    return factor_.multiplyInto(Transposed::no, batch, products, static_cast<int>(width), true,
                                z + shape.candidateOffset(), shape.gateBlocks() * hidden, stop);
}

template <class T>
bool VelocityGate<T>::addBackward(const RecurrentShape& shape, int batch, const T* x, const T* h,
                                  const T* dz, T* dh, T* dx, const StopCheck& stop) {
    const int hidden = shape.hidden;
    const long width = 2L * hidden;
    const T inverse = static_cast<T>(1.0 / shape.velocityGate);
    if (!factor_.multiply(Transposed::no, batch, dz + shape.candidateOffset(),
                          shape.gateBlocks() * hidden, false, dProducts_.data(), stop))
        return false;
    for (long row = 0; row < batch; ++row) {
        const T alongX = x[row * shape.inputs] * inverse;
        const T alongY = x[row * shape.inputs + 1] * inverse;
        const T* back = dProducts_.data() + row * width;
        T* state = dh + row * hidden;
        for (int unit = 0; unit < hidden; ++unit)
            state[unit] += alongX * back[unit] + alongY * back[hidden + unit];
        if (!dx)
            continue;
        const T* before = h + row * hidden;
        T sumX = T(0), sumY = T(0);
        for (int unit = 0; unit < hidden; ++unit) {
            sumX += back[unit] * before[unit];
            sumY += back[hidden + unit] * before[unit];
        }
        dx[row * shape.inputs] += sumX * inverse;
        dx[row * shape.inputs + 1] += sumY * inverse;
    }
    return true;
}

template <class T>
bool VelocityGate<T>::addGradient(const RecurrentShape& shape, int steps, int batch, const T* dz,
                                  T* dWeights, const StopCheck& stop) {
    const int hidden = shape.hidden;
    factor_.set(Transposed::no, steps * batch, 2 * hidden, products_.data());
    return factor_.multiply(Transposed::yes, hidden, dz + shape.candidateOffset(),
                            shape.gateBlocks() * hidden, true, dWeights, stop);
}

template class VelocityGate<float>;
template class VelocityGate<double>;

} // namespace hippodrome

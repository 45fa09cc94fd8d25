#pragma once

#include "core/net/products.h"
#include "core/net/recurrent_shape.h"

#include <vector>

namespace hippodrome {

/// Recurrence that is gated by velocity: beside everything else, the candidates of an LSTM (or the
/// units of a plain layer) see
///
///   u_t = [ (dx_t / s) h_t-1 ; (dy_t / s) h_t-1 ]
///
/// through weights (hidden, 2 hidden), with the displacement d_t as the first two inputs and a
/// length s. To move a map by a displacement is to first order linear in these products, which an
/// additive input to a rectified layer cannot make in one step (multiplicative recurrence:
/// Sutskever et al. 2011, ICML; transitions that depend on the displacement: Gao et al. 2021,
/// Dorrell et al. 2023, Schaeffer et al. 2023).
template <class T>
class VelocityGate {
public:
    void resize(const RecurrentShape& shape, int steps, int batch);

    /// Lays the weights out once for all steps, unless there is one row only.
    void setForward(Matrix<const T> weights);
    void setBackward(Matrix<const T> weights);

    /// Adds to the weighted inputs z (batch, gates) of step t, whose inputs x (batch, inputs) and
    /// state before h (batch, hidden) are given.
    bool addForward(int t, Matrix<const T> x, Matrix<const T> h, Matrix<T> z,
                    const StopCheck& stop);
    /// Of a step on the way back.
    struct Back {
        Matrix<const T> x;  ///< inputs (batch, inputs)
        Matrix<const T> h;  ///< state before (batch, hidden)
        Matrix<const T> dz; ///< gradient of the weighted inputs (batch, gates)
        Matrix<T> dh;       ///< its share is added to that of the state before (batch, hidden)
        Matrix<T> dx;       ///< and to that of the displacement (batch, inputs), if there is one
    };
    bool addBackward(const Back& step, const StopCheck& stop);
    /// Adds the gradient of the weights over all steps, from dz (steps * batch, gates).
    bool addGradient(Matrix<const T> dz, Matrix<T> dWeights, const StopCheck& stop);

private:
    Matrix<T> productsOf(int t) {
        return matrixOf(products_.data() + matrixSize(t * batch_, 2 * shape_.hidden), batch_,
                        2 * shape_.hidden);
    }
    /// Of weighted inputs or their gradients, those of the candidates.
    template <class U>
    Matrix<U> candidates(Matrix<U> z) const {
        return z.someColumns(shape_.candidateOffset(), shape_.hidden);
    }

    RecurrentShape shape_;
    int batch_ = 0;
    std::vector<T> products_;  ///< u (steps, batch, 2 hidden)
    std::vector<T> dProducts_; ///< of a step (batch, 2 hidden)
    RightFactor<T> factor_;
    Matrix<const T> weights_; ///< on the way forward
};

} // namespace hippodrome

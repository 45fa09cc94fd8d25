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
    void setForward(const RecurrentShape& shape, int batch, const T* weights);
    void setBackward(const RecurrentShape& shape, const T* weights);

    /// Adds to the weighted inputs z (batch, gate blocks * hidden) of step t, whose inputs x
    /// (batch, inputs) and state before h (batch, hidden) are given.
    bool addForward(const RecurrentShape& shape, int t, int batch, const T* x, const T* h, T* z,
                    const StopCheck& stop);
    /// Adds to the gradient dh (batch, hidden) of the state before step t, from that of the
    /// weighted inputs. `dx` (batch, inputs) gets the displacement's share too, unless it is
    /// nullptr.
    bool addBackward(const RecurrentShape& shape, int batch, const T* x, const T* h, const T* dz,
                     T* dh, T* dx, const StopCheck& stop);
    /// Adds the gradient of the weights over all steps.
    bool addGradient(const RecurrentShape& shape, int steps, int batch, const T* dz, T* dWeights,
                     const StopCheck& stop);

private:
    std::vector<T> products_;  ///< u (steps, batch, 2 hidden)
    std::vector<T> dProducts_; ///< of a step (batch, 2 hidden)
    RightFactor<T> factor_;
    const T* weights_ = nullptr; ///< on the way forward
};

} // namespace hippodrome

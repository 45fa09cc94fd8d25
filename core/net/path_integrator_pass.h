#pragma once

#include "core/net/path_integrator_network.h"
#include "core/net/solo_objective.h"

#include <vector>

namespace hippodrome {

/// One way through a network and back for a part of a batch: all buffers, allocated once per size.
/// A pass belongs to one thread at a time. Everything is time-major, (steps, batch, size).
template <class T>
class PathIntegratorPass {
public:
    PathIntegratorPass(const PathIntegratorNetwork<T>& network, int steps, int batch);

    int steps() const { return steps_; }
    int batch() const { return batch_; }
    int rows() const { return steps_ * batch_; }
    const PathIntegratorShape& shape() const { return network_.shape(); }

    // Filled by the caller before forward().
    std::vector<T> inputs;               ///< (steps, batch, inputs)
    std::vector<T> initialCode;          ///< (batch, initialInputs), when the network has such maps
    std::vector<std::vector<T>> targets; ///< per head (steps, batch, outputs)
    std::vector<T> dropoutMask; ///< (steps, batch, representation) of 0 or 1/keep; empty: none

    /// backward() adds the gradient of this times the sum of the squared representation. The losses
    /// do not contain it.
    T activityCost = T(0);
    /// By which every unit of the recurrent layer alone is to explain targets (rows, targets):
    /// backward() adds its gradient. Its sums are finished before.
    struct Solo {
        const SoloObjective<T>* objective;
        Matrix<const T> targets;
    };
    std::vector<Solo> solo; ///< of blocks of units, or one of all
    /// Noise uniform in +-`scale`, which follows from the seed, is added to every state of the next
    /// passes; 0 for none.
    void setStateNoise(T scale, unsigned seed) {
        memory_.noiseScale = scale;
        memory_.noiseSeed = seed;
    }
    /// Every output of the recurrent layer is multiplied by max(0, 1 + sd z), z nearly normal, in
    /// the next passes, which follows from the seed; errors on the way back are too. 0 for none.
    void setOutputNoise(double sd, unsigned seed) {
        memory_.outputNoise = sd;
        memory_.outputNoiseSeed = seed;
    }
    /// A block that mirrors the weights, through which backward() sends errors instead of through
    /// the transposed weights themselves: feedback alignment (Lillicrap et al. 2016, Nat. Commun.
    /// 7:13276). nullptr: backpropagation.
    const T* feedback = nullptr;
    /// False: forward() starts from initialHidden() and initialCell() as they are.
    bool startsFromCode = true;
    /// The state before the first step, for networks without an initial code.
    T* initialHidden() { return memory_.h.data(); }
    T* initialCell() { return memory_.c.data(); }
    const T* initialHidden() const { return memory_.h.data(); }
    const T* initialCell() const { return memory_.c.data(); }

    /// States, representation and outputs from the inputs. Returns false when stopped.
    bool forward(const StopCheck& stop = {});
    /// Replaces the outputs of each head by their gradients and returns the loss of each:
    /// `scales[k]` times the sum over rows (and outputs, for squared error). Call after forward().
    std::vector<double> lossAndOutputGradients(const std::vector<T>& scales);
    /// Adds the gradient of the loss to `gradient`, a block that mirrors the weights. Call after
    /// lossAndOutputGradients(). Returns false when stopped (the gradient is then incomplete).
    bool backward(std::span<T> gradient, const StopCheck& stop = {});

    const T* hidden() const { return memory_.h.data() + stateSize(); } ///< (steps, batch, hidden)
    /// What the heads read (steps, batch, representation): before dropout.
    const T* representation() const { return bottleneck_.empty() ? hidden() : bottleneck_.data(); }
    /// Outputs of a head (logits under cross-entropy), or their gradients after the loss.
    const T* outputs(std::size_t head) const { return outputs_[head].data(); }
    const T* lastHidden() const { return memory_.h.data() + steps_ * stateSize(); }
    const T* lastCell() const { return memory_.c.data() + steps_ * stateSize(); }

    // Of an LSTM; what a plain layer has instead of gates is its hidden state.
    const T* gates() const { return memory_.gates.data(); } ///< i, f, g, o (steps, batch, 4 hidden)
    const T* cells() const { return memory_.c.data() + stateSize(); } ///< (steps, batch, hidden)

    // Further gradients, for checks and for looking at.
    const T* gateGradients() const { return memory_.dGates.data(); } ///< of the weighted inputs
    const std::vector<T>& hiddenGradients() const { return dHidden_; }
    const std::vector<T>& bottleneckGradients() const { return dBottleneck_; }
    const std::vector<T>& initialHiddenGradient() const { return memory_.dh; }
    const std::vector<T>& initialCellGradient() const { return memory_.dc; }
    const std::vector<T>& inputGradients() const { return dInputs_; }
    void keepInputGradients() { dInputs_.resize(inputs.size()); }

private:
    long stateSize() const { return static_cast<long>(batch_) * network_.shape().hidden; }
    /// Of all steps side by side (rows, columns).
    template <class U>
    Matrix<U> table(U* values, int columns) const {
        return matrixOf(values, rows(), columns);
    }
    void setInitialState(const PathIntegratorWeights<const T>& weights);
    void addActivityGradient(const T* activity, std::vector<T>& gradient) const;
    bool headsBackward(const PathIntegratorWeights<const T>& back,
                       const PathIntegratorWeights<T>& gradient, const StopCheck& stop);
    bool bottleneckBackward(const PathIntegratorWeights<const T>& back,
                            const PathIntegratorWeights<T>& gradient, const StopCheck& stop);
    void initialStateBackward(const PathIntegratorWeights<T>& gradient);

    const PathIntegratorNetwork<T>& network_;
    int steps_;
    int batch_;
    RecurrentMemory<T> memory_;
    std::vector<T> bottleneck_; ///< after the rectifier, before dropout
    std::vector<T> dropped_;    ///< after dropout
    std::vector<std::vector<T>> outputs_;
    std::vector<T> dHidden_;
    std::vector<T> dBottleneck_;
    std::vector<T> dInputs_;
};

} // namespace hippodrome

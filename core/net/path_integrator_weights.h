#pragma once

#include "core/net/linear.h"
#include "core/net/path_integrator_shape.h"
#include "core/net/recurrent.h"

#include <string>
#include <vector>

namespace hippodrome {

/// A weight under the name that it has outside the program.
template <class T>
struct NamedWeight {
    std::string name;
    Matrix<T> values; ///< biases are a column
};

/// Views of the weights of a path integrator in one contiguous block, or of what mirrors them: a
/// gradient, a slot of an optimiser. Those that the network does not have are empty.
template <class T>
struct PathIntegratorWeights {
    /// Without a block all views are empty.
    PathIntegratorWeights(const PathIntegratorShape& shape, T* block);

    RecurrentWeights<T> recurrent;
    LinearWeights<T> initialState;       ///< (hidden, initial inputs)
    LinearWeights<T> initialCell;        ///< (hidden, initial inputs), of an LSTM
    LinearWeights<T> bottleneck;         ///< (bottleneck, hidden), without a bias
    std::vector<LinearWeights<T>> heads; ///< (outputs, representation)

    /// Those that there are, in the order of the block: `input`, `recurrent`, `velocity_gate`,
    /// `recurrent_bias`, `initial_state`, `initial_cell`, `bottleneck`, and the names of the heads;
    /// biases of linear maps end in `_bias`.
    std::vector<NamedWeight<T>> named(const PathIntegratorShape& shape) const;
};

/// Numbers in the block.
std::size_t weightCount(const PathIntegratorShape& shape);

} // namespace hippodrome

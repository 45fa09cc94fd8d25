#pragma once

#include "core/net/named_array.h"
#include "core/net/path_integrator_network.h"

#include <map>
#include <string>
#include <vector>

namespace hippodrome {

/// The weights under the names and in the layout of PyTorch modules: `recurrent.weight_ih_l0`,
/// `recurrent.weight_hh_l0`, `recurrent.bias_ih_l0` and `recurrent.bias_hh_l0` (nn.LSTM in the
/// order i, f, g, o, or nn.RNN), `recurrent.weight_gated` (hidden, 2 hidden) of a
/// velocity gate, which has no module, and `NAME.weight` and `NAME.bias` (nn.Linear) of
/// `initial_state`, `initial_cell`, `bottleneck` and each read-out. Our single recurrent bias
/// becomes bias_ih, with a constant offset inside the forget gate added; bias_hh is zero. The
/// module computes the same as our network when the units' activation is tanh; rectified LSTMs have
/// no module of their own.
template <class T>
std::vector<NamedArray> torchArrays(const PathIntegratorNetwork<T>& network);

/// A file in the safetensors format (huggingface/safetensors, format documentation): length of the
/// header (8 bytes, little endian), header in JSON, float32 data in the order of the arrays.
std::string safetensorsBytes(const std::vector<NamedArray>& arrays,
                             const std::map<std::string, std::string>& metadata);

/// A NumPy archive: an uncompressed ZIP file of `.npy` files. The same arrays give the same bytes.
/// Throws Error (resource).
std::string npzBytes(const std::vector<NamedArray>& arrays);

} // namespace hippodrome

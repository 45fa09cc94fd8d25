#pragma once

#include "core/net/path_integrator_network.h"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <type_traits>
#include <utility>

namespace hippodrome::testing {

/// The part with this name of a block that mirrors a network's weights.
template <class T>
std::span<T> part(const PathIntegratorNetwork<std::remove_const_t<T>>& network,
                  std::type_identity_t<std::span<T>> block, const std::string& name) {
    for (const NamedWeight<T>& weight : network.partsOf(block).named(network.shape()))
        if (weight.name == name)
            return {weight.values.data, weight.values.size()};
    ADD_FAILURE() << "the network has no weight " << name;
    return {};
}

/// The same of the weights themselves.
template <class T>
std::span<T> part(PathIntegratorNetwork<T>& network, const std::string& name) {
    return part<T>(std::as_const(network), network.weights(), name);
}

} // namespace hippodrome::testing

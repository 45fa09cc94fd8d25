#pragma once

#include "core/base/state_visitor.h"
#include "core/brains/network/grid_network_parameters.h"

#include <optional>

namespace hippodrome {

/// Finds when the weight of the solo objective begins to fall: when the loss has levelled off,
/// since the maps of the units have settled then. Means over a hundred updates are compared.
class SoloSchedule {
public:
    static constexpr long span = 100; ///< updates in a mean

    /// After an update, the `update`-th from 1.
    void note(const GridNetworkParameters& parameters, long update, double loss);

    /// The number of updates at which it was level; nothing before.
    std::optional<long> fallsFrom() const { return fallsFrom_; }

    /// Anything has been noted.
    bool begun() const { return noted_ > 0 || before_ > 0.0 || fallsFrom_; }
    void state(StateVisitor& s);

private:
    double sum_ = 0.0; ///< of the mean under way
    long noted_ = 0;
    double before_ = 0.0; ///< the mean before it; 0: none
    std::optional<long> fallsFrom_;
};

} // namespace hippodrome

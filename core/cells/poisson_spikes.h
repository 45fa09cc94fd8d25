#pragma once

#include "core/base/field.h"
#include "core/base/rng.h"
#include "core/base/state_visitor.h"

#include <span>
#include <vector>

namespace hippodrome {

/// One spike of a unit.
struct Spike {
    int unit = 0;
    double delay = 0.0; ///< after the tick before [s]
    friend bool operator==(const Spike&, const Spike&) = default;
};

struct SpikingParameters {
    bool on = false;
    double refractory = 0.002; ///< [s]

    static const Fields<SpikingParameters>& fields();
};

/// Spikes as a Poisson process of the given rates, silent for a refractory period after each. The
/// rate is that of the process while it is not refractory, so that the mean number of spikes per
/// second is rate / (1 + rate x refractory).
class PoissonSpikes {
public:
    PoissonSpikes(int units, double refractory, Rng rng);

    /// Spikes of all units in the next `dt` [s], in the order of their times, for rates [Hz] that
    /// hold throughout; negative ones count as zero. The span is good until the next call.
    std::span<const Spike> advance(std::span<const float> rates, double dt);
    std::span<const Spike> last() const { return spikes_; }
    void setRefractory(double refractory) { refractory_ = refractory; }

    const Rng& rng() const { return rng_; }
    void state(StateVisitor& s);

private:
    double refractory_;
    Rng rng_;
    std::vector<double> silentFor_; ///< what is left of each unit's refractory period [s]
    std::vector<Spike> spikes_;
};

} // namespace hippodrome

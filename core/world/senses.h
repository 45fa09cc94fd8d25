#pragma once

#include "core/brains/brain.h"
#include "core/scene/scene.h"

#include <cmath>

namespace hippodrome {

/// What the rat perceives of itself, with what that gets wrong.
class Senses {
public:
    Senses(const SensesParameters& parameters, Rng rng) : parameters_(parameters), rng_(rng) {}

    void setParameters(const SensesParameters& parameters) { parameters_ = parameters; }
    bool dark() const { return parameters_.dark; }
    /// The errors of one tick.
    void addErrors(Observation& now) {
        const double step = std::sqrt(now.dt);
        if (parameters_.movementNoise > 0.0)
            now.movementError =
                Vec2{rng_.normal(), rng_.normal()} * (parameters_.movementNoise * step);
        if (parameters_.turnNoise > 0.0)
            now.turnError = parameters_.turnNoise * step * rng_.normal();
    }
    void state(StateVisitor& s) { s("senses_rng", rng_); }

private:
    SensesParameters parameters_;
    Rng rng_;
};

} // namespace hippodrome

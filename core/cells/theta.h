#pragma once

#include "core/base/field.h"

namespace hippodrome {

/// The theta rhythm and how place cells keep time with it.
struct ThetaParameters {
    bool on = false;
    double frequency = 10.0;      ///< [Hz]
    double concentration = 1.0;   ///< of the von Mises locking to the preferred phase
    double precessionShare = 0.5; ///< of a cycle that the phase travels from field entry to exit

    static const Fields<ThetaParameters>& fields();

    /// Phase of the rhythm at a time [s], in [0, 2 pi) rad.
    double phase(double time) const;
    /// Factor of the momentary rate, with mean 1 over a cycle: 2 pi times the von Mises density of
    /// the phase around the preferred one. `scale` is what scale() gives, which is slow.
    double modulation(double phase, double preferredPhase, double scale) const;
    double scale() const;
    /// The phase that a cell prefers when the rat has gone the signed share `progress` of the
    /// field's half-width past its centre (-1 on entry, 1 on exit): from late in the cycle to early
    /// (O'Keefe and Recce 1993, Hippocampus 3:317; form of RatInABox `PhasePrecessingPlaceCells`).
    double preferredPhase(double progress) const;
};

} // namespace hippodrome

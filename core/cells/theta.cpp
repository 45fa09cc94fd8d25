#include "core/cells/theta.h"

#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

constexpr double turn = 2.0 * std::numbers::pi;

} // namespace

const Fields<ThetaParameters>& ThetaParameters::fields() {
    using P = ThetaParameters;
    static const Fields<P> list =
        Fields<P>()
            .boolean("on", &P::on,
                     {.label = "Theta",
                      .help = "Rates follow the theta rhythm, and cells precess in phase.",
                      .effect = Effect::live})
            .real("frequency", &P::frequency,
                  {.label = "Theta frequency",
                   .unit = "Hz",
                   .minimum = 1.0,
                   .maximum = 20.0,
                   .help = "Of the rhythm.",
                   .source = "RatInABox: 10",
                   .effect = Effect::live})
            .real("concentration", &P::concentration,
                  {.label = "Phase locking",
                   .minimum = 0.0,
                   .maximum = 50.0,
                   .help = "Concentration of the von Mises locking; 0: none.",
                   .source = "RatInABox: 1",
                   .effect = Effect::live})
            .real("precession_share", &P::precessionShare,
                  {.label = "Precession",
                   .unit = "cycles",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "How far the preferred phase travels while the rat crosses the field; "
                           "0: locking without precession.",
                   .source = "RatInABox: 0.5",
                   .effect = Effect::live});
    return list;
}

double ThetaParameters::phase(double time) const {
    const double cycles = time * frequency;
    return turn * (cycles - std::floor(cycles));
}

double ThetaParameters::modulation(double phase, double preferredPhase, double scale) const {
    return scale * std::exp(concentration * std::cos(phase - preferredPhase));
}

double ThetaParameters::scale() const {
    return 1.0 / std::cyl_bessel_i(0.0, concentration);
}

double ThetaParameters::preferredPhase(double progress) const {
    return std::numbers::pi * (1.0 - precessionShare * progress);
}

} // namespace hippodrome

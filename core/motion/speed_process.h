#pragma once

namespace hippodrome {

/// One Euler step of an Ornstein-Uhlenbeck process with mean 0 and stationary standard deviation
/// `spread`; `share` is the step over the coherence time, `draw` a standard normal number. A step
/// of more than 1.5 coherence times forgets the past.
double ornsteinUhlenbeckStep(double value, double spread, double share, double draw);

/// One step of a speed whose distribution is Rayleigh with scale `scale` [m/s]: the speed is mapped
/// to a standard normal number of the same rank, which follows an Ornstein-Uhlenbeck process, and
/// back (RatInABox). The rank of `speed` is kept 1e-6 away from 0 and 1.
double rayleighSpeedStep(double speed, double scale, double share, double draw);

/// Standard normal cumulative distribution function.
double normalCumulative(double z);
/// Its inverse, for `p` in (0, 1), to about 1e-14.
double normalQuantile(double p);

} // namespace hippodrome

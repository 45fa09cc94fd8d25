#pragma once

#include "core/brains/transitions.h"

#include <vector>

namespace hippodrome {

/// How often each state will be met from `state` on, discounted: its row of (I - discount T)^-1
/// (states), to 1e-10. `led` holds T; rows may be empty.
std::vector<double> needFrom(const Transitions& led, double discount, int state);

/// The share of time spent in each state in the long run (states), from everywhere alike; states
/// that lead nowhere keep what comes to them.
std::vector<double> needInTheLongRun(const Transitions& led);

} // namespace hippodrome

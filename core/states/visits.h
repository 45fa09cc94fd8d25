#pragma once

#include "core/states/transitions.h"

#include <vector>

namespace hippodrome {

/// How often each state will be met from `state` on, discounted: its row of the successor map
/// (I - discount T)^-1 (states), but for what is less than `tolerance`. Rows of T may be empty, or
/// sum to less than 1.
std::vector<double> visitsFrom(const Transitions& transitions, double discount, int state,
                               double tolerance = 1e-10);

/// The share of time spent in each state in the long run (states), from everywhere alike; states
/// that lead nowhere keep what comes to them.
std::vector<double> visitsInTheLongRun(const Transitions& transitions);

} // namespace hippodrome

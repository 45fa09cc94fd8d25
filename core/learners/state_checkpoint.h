#pragma once

#include "core/base/checkpoint.h"
#include "core/learners/learner_state.h"

#include <algorithm>
#include <string>

namespace hippodrome {

inline void putState(Checkpoint& checkpoint, const std::string& name, const LearnerState& state) {
    checkpoint.put<int>(name + "_features", state.features);
    checkpoint.put<double>(name + "_activities", state.activities);
    checkpoint.putValue(name + "_strongest", state.strongest);
    checkpoint.put<char>(name + "_possible", state.possible);
}

/// A state of that many features and actions. Throws Error.
inline LearnerState getState(const Checkpoint& checkpoint, const std::string& name, int features,
                             int actions) {
    LearnerState state{checkpoint.list<int>(name + "_features"), {}, 0, {}};
    checkpoint.requireWithin(name + "_features", state.features, 0, features - 1);
    state.activities.resize(state.features.size());
    checkpoint.get<double>(name + "_activities", state.activities);
    state.strongest = checkpoint.within(name + "_strongest", 0, features - 1);
    state.possible = checkpoint.list<char>(name + "_possible");
    checkpoint.requireWithin<char>(name + "_possible", state.possible, 0, 1);
    if (!state.possible.empty() &&
        (state.possible.size() != static_cast<std::size_t>(actions) ||
         std::find(state.possible.begin(), state.possible.end(), 1) == state.possible.end()))
        checkpoint.fail(name + "_possible",
                        "expected " + std::to_string(actions) + " actions, one of them possible");
    return state;
}

} // namespace hippodrome

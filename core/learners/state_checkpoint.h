#pragma once

#include "core/base/state_visitor.h"
#include "core/learners/learner_state.h"

#include <algorithm>
#include <string>

namespace hippodrome {

/// A state of so many features and actions, in blocks whose names begin with `name`.
inline void visitLearnerState(StateVisitor& s, const std::string& name, LearnerState& state,
                              int features, int actions) {
    s.list(name + "_features", state.features, Allowed::below(features));
    if (s.reading())
        state.activities.resize(state.features.size());
    s(name + "_activities", state.activities);
    s(name + "_strongest", state.strongest, Allowed::below(features));
    const std::vector<char>& possible = state.possible;
    s.list(name + "_possible", state.possible, Allowed::truths());
    s.require(name + "_possible",
              possible.empty() ||
                  (possible.size() == static_cast<std::size_t>(actions) &&
                   std::find(possible.begin(), possible.end(), 1) != possible.end()),
              "expected " + std::to_string(actions) + " actions, one of them possible");
}

} // namespace hippodrome

#pragma once

#include "core/base/geometry.h"

#include <vector>

namespace hippodrome {

/// Where a learner knows itself to be: the features that are not zero. With one feature of value 1
/// the linear learners are tables; with the rates of a population they learn on that code.
struct LearnerState {
    std::vector<int> features;      ///< their numbers, ascending
    std::vector<double> activities; ///< as many
    /// The strongest feature. It stands for the state where a model needs states to count.
    int strongest = 0;
    /// Which actions there are (actions); empty when all of them.
    std::vector<char> possible;

    /// State `index` of a table.
    static LearnerState tile(int index, std::vector<char> possible = {}) {
        return {{index}, {1.0}, index, std::move(possible)};
    }
    bool allows(int action) const {
        return possible.empty() || possible[static_cast<std::size_t>(action)] != 0;
    }
    /// Sum of squared activities.
    double squaredLength() const {
        double sum = 0.0;
        for (const double activity : activities)
            sum += activity * activity;
        return sum;
    }
};

/// One decision and what came of it. The states live as long as the call that gets them.
struct Experience {
    const LearnerState& from;
    int action = 0;
    double reward = 0.0; ///< on the way and on arrival
    const LearnerState& to;
    bool done = false; ///< nothing follows `to`
    Vec2 displacement; ///< own movement on the way [m]; 0 where there is no body
};

} // namespace hippodrome

#pragma once

#include "core/lab/move_task.h"
#include "core/learners/learner_type.h"

#include <vector>

namespace hippodrome::testing {

/// A learner of a registered type; `parameters` are those that differ from the defaults.
inline std::unique_ptr<Learner> makeLearner(const std::string& type, const MoveTask& task,
                                            const Json& parameters = Json::object()) {
    const JsonDocument document{parameters, {}, {}};
    const LearnerType& kind = learnerTypes().named(type);
    const JsonDocument resolved{kind.resolve(JsonCursor(document)), {}, {}};
    return kind.create(JsonCursor(resolved), {task.states(), task.actions()});
}

inline std::vector<std::string> learningTypes() {
    std::vector<std::string> keys;
    for (const LearnerType& type : learnerTypes())
        keys.push_back(type.key);
    return keys;
}

/// States in a row, actions back (0) and forth (1), a reward of 1 at the last one.
inline MoveTask corridor(int length) {
    MoveTable table;
    for (int s = 0; s < length; ++s)
        table.moves.push_back({std::max(0, s - 1), std::min(length - 1, s + 1)});
    table.rewards.push_back({length - 1, 1.0});
    return MoveTask(table, true);
}

/// An episode of the learner's own choices. Returns the number of decisions.
inline int runEpisode(Learner& learner, MoveTask task, int start, Rng& rng, int limit = 2000) {
    task.reset(start);
    for (int decision = 1; decision <= limit; ++decision) {
        const LearnerState& here = task.state(task.at());
        const int action = learner.choose(here, rng);
        const MoveTask::Step step = task.step(action);
        learner.learn({here, action, step.reward, task.state(task.at()), step.done}, rng);
        if (step.done)
            return decision;
    }
    learner.endEpisode();
    return limit;
}

/// Random moves through the task, in stretches from random states.
inline void wander(Learner& learner, MoveTask task, int decisions, Rng& rng) {
    const auto anywhere = [&] {
        do
            task.reset(static_cast<int>(rng.below(static_cast<std::uint64_t>(task.states()))));
        while (task.deadEnd(task.at()));
    };
    anywhere();
    for (int k = 0; k < decisions; ++k) {
        const LearnerState& here = task.state(task.at());
        const int action = randomAction(here, task.actions(), rng);
        const MoveTask::Step step = task.step(action);
        learner.learn({here, action, step.reward, task.state(task.at()), step.done}, rng);
        if (step.done || task.deadEnd(task.at()) || rng.uniform() < 0.05) {
            learner.endEpisode();
            anywhere();
        }
    }
    learner.endEpisode();
}

inline std::vector<double> valuesOf(Learner& learner, const LearnerState& state) {
    std::vector<double> values(static_cast<std::size_t>(learner.actions()));
    learner.actionValues(state, values);
    return values;
}

} // namespace hippodrome::testing

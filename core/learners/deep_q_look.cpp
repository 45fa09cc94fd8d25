// What a deep Q-network shows of itself.
#include "core/learners/deep_q.h"

#include <cmath>

namespace hippodrome {

void DeepQ::look(std::span<const LearnerState> states, std::vector<StateLayer>& layers) {
    StateLayer target{"target_value",
                      "Value, target network",
                      "What the target network expects, a copy of the online network made from "
                      "time to time: it judges what follows.",
                      {}};
    StateLayer behind{"lag",
                      "Online less target",
                      "By how much the online network has moved on since the last copy.",
                      {}};
    StateLayer memory{
        "remembered", "Replay memory", "Experiences in the replay memory that began here.", {}};
    const std::vector<int> counts = memory_.countByState(features());
    std::vector<double> values(actionCount());
    for (const LearnerState& state : states) {
        targetValues(state, values);
        target.values.push_back(bestValue(state, values));
        behind.values.push_back(stateValue(state) - target.values.back());
        memory.values.push_back(counts[static_cast<std::size_t>(state.strongest)]);
    }
    layers.push_back(std::move(target));
    layers.push_back(std::move(behind));
    layers.push_back(std::move(memory));
}

std::vector<Reading> DeepQ::readings() const {
    return {
        {"remembered", "Remembered", "", static_cast<double>(memory_.size())},
        {"exploration", "Exploration", "", policy_.exploration},
        {"loss", "Loss", "", updates_ > 0 ? loss_ : std::nan("")},
        {"decisions_since_copy", "Decisions since the copy", "", static_cast<double>(sinceCopy_)}};
}

} // namespace hippodrome

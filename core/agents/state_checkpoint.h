#pragma once

#include "core/agents/agent_state.h"
#include "core/net/checkpoint.h"

namespace hippodrome {

inline void putState(Checkpoint& checkpoint, const std::string& name, const AgentState& state) {
    checkpoint.put<int>(name + "_features", state.features);
    checkpoint.put<double>(name + "_activities", state.activities);
    checkpoint.putValue(name + "_strongest", state.strongest);
    checkpoint.put<char>(name + "_possible", state.possible);
}

inline AgentState getState(const Checkpoint& checkpoint, const std::string& name) {
    return {checkpoint.list<int>(name + "_features"), checkpoint.list<double>(name + "_activities"),
            checkpoint.value<int>(name + "_strongest"), checkpoint.list<char>(name + "_possible")};
}

} // namespace hippodrome

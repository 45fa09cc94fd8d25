#pragma once

#include "core/scene/scene.h"

#include <string>
#include <vector>

namespace hippodrome {

/// What the parameter form shows of an agent.
struct AgentForm {
    std::vector<FieldInfo> fields;
    Json values;
};

/// The agent's parameters, with its type as a choice before them, and what it learns on as a choice
/// among tiles and the populations of the rat's brains (`BRAIN.POPULATION`).
AgentForm agentForm(const Component& agent, const std::vector<std::string>& populations);

} // namespace hippodrome

#include "core/agents/agent.h"

#include "core/agents/forager.h"

#include <cassert>

namespace hippodrome {

const std::vector<AgentType>& agentTypes() {
    static const std::vector<AgentType> types = {
        Forager::type(),
    };
    return types;
}

const AgentType& agentType(const JsonCursor& key) {
    std::vector<std::string> keys;
    for (const AgentType& type : agentTypes())
        keys.push_back(type.key);
    return agentTypes()[key.choice(keys)];
}

const AgentType& agentType(const std::string& key) {
    for (const AgentType& type : agentTypes())
        if (type.key == key)
            return type;
    assert(false && "an agent type that is not registered");
    return agentTypes().front();
}

} // namespace hippodrome

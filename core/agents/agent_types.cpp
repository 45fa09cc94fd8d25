#include "core/agents/forager.h"
#include "core/agents/learner_agent_type.h"
#include "core/agents/navigator/vector_navigator.h"
#include "core/agents/steered.h"

namespace hippodrome {

// A line for each kind of agent, and all learners, in the order in which the window offers them.
const Kinds<AgentType>& agentTypes() {
    static const Kinds<AgentType> types = [] {
        std::vector<AgentType> list{Forager::type()};
        for (const LearnerType& learner : learnerTypes())
            list.push_back(agentTypeOf(learner));
        list.push_back(VectorNavigator::type());
        list.push_back(Steered::type());
        return Kinds<AgentType>("an agent", std::move(list));
    }();
    return types;
}

} // namespace hippodrome

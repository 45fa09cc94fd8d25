#include "core/agents/agent.h"

#include "core/agents/actor_critic.h"
#include "core/agents/coordinate_actor_critic.h"
#include "core/agents/deep_q.h"
#include "core/agents/dyna_q.h"
#include "core/agents/forager.h"
#include "core/agents/planner.h"
#include "core/agents/prioritised_replay.h"
#include "core/agents/prioritised_sweeping.h"
#include "core/agents/steered.h"
#include "core/agents/successor_dyna.h"
#include "core/agents/successor_learner.h"
#include "core/agents/successor_model.h"
#include "core/agents/temporal_difference.h"
#include "core/agents/vector_navigator.h"

#include <cassert>

namespace hippodrome {

const std::vector<AgentType>& agentTypes() {
    static const std::vector<AgentType> types = {
        Forager::type(),
        TemporalDifference::qLearning(),
        TemporalDifference::sarsa(),
        ActorCritic::type(),
        CoordinateActorCritic::type(),
        DeepQ::type(),
        DynaQ::type(),
        PrioritisedReplay::type(),
        Planner::type(),
        PrioritisedSweeping::type(),
        SuccessorLearner::type(),
        SuccessorModel::type(),
        SuccessorDyna::type(),
        VectorNavigator::type(),
        Steered::type(),
    };
    return types;
}

const AgentType& agentType(const JsonCursor& key) {
    std::vector<std::string> keys;
    for (const AgentType& type : agentTypes())
        keys.push_back(type.key);
    return agentTypes()[key.choice(keys)];
}

const AgentType& learningAgentType(const JsonCursor& key) {
    std::vector<std::string> keys;
    for (const AgentType& type : agentTypes())
        if (type.createLearner)
            keys.push_back(type.key);
    return agentType(keys[key.choice(keys)]);
}

const AgentType& agentType(const std::string& key) {
    for (const AgentType& type : agentTypes())
        if (type.key == key)
            return type;
    assert(false && "an agent type that is not registered");
    return agentTypes().front();
}

} // namespace hippodrome

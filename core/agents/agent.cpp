#include "core/agents/agent.h"

#include "core/learners/actor_critic.h"
#include "core/learners/coordinate_actor_critic.h"
#include "core/learners/deep_q.h"
#include "core/learners/dyna_q.h"
#include "core/agents/forager.h"
#include "core/learners/planner.h"
#include "core/learners/prioritised_replay.h"
#include "core/learners/prioritised_sweeping.h"
#include "core/agents/steered.h"
#include "core/learners/successor_dyna.h"
#include "core/learners/successor_learner.h"
#include "core/learners/successor_model.h"
#include "core/learners/temporal_difference.h"
#include "core/agents/navigator/vector_navigator.h"

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

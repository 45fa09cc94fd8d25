#include "core/learners/actor_critic.h"
#include "core/learners/coordinate_actor_critic.h"
#include "core/learners/deep_q.h"
#include "core/learners/dyna_q.h"
#include "core/learners/learner_type.h"
#include "core/learners/planner.h"
#include "core/learners/prioritised_replay.h"
#include "core/learners/prioritised_sweeping.h"
#include "core/learners/successor_dyna.h"
#include "core/learners/successor_learner.h"
#include "core/learners/successor_model.h"
#include "core/learners/temporal_difference.h"

namespace hippodrome {

// A line for each kind of learner, in the order in which the window offers them.
const Kinds<LearnerType>& learnerTypes() {
    static const Kinds<LearnerType> types("a learner", {
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
                                                       });
    return types;
}

} // namespace hippodrome

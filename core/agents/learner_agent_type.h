#pragma once

#include "core/agents/agent.h"
#include "core/agents/learner_agent.h"
#include "core/learners/learner_type.h"

namespace hippodrome {

/// The parameters of an agent that learns: those of its learner, and the group `body`.
class AgentParameters {
public:
    explicit AgentParameters(const JsonCursor& cursor)
        : whole_(cursor), learner_(cursor.value()), body_(Json::object()) {
        if (learner_.is_object() && learner_.contains("body")) {
            body_ = learner_["body"];
            learner_.erase("body");
        }
    }
    JsonCursor learner() const { return {whole_.document(), learner_, whole_.path()}; }
    BodyParameters body() const {
        return BodyParameters::fields().read(
            {whole_.document(), body_, memberPath(whole_.path(), "body")});
    }

private:
    JsonCursor whole_;
    Json learner_;
    Json body_;
};

/// A learner as an agent: it rides in the rat in a LearnerAgent, whose parameters are those of the
/// learner and the group `body`.
AgentType agentTypeOf(const LearnerType& learner);

} // namespace hippodrome

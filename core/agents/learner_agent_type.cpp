#include "core/agents/learner_agent_type.h"

namespace hippodrome {

AgentType agentTypeOf(const LearnerType& learner) {
    AgentType type{learner};
    type.nature = learner.nature;
    type.replays = learner.replays;
    type.learner = &learner;
    for (FieldInfo info : BodyParameters::fields().infos()) {
        info.key = "body." + info.key;
        type.fields.push_back(std::move(info));
    }
    type.resolve = [&learner](const JsonCursor& cursor) {
        const AgentParameters parts(cursor);
        Json resolved = learner.resolve(parts.learner());
        resolved["body"] = BodyParameters::fields().write(parts.body());
        return resolved;
    };
    type.create = [&learner](const JsonCursor& cursor, const AgentSetting& setting) {
        const AgentParameters parts(cursor);
        const Json parameters = parts.learner().value();
        return std::make_unique<LearnerAgent>(
            parts.body(), setting, [&learner, parameters](const LearnerSetting& forWhat) {
                const JsonDocument document{parameters, {}, {}};
                return learner.create(JsonCursor(document), forWhat);
            });
    };
    return type;
}

} // namespace hippodrome

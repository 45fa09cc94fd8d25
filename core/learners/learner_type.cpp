#include "core/learners/learner_type.h"

#include "core/agents/learner_agent.h"

namespace hippodrome {

FieldText learningRateText(const std::string& ofWhat, const std::string& source) {
    return {.label = "Learning rate",
            .minimum = 0,
            .maximum = 1,
            .help = "Share of a surprise that is learned at once, " + ofWhat + ".",
            .source = source,
            .effect = Effect::live};
}

FieldText discountText() {
    return {.label = "Discount",
            .minimum = 0,
            .maximum = 0.9999,
            .help = "What a reward is worth one decision later, as a share.",
            .effect = Effect::live};
}

FieldText modelRateText() {
    return {.label = "Model rate",
            .minimum = 0.001,
            .maximum = 1,
            .help = "How fast what was seen replaces what was thought about where actions lead and "
                    "what they pay.",
            .source = "Mattar and Daw 2018: 0.9",
            .effect = Effect::live};
}

FieldText replaysText(const std::string& help, const std::string& source) {
    return {.label = "Replays",
            .minimum = 0,
            .maximum = 1e5,
            .help = help,
            .source = source,
            .effect = Effect::live};
}

AgentParameters::AgentParameters(const JsonCursor& cursor)
    : whole_(cursor), learner_(cursor.value()), body_(Json::object()) {
    if (learner_.is_object() && learner_.contains("body")) {
        body_ = learner_["body"];
        learner_.erase("body");
    }
}

AgentType learnerType(
    std::string key, std::string label, std::string help, std::vector<FieldInfo> fields,
    std::function<Json(const JsonCursor&)> resolve,
    std::function<std::unique_ptr<Learner>(const JsonCursor&, const LearnerSetting&)> create) {
    AgentType type;
    type.key = std::move(key);
    type.label = std::move(label);
    type.help = std::move(help);
    type.learnerFields = fields;
    type.fields = std::move(fields);
    for (FieldInfo info : BodyParameters::fields().infos()) {
        info.key = "body." + info.key;
        type.fields.push_back(std::move(info));
    }
    type.resolveLearner = resolve;
    type.createLearner = create;
    type.resolve = [resolve](const JsonCursor& cursor) {
        const AgentParameters parts(cursor);
        Json resolved = resolve(parts.learner());
        resolved["body"] =
            BodyParameters::fields().write(BodyParameters::fields().read(parts.body()));
        return resolved;
    };
    type.create = [create](const JsonCursor& cursor, const AgentSetting& setting) {
        const AgentParameters parts(cursor);
        const Json parameters = parts.learner().value();
        return std::make_unique<LearnerAgent>(BodyParameters::fields().read(parts.body()), setting,
                                              [create, parameters](const LearnerSetting& forWhat) {
                                                  const JsonDocument document{parameters, {}, {}};
                                                  return create(JsonCursor(document), forWhat);
                                              });
    };
    return type;
}

} // namespace hippodrome

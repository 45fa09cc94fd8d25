#pragma once

#include "core/agents/agent.h"
#include "core/learners/learner.h"

namespace hippodrome {

/// Declarations that learners share, so that the same word means the same everywhere.
FieldText learningRateText(const std::string& ofWhat, const std::string& source = {});
FieldText discountText();
FieldText modelRateText();
FieldText replaysText(const std::string& help, const std::string& source);

/// The parameters of an agent that learns: those of its learner, and the group `body`.
class AgentParameters {
public:
    explicit AgentParameters(const JsonCursor& cursor);
    JsonCursor learner() const { return {whole_.document(), learner_, whole_.path()}; }
    JsonCursor body() const {
        return {whole_.document(), body_, memberPath(whole_.path(), "body")};
    }

private:
    JsonCursor whole_;
    Json learner_;
    Json body_;
};

/// Puts a learner on the list of agents: one that a protocol can test on its own, and that steers
/// the rat.
AgentType learnerType(
    std::string key, std::string label, std::string help, std::vector<FieldInfo> fields,
    std::function<Json(const JsonCursor&)> resolve,
    std::function<std::unique_ptr<Learner>(const JsonCursor&, const LearnerSetting&)> create);

/// The same for a parameter struct `P` with `P::fields()`; `make` takes it and a LearnerSetting.
template <class P, class Make>
AgentType describeLearner(std::string key, std::string label, std::string help, Make make) {
    return learnerType(
        std::move(key), std::move(label), std::move(help), P::fields().infos(),
        [](const JsonCursor& cursor) { return P::fields().write(P::fields().read(cursor)); },
        [make](const JsonCursor& cursor, const LearnerSetting& setting)
            -> std::unique_ptr<Learner> { return make(P::fields().read(cursor), setting); });
}

} // namespace hippodrome

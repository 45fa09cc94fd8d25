#pragma once

#include "core/base/kinds.h"
#include "core/base/nature.h"
#include "core/learners/learner.h"

namespace hippodrome {

/// A kind of learner that a scene or a protocol can name.
struct LearnerType : Kind {
    std::function<std::unique_ptr<Learner>(const JsonCursor& parameters, const LearnerSetting&)>
        create;
    /// Artificial where a deep network decides.
    Nature nature = Nature::biological;
    /// It goes over remembered experiences.
    bool replays = false;
};

/// Every kind of learner; the list is in learner_types.cpp.
const Kinds<LearnerType>& learnerTypes();

/// A LearnerType for a parameter struct `P` with `P::fields()`; `make` takes it and a
/// LearnerSetting.
template <class P, class Make>
LearnerType describeLearner(std::string key, std::string label, std::string help, Make make) {
    return {describe<P>(std::move(key), std::move(label), std::move(help)),
            [make](const JsonCursor& parameters,
                   const LearnerSetting& setting) -> std::unique_ptr<Learner> {
                return make(P::fields().read(parameters), setting);
            }};
}

/// Declarations that learners share, so that the same word means the same everywhere.
FieldText learningRateText(const std::string& ofWhat, const std::string& source = {});
FieldText discountText();
FieldText modelRateText();
FieldText replaysText(const std::string& help, const std::string& source);

} // namespace hippodrome

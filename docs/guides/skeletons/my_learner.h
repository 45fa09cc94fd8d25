#pragma once

#include "core/learners/learner_type.h"

namespace hippodrome {

struct MyLearnerParameters {
    double learningRate = 0.5; ///< alpha
    double discount = 0.95;    ///< gamma, per decision
    PolicyParameters policy;

    static const Fields<MyLearnerParameters>& fields();
};

/// What it learns, after whom (authors, year, journal), and by which rule:
///
///     Q(s, a) += alpha (r + gamma max Q(s', .) - Q(s, a))
///
/// linear in the features of a state, so that it is a table on tiles.
class MyLearner final : public Learner {
public:
    MyLearner(const MyLearnerParameters& parameters, const LearnerSetting& setting);
    static LearnerType type();

    void actionValues(const LearnerState& state, std::span<double> values) override;
    const PolicyParameters& policy() const override { return parameters_.policy; }
    double discount() const override { return parameters_.discount; }
    void learn(const Experience& experience, Rng& rng) override;
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

private:
    std::span<double> row(int action) {
        return std::span(weights_).subspan(static_cast<std::size_t>(action) * featureCount(),
                                           featureCount());
    }

    MyLearnerParameters parameters_;
    std::vector<double> weights_; ///< (actions, features)
    std::vector<double> next_;    ///< scratch (actions)
};

} // namespace hippodrome

#pragma once

#include "core/learners/learned_model.h"
#include "core/learners/learner.h"
#include "core/learners/learner_type.h"

#include <set>
#include <utility>

namespace hippodrome {

/// How fast the model follows, and how far surprises are followed.
struct PrioritisedSweepingParameters {
    double discount = 0.95;
    double modelRate = 0.9;
    int backups = 10;        ///< per decision
    double threshold = 1e-4; ///< smaller surprises are not followed
    PolicyParameters policy;

    static const Fields<PrioritisedSweepingParameters>& fields();
};

/// Model-based with little thought per step: backs up the states where values are most wrong first,
/// and goes on with those that lead there (prioritised sweeping, Moore and Atkeson 1993, Mach.
/// Learn. 13:103).
class PrioritisedSweeping final : public Learner {
public:
    PrioritisedSweeping(const PrioritisedSweepingParameters& parameters,
                        const LearnerSetting& setting);
    static LearnerType type();

    void actionValues(const LearnerState& state, std::span<double> values) override;
    const PolicyParameters& policy() const override { return parameters_.policy; }
    double discount() const override { return parameters_.discount; }
    void look(std::span<const LearnerState> states, std::vector<StateLayer>& layers) override;
    void learn(const Experience& experience, Rng& rng) override;
    void replay(int backups, Rng& rng) override;
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

    int queued() const { return static_cast<int>(queue_.size()); }

private:
    void setPriority(int state);
    void sweep(int backups);

    PrioritisedSweepingParameters parameters_;
    LearnedModel model_;
    std::vector<double> values_;             ///< of states
    std::vector<double> priorities_;         ///< of states; 0 when not in the queue
    std::set<std::pair<double, int>> queue_; ///< (-priority, state): the most wrong first
};

} // namespace hippodrome

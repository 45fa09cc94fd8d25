#pragma once

#include "core/learners/learner.h"
#include "core/learners/learner_type.h"
#include "core/states/transitions.h"

#include <limits>

namespace hippodrome {

/// How much is replayed, and what decides the order.
struct PrioritisedReplayParameters {
    double learningRate = 1.0;   ///< alpha, in the world and in replay
    double discount = 0.9;       ///< gamma, per decision
    double transitionRate = 0.9; ///< of where the policy leads
    int replays = 20;            ///< at the start and at the end of an episode
    bool useGain = true;
    bool useNeed = true;
    bool sequences = true; ///< a sequence may be replayed as a whole
    PolicyParameters policy{PolicyParameters::Rule::softmax};

    static const Fields<PrioritisedReplayParameters>& fields();
};

/// Q-learning that replays the experience that is worth most (Mattar and Daw 2018, Nat. Neurosci.
/// 21:1609; details as in their program). When an episode ends, and after its first move, it goes
/// over remembered experiences one by one, each time the one of highest
///
///     value = gain x need
///     gain  = sum_a pi_new(a) Q_new(s, a) - sum_a pi_old(a) Q_new(s, a), at least 1e-10
///     need  = row of (I - gamma T)^-1 for the state where it is, at s
///
/// where Q_new and pi_new are the values of s and the softmax policy after the backup. Gain asks
/// how much better it would act at s from then on, need how often it will come by. An experience is
/// the last one of a pair of state and action, or the sequence replayed last and one greedy move
/// more, without loops, which is backed up as a whole: its gains are summed, and its need is that
/// of the move added. Among equals the shortest is taken. At rest, need is how often the states are
/// visited in the long run. T holds where it went from each state, and from the end of an episode
/// to the start of the next. States are counted, by their strongest feature.
class PrioritisedReplay final : public Learner {
public:
    /// A move that was replayed; `length` is that of the sequence that it ends.
    struct Replayed {
        int from = 0;
        int action = 0;
        int to = 0;
        int length = 1;
    };
    /// Which way consecutive replays went: on to where the first led, or back to what led there.
    struct Directions {
        long forward = 0;
        long reverse = 0;
    };

    PrioritisedReplay(const PrioritisedReplayParameters& parameters, const LearnerSetting& setting);
    static LearnerType type();

    void actionValues(const LearnerState& state, std::span<double> values) override;
    const PolicyParameters& policy() const override { return parameters_.policy; }
    double discount() const override { return parameters_.discount; }
    void look(std::span<const LearnerState> states, std::vector<StateLayer>& layers) override;
    bool successors(const LearnerState& from, std::span<const LearnerState> to,
                    std::span<double> counts) const override;
    void learn(const Experience& experience, Rng& rng) override;
    void replay(int backups, Rng& rng) override;
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

    /// What was replayed last, in its order.
    std::span<const Replayed> lastReplay() const { return replayed_; }
    /// Of a replay such as lastReplay().
    static Directions directionsOf(std::span<const Replayed> replay);

private:
    /// The last experience of a pair of state and action.
    struct Memory {
        int to = -1; ///< -1: it was never tried
        double reward = 0.0;
        bool done = false; ///< nothing followed
    };
    struct Move {
        int from = 0;
        int action = 0;
    };

    static constexpr double unknownGain = std::numeric_limits<double>::quiet_NaN();

    std::size_t pairOf(int state, int action) const {
        return static_cast<std::size_t>(state) * actionCount() + static_cast<std::size_t>(action);
    }
    const Memory& memory(const Move& move) const {
        return memories_[pairOf(move.from, move.action)];
    }
    std::span<double> row(int state) {
        return std::span(q_).subspan(static_cast<std::size_t>(state) * actionCount(),
                                     actionCount());
    }
    /// The state with the actions whose outcome it remembers; valid until the next call.
    const LearnerState& tried(int state);
    double bestOf(int state) const;
    /// Of what follows an experience.
    double valueAfter(const Memory& memory) const { return memory.done ? 0.0 : bestOf(memory.to); }
    void remember(std::size_t pair, const Memory& memory);
    void setValue(const Move& move, double value);
    /// Gains at a state and of what leads there are no longer true.
    void forgetGains(int state);
    /// Of the experience alone, from `gains_`.
    double gainOf(const Move& move);
    /// Nothing that may be replayed would change a value.
    bool atPeace(std::span<const double> need) const;
    void replayFrom(std::span<const double> need, int backups, bool untilAtPeace, Rng& rng);
    /// What each move of a sequence should be worth, from the last one on.
    void targetsOf(std::span<const Move> moves, std::vector<double>& targets) const;
    double gainOf(const Move& move, double target);
    bool extend(std::vector<Move>& sequence, Rng& rng);

    PrioritisedReplayParameters parameters_;
    std::vector<Move> tried_;             ///< in the order of the first time
    std::vector<double> q_;               ///< (states, actions)
    std::vector<Memory> memories_;        ///< (states, actions)
    std::vector<std::vector<int>> ledTo_; ///< pairs that ever led to a state
    std::vector<double> gains_;           ///< (states, actions); unknown ones are to be worked out
    Transitions led_;                     ///< T
    int endedAt_ = -1;                    ///< where the last episode ended; -1 in the middle of one
    bool everPaid_ = false;               ///< a reward was met or an episode has ended
    std::vector<Replayed> replayed_;
    std::vector<double> new_, policyOld_, policyNew_, targets_; ///< scratch
    LearnerState known_;                                        ///< scratch
};

} // namespace hippodrome

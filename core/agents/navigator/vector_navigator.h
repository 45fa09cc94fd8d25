#pragma once

#include "core/agents/agent.h"
#include "core/agents/navigator/vector_navigator_code.h"
#include "core/agents/navigator/vector_navigator_learning.h"

#include <optional>

namespace hippodrome {

/// Goes to where the last reward was, straight: the agent of Banino et al. 2018 (Nature 557:429) at
/// desk scale. Its policy gets the code of the place where the rat is and the code that it had at
/// the last reward, and chooses among eight headings by an LSTM that learns from reward alone,
/// while the rat runs. What the codes mean, it is not told.
///
/// Senses beside the codes: whether a goal is known, the reward since the last decision, whether
/// the rat was put elsewhere since, the last heading, and how near walls are along each heading.
class VectorNavigator final : public Agent {
public:
    static constexpr int headings = 8; ///< counter-clockwise from +x

    /// Throws Error for a code that names no populations, a lesion of none of them, and a policy
    /// that cannot be read or has other sizes.
    VectorNavigator(const VectorNavigatorParameters& parameters, const AgentSetting& setting);
    static AgentType type();

    std::optional<Vec2> act(const AgentView& view, Rng& rng) override;
    void endEpisode(const AgentView& view, bool reached, Rng& rng) override;
    void arenaChanged(ArenaPointer arena) override;
    bool fits(const PopulationSource& populations) const override;
    std::vector<Reading> readings() const override;
    void checkUpdate(const JsonCursor& parameters) const override;
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

    bool goalKnown() const { return goalKnown_; }
    /// Probabilities of the headings at the last decision (headings).
    std::span<const float> policy() const { return probabilities_; }
    double value() const { return value_; } ///< at the last decision
    long decisions() const { return decisions_; }
    const NavigatorNetwork<float>& network() const { return network_; }
    const NavigatorLearning& learning() const { return learning_; }

private:
    NavigatorShape shape() const;
    void observe(const AgentView& view);
    /// Policy and value of what was observed; the state of the LSTM stays as it is.
    void think();
    void decide(const AgentView& view, Rng& rng);
    void rememberGoal(const AgentView& view);
    void forgetGoal() { goalKnown_ = false; }

    VectorNavigatorParameters parameters_;
    ArenaPointer arena_;
    NavigatorCode code_;
    std::vector<float> intact_; ///< see NavigatorCode::intact()
    NavigatorNetwork<float> network_;
    bool started_ = false; ///< the weights are no longer zero
    NavigatorLearning learning_;
    NavigatorPass<float> step_;

    std::vector<float> hidden_, cell_; ///< state of the LSTM
    std::vector<float> goal_;          ///< code at the last reward, nothing silenced
    bool goalKnown_ = false;
    int heading_ = -1;           ///< chosen last, -1 before the first
    double untilDecision_ = 0.0; ///< [s]
    double reward_ = 0.0;        ///< since the last decision
    bool rewardTaken_ = false;   ///< the view's reward counted at the end of an episode
    bool putElsewhere_ = true;   ///< since the last decision
    double value_ = 0.0;
    long decisions_ = 0;

    NavigatorInput input_; ///< of the last think()
    std::vector<float> probabilities_;
};

} // namespace hippodrome

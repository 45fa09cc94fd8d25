#pragma once

#include "core/learners/actor_critic.h"

#include <array>

namespace hippodrome {

/// Those of an actor and critic, and how its coordinates and goals are learned.
struct CoordinateActorCriticParameters : ActorCriticParameters {
    double coordinateRate = 0.1; ///< of the coordinates
    double trace = 0.9;          ///< lambda, of the coordinates
    double goalRadius = 0.2;     ///< where a goal is looked for [m]
    int patience = 20;           ///< decisions made there until the goal is forgotten

    static const Fields<CoordinateActorCriticParameters>& fields();
};

/// The second model of Foster, Morris and Dayan (2000, Hippocampus 10:1): an actor and critic that
/// also learns where in space it is, by temporal differences from its own movement, and may choose
/// to go straight to where the goal was last found. Coordinates are linear in the features of a
/// state:
///
///     X(s) = w_X . x(s);  w_X += alpha (X(s') - dx - X(s)) e,  e <- lambda e + x(s) / |x|^2
///
/// and likewise Y, with the movement (dx, dy) from s to s'. They agree with each other everywhere,
/// and say nothing about where zero is. A reward stores the coordinates of its place. From then on
/// relying on coordinates is one more action, with one preference u for all places:
/// u += alpha_a delta when it was taken. It becomes the two directions next to that of the goal,
/// drawn so that on average it goes straight. A goal that is not found where it should be is
/// forgotten after a while; until it is found elsewhere, this action is a direction drawn at
/// random. Action a points to 2 pi a / actions; learners without a body do not move, and then this
/// is an actor and critic.
class CoordinateActorCritic final : public Learner {
public:
    CoordinateActorCritic(const CoordinateActorCriticParameters& parameters,
                          const LearnerSetting& setting);
    static LearnerType type();

    /// The preferences, with the share that relying on coordinates has in each: a softmax of them
    /// chooses as one over the actions and that one.
    void actionValues(const LearnerState& state, std::span<double> values) override;
    double stateValue(const LearnerState& state) override { return actorCritic_.stateValue(state); }
    const PolicyParameters& policy() const override { return actorCritic_.policy(); }
    double discount() const override { return parameters_.discount; }
    /// The coordinates that it has learned.
    void look(std::span<const LearnerState> states, std::vector<StateLayer>& layers) override;
    void learn(const Experience& experience, Rng& rng) override;
    void endEpisode() override;
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

    /// X and Y of a state [m].
    Vec2 coordinates(const LearnerState& state) const;
    bool knowsGoal() const { return knowsGoal_; }
    Vec2 goal() const { return goal_; } ///< its coordinates, where it is known [m]
    double goalPreference() const { return goalPreference_; } ///< u

private:
    /// How likely relying on coordinates takes each action (actions); all 0 when it cannot.
    void directions(const LearnerState& state, std::span<double> shares) const;
    void learnCoordinates(const Experience& experience);

    CoordinateActorCriticParameters parameters_;
    ActorCritic actorCritic_;
    std::array<std::vector<double>, 2> weights_; ///< w_X and w_Y (features)
    std::vector<double> trace_;                  ///< e (features)
    bool usesCoordinates_ = false;               ///< it has moved, and found a goal
    bool hasMoved_ = false;
    bool knowsGoal_ = false;
    Vec2 goal_;
    int searched_ = 0; ///< decisions made near the goal since it was found last
    double goalPreference_ = 0.0;
    std::vector<double> shares_, preferences_; ///< scratch (actions)
};

} // namespace hippodrome

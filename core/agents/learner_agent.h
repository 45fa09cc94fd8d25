#pragma once

#include "core/agents/agent.h"
#include "core/learners/learner.h"
#include "core/states/state_graph.h"

#include <cmath>
#include <map>
#include <optional>

namespace hippodrome {

/// How a learner rides in the rat.
struct BodyParameters {
    std::string state = "tiles"; ///< what it learns on: `tiles` or `BRAIN.POPULATION`
    TileShape tiles = TileShape::square;
    double tileSize = 0.1; ///< [m]
    double speed = 0.2;    ///< from tile to tile [m/s]
    bool learning = true;

    static const Fields<BodyParameters>& fields();
};

/// Gives a learner a body: it decides which neighbouring tile to go to, steers the rat there, and
/// learns from what that paid. The state that it learns on is the tile, or the code of a population
/// in one of the rat's brains. A decision is over when the rat has come to another tile, or when
/// nothing came of it for long enough; a blocked one costs the time of a move.
class LearnerAgent final : public Agent {
public:
    using MakeLearner = std::function<std::unique_ptr<Learner>(const LearnerSetting&)>;

    /// Throws Error when the state names no population of the rat.
    LearnerAgent(const BodyParameters& body, const AgentSetting& setting, MakeLearner makeLearner);

    std::optional<Vec2> act(const AgentView& view, Rng& rng) override;
    void endEpisode(const AgentView& view, bool reached, Rng& rng) override;
    void arenaChanged(ArenaPointer arena) override;
    bool fits(const PopulationSource& populations) const override;
    /// Of the tiles that it has been in at a decision. Nothing while something is still to be
    /// worked out.
    std::optional<AgentPicture> picture(std::optional<Vec2> place) override;
    std::vector<Reading> readings() const override;
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

    const Learner& learner() const { return *learner_; }
    const StateGraph& graph() const { return *graph_; }
    long decisions() const { return decisions_; }

private:
    /// What it has found out about a tile by being there.
    struct Visited {
        LearnerState code; ///< as it was known there at the last decision
        long decisions = 0;
    };

    bool onTiles() const { return body_.state == "tiles"; }
    void makeLearner();
    int featureOf(int tile);
    void observe(const AgentView& view, LearnerState& state);
    void decide(const AgentView& view, Rng& rng);
    void finish(const AgentView& view, bool done, Rng& rng);
    Visited& rememberPlace(const LearnerState& state, int tile);
    void addReplays(AgentPicture& picture) const;
    void addSuccessors(AgentPicture& picture, std::span<const int> visited,
                       std::span<const LearnerState> codes, Vec2 place) const;
    void tileFeaturesState(StateVisitor& s, int count);
    void visitsState(StateVisitor& s);

    BodyParameters body_;
    MakeLearner makeLearner_;
    ArenaPointer arena_;
    Vec2 anchor_; ///< of the tiles: they survive an edit of the arena
    std::optional<StateGraph> graph_;
    int units_ = 0; ///< of the population, when it learns on one
    std::unique_ptr<Learner> learner_;
    std::map<Tile, int> features_; ///< of tiles; they stay when tiles come and go
    std::map<Tile, Visited> visited_;
    std::vector<Vec2> placeOf_; ///< where a feature was the strongest last; NaN: nowhere yet

    bool underWay_ = false;
    LearnerState from_, to_;
    int fromTile_ = 0;
    Vec2 fromPosition_; ///< [m]
    int target_ = -1;   ///< tile, -1 when the move is blocked
    int action_ = 0;
    double reward_ = 0.0;  ///< since the decision
    double elapsed_ = 0.0; ///< since the decision [s]
    long decisions_ = 0;
    double expected_ = 0.0; ///< value of the state that the decision was made in
    double surprise_ =
        std::nan(""); ///< smoothed size of the reward prediction error; NaN: none yet
};

} // namespace hippodrome

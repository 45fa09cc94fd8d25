#include "core/agents/learner_agent.h"

#include "core/agents/learner_agent_type.h"
#include "core/learners/learner_type.h"
#include "core/learners/state_checkpoint.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// Moves that a decision may take before it is given up.
constexpr double patience = 4.0;
/// Activity below this share of the strongest unit's is left out of a state.
constexpr double leastActivity = 1e-3;
/// Share of the latest decision in the smoothed prediction error.
constexpr double surpriseRate = 0.05;

/// Room for tiles that edits may add.
int withRoom(int tiles) {
    return tiles + tiles / 4 + 16;
}

} // namespace

const Fields<BodyParameters>& BodyParameters::fields() {
    using P = BodyParameters;
    static const Fields<P> list =
        Fields<P>()
            .text("state", &P::state,
                  {.label = "State",
                   .help = "What it learns on: tiles, or a population of a brain in this scene, as "
                           "in place_cells.cells. Models count states: they take the strongest "
                           "unit for one."})
            .choice("tiles", &P::tiles,
                    {{"square", TileShape::square}, {"hexagonal", TileShape::hexagonal}},
                    {.label = "Tiles", .help = "Shape of the tiles between which it moves."})
            .real("tile_size", &P::tileSize,
                  {.label = "Tile size",
                   .unit = "m",
                   .minimum = 0.02,
                   .maximum = 1,
                   .help = "Width of the tiles."})
            .real("speed", &P::speed,
                  {.label = "Speed",
                   .unit = "m/s",
                   .minimum = 0.01,
                   .maximum = 10,
                   .help = "From tile to tile.",
                   .effect = Effect::live})
            .boolean("learning", &P::learning,
                     {.label = "Learning",
                      .help = "Off: it acts on what it has learned, and learns nothing more.",
                      .effect = Effect::live});
    return list;
}

LearnerAgent::LearnerAgent(const BodyParameters& body, const AgentSetting& setting,
                           MakeLearner makeLearner)
    : body_(body), makeLearner_(std::move(makeLearner)), arena_(setting.arena),
      anchor_(arena_->bounds().minimum) {
    graph_.emplace(arena_, body_.tiles, body_.tileSize, anchor_);
    if (!onTiles()) {
        const auto rates = setting.populations.rates(body_.state);
        if (!rates) {
            std::string known = "tiles";
            for (const std::string& name : setting.populations.names())
                known += ", " + name;
            throw Error("expected one of " + known + ", found \"" + body_.state + "\"")
                .atField("body.state");
        }
        if (rates->empty())
            throw Error("expected a population with units, found \"" + body_.state +
                        "\", which has none")
                .atField("body.state");
        units_ = static_cast<int>(rates->size());
    }
    this->makeLearner();
}

void LearnerAgent::makeLearner() {
    features_.clear();
    visited_.clear();
    const int features = onTiles() ? withRoom(graph_->states()) : units_;
    learner_ = makeLearner_({features, graph_->directions()});
    placeOf_.assign(static_cast<std::size_t>(features), Vec2{std::nan(""), std::nan("")});
    underWay_ = false;
    surprise_ = std::nan("");
}

bool LearnerAgent::fits(const PopulationSource& populations) const {
    if (onTiles())
        return true;
    const auto rates = populations.rates(body_.state);
    return rates && static_cast<int>(rates->size()) == units_;
}

int LearnerAgent::featureOf(int tile) {
    const auto place = features_.find(graph_->tile(tile));
    if (place != features_.end())
        return place->second;
    const int feature = static_cast<int>(features_.size());
    features_.emplace(graph_->tile(tile), feature);
    return feature;
}

void LearnerAgent::observe(const AgentView& view, LearnerState& state) {
    state.features.clear();
    state.activities.clear();
    state.strongest = 0;
    if (onTiles()) {
        state.strongest = featureOf(graph_->stateAt(view.rat.position));
        state.features.push_back(state.strongest);
        state.activities.push_back(1.0);
        return;
    }
    const std::span<const float> rates = *view.populations.rates(body_.state);
    float strongest = 0.0F;
    for (std::size_t i = 0; i < rates.size(); ++i)
        if (std::abs(rates[i]) > strongest) {
            strongest = std::abs(rates[i]);
            state.strongest = static_cast<int>(i);
        }
    for (std::size_t i = 0; i < rates.size(); ++i)
        if (std::abs(rates[i]) > leastActivity * strongest) {
            state.features.push_back(static_cast<int>(i));
            state.activities.push_back(rates[i]);
        }
}

void LearnerAgent::decide(const AgentView& view, Rng& rng) {
    observe(view, from_);
    fromTile_ = graph_->stateAt(view.rat.position);
    ++rememberPlace(from_, fromTile_).decisions;
    fromPosition_ = view.rat.position;
    action_ = learner_->choose(from_, rng);
    expected_ = learner_->stateValue(from_);
    target_ = graph_->move(fromTile_, action_);
    reward_ = 0.0;
    elapsed_ = 0.0;
    underWay_ = true;
}

void LearnerAgent::finish(const AgentView& view, bool done, Rng& rng) {
    observe(view, to_);
    rememberPlace(to_, graph_->stateAt(view.rat.position));
    const double next = done ? 0.0 : learner_->discount() * learner_->stateValue(to_);
    const double error = std::abs(reward_ + next - expected_);
    surprise_ = std::isnan(surprise_) ? error : surprise_ + surpriseRate * (error - surprise_);
    if (body_.learning)
        learner_->learn({from_, action_, reward_, to_, done,
                         arena_->displacement(fromPosition_, view.rat.position)},
                        rng);
    ++decisions_;
    underWay_ = false;
}

std::optional<Vec2> LearnerAgent::act(const AgentView& view, Rng& rng) {
    const double moveTime = body_.tileSize / body_.speed;
    if (underWay_) {
        reward_ += view.reward;
        elapsed_ += view.dt;
        const bool arrived = graph_->stateAt(view.rat.position) != fromTile_;
        const double limit = target_ < 0 ? moveTime : patience * moveTime;
        if (arrived || elapsed_ >= limit)
            finish(view, false, rng);
    }
    if (!underWay_)
        decide(view, rng);
    const Vec2 goal = graph_->centre(target_ < 0 ? fromTile_ : target_);
    const Vec2 way = arena_->displacement(view.rat.position, goal);
    const double distance = length(way);
    if (distance < 1e-9)
        return Vec2{};
    return std::min(body_.speed, distance / view.dt) / distance * way;
}

void LearnerAgent::endEpisode(const AgentView& view, bool reached, Rng& rng) {
    if (underWay_) {
        reward_ += view.reward;
        finish(view, reached, rng);
    }
    if (body_.learning)
        learner_->endEpisode();
}

void LearnerAgent::arenaChanged(ArenaPointer arena) {
    arena_ = std::move(arena);
    graph_.emplace(arena_, body_.tiles, body_.tileSize, anchor_);
    underWay_ = false;
    if (onTiles()) {
        std::size_t fresh = 0;
        for (int tile = 0; tile < graph_->states(); ++tile)
            fresh += features_.count(graph_->tile(tile)) == 0;
        if (features_.size() + fresh > static_cast<std::size_t>(learner_->features()))
            makeLearner();
    }
    if (body_.learning)
        learner_->endEpisode();
}

void LearnerAgent::update(const JsonCursor& parameters) {
    const AgentParameters parts(parameters);
    const bool learned = body_.learning;
    body_ = parts.body();
    if (learned && !body_.learning)
        learner_->endEpisode();
    learner_->update(parts.learner());
}

void LearnerAgent::state(StateVisitor& s) {
    s("anchor", anchor_);
    // The population may have had another number of units when it was drawn; how many it has now is
    // seen when the brains are there.
    int count = learner_->features();
    s("feature_count", count,
      Allowed::from(1, onTiles() ? withRoom(StateGraph::mostStates) : 2 * units_ + 64));
    if (s.reading()) {
        graph_.emplace(arena_, body_.tiles, body_.tileSize, anchor_);
        if (!onTiles())
            units_ = count;
        learner_ = makeLearner_({count, graph_->directions()});
    }
    tileFeaturesState(s, count);
    const int tiles = graph_->states(), directions = graph_->directions();
    s("under_way", underWay_);
    visitLearnerState(s, "from", from_, count, directions);
    s("from_tile", fromTile_, Allowed::below(tiles))("from_position", fromPosition_);
    s("target", target_, Allowed::from(-1, tiles - 1))("action", action_,
                                                       Allowed::below(directions));
    s("reward", reward_)("elapsed", elapsed_, Allowed::seconds());
    s("decisions", decisions_, Allowed::counts());
    s("expected", expected_, Allowed::any())("surprise", surprise_, Allowed::any());
    visitsState(s);
    s.section("learner", [&](StateVisitor& part) {
        learner_->state(part);
        learner_->replays().state(part, count);
    });
}

void LearnerAgent::tileFeaturesState(StateVisitor& s, int count) {
    using Row = std::pair<Tile, int>;
    std::vector<Row> rows(features_.begin(), features_.end());
    s.firstColumn<Tile>("tiles", rows, Unchecked(), &Row::first);
    s.column<int>("tile_features", rows,
                  Allowed::below(std::min(rows.size(), static_cast<std::size_t>(count))),
                  &Row::second);
    if (!s.reading())
        return;
    features_ = {rows.begin(), rows.end()};
    s.require("tiles", features_.size() == rows.size(),
              "expected every tile once, found one twice");
    int needed = static_cast<int>(rows.size());
    for (int tile = 0; onTiles() && tile < graph_->states(); ++tile)
        needed += features_.count(graph_->tile(tile)) == 0;
    s.require("feature_count", needed <= count,
              "expected room for " + std::to_string(needed) + " tiles, found " +
                  std::to_string(count));
}

} // namespace hippodrome

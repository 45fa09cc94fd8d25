// What an agent that learns shows of itself.
#include "core/agents/learner_agent.h"
#include "core/learners/policy.h"
#include "core/learners/state_checkpoint.h"

#include <cmath>

namespace hippodrome {

LearnerAgent::Visited& LearnerAgent::rememberPlace(const LearnerState& state, int tile) {
    Visited& visited = visited_[graph_->tile(tile)];
    visited.code = state;
    placeOf_[static_cast<std::size_t>(state.strongest)] = graph_->centre(tile);
    return visited;
}

std::optional<AgentPicture> LearnerAgent::picture(std::optional<Vec2> place) {
    if (!learner_->settled())
        return std::nullopt;
    AgentPicture picture;
    picture.shape = graph_->shape();
    picture.tileSize = graph_->size();
    picture.directions = graph_->directions();
    const std::size_t tiles = static_cast<std::size_t>(graph_->states());
    const std::size_t actions = static_cast<std::size_t>(graph_->directions());
    picture.choice.assign(tiles * actions, std::nanf(""));
    StateLayer value{"value", "Value",
                     "What it expects of being here: the discounted sum of rewards from here on.",
                     std::vector<double>(tiles, std::nan(""))};
    StateLayer visits{"visits", "Visits", "Decisions that it has made here.",
                      std::vector<double>(tiles, std::nan(""))};
    std::vector<int> visited;
    std::vector<LearnerState> codes;
    std::vector<double> values(actions), probabilities(actions);
    for (int tile = 0; tile < graph_->states(); ++tile) {
        picture.centres.push_back(graph_->centre(tile));
        const auto known = visited_.find(graph_->tile(tile));
        if (known == visited_.end())
            continue;
        const std::size_t index = static_cast<std::size_t>(tile);
        const LearnerState& code = known->second.code;
        visited.push_back(tile);
        codes.push_back(code);
        visits.values[index] = static_cast<double>(known->second.decisions);
        value.values[index] = learner_->stateValue(code);
        learner_->actionValues(code, values);
        policyProbabilities(learner_->policy(), code, values, probabilities);
        for (std::size_t a = 0; a < actions; ++a)
            picture.choice[index * actions + a] = static_cast<float>(probabilities[a]);
    }
    picture.layers.push_back(std::move(value));
    picture.layers.push_back(std::move(visits));
    std::vector<StateLayer> own;
    learner_->look(codes, own);
    for (StateLayer& layer : own) {
        std::vector<double> all(tiles, std::nan(""));
        for (std::size_t i = 0; i < visited.size(); ++i)
            all[static_cast<std::size_t>(visited[i])] = layer.values[i];
        layer.values = std::move(all);
        picture.layers.push_back(std::move(layer));
    }
    if (place)
        addSuccessors(picture, visited, codes, *place);
    addReplays(picture);
    return picture;
}

void LearnerAgent::addSuccessors(AgentPicture& picture, std::span<const int> visited,
                                 std::span<const LearnerState> codes, Vec2 place) const {
    if (!arena_->contains(place))
        return;
    const int tile = graph_->stateAt(place);
    const auto from = visited_.find(graph_->tile(tile));
    std::vector<double> counts(codes.size());
    if (from == visited_.end() || !learner_->successors(from->second.code, codes, counts))
        return;
    picture.successors = {"successors", "Successor map",
                          "How often each tile will be met from the one under the pointer on, "
                          "discounted by how far ahead that is.",
                          std::vector<double>(picture.centres.size(), std::nan(""))};
    picture.successorsOf = graph_->centre(tile);
    for (std::size_t i = 0; i < visited.size(); ++i)
        picture.successors.values[static_cast<std::size_t>(visited[i])] = counts[i];
}

void LearnerAgent::addReplays(AgentPicture& picture) const {
    const ReplayLog& log = learner_->replays();
    const std::vector<ReplayLog::Move> latest = log.latest();
    long number = log.total() - static_cast<long>(latest.size());
    for (const ReplayLog::Move& move : latest) {
        const Vec2 from = placeOf_[static_cast<std::size_t>(move.from)];
        const Vec2 to = placeOf_[static_cast<std::size_t>(move.to)];
        if (!std::isnan(from.x) && !std::isnan(to.x))
            picture.moves.push_back({from, to, move.order, number});
        ++number;
    }
    picture.replayed = log.total();
    picture.forward = log.forward();
    picture.reverse = log.reverse();
}

std::vector<Reading> LearnerAgent::readings() const {
    std::vector<Reading> readings{
        {"prediction_error", "Prediction error", "", surprise_},
        {"decisions", "Decisions", "", static_cast<double>(decisions_)},
        {"replayed", "Replayed", "", static_cast<double>(learner_->replays().total())},
        {"replayed_forward", "Forward", "", static_cast<double>(learner_->replays().forward())},
        {"replayed_reverse", "Reverse", "", static_cast<double>(learner_->replays().reverse())}};
    for (Reading& reading : learner_->readings())
        readings.push_back(std::move(reading));
    return readings;
}

void LearnerAgent::visitsState(StateVisitor& s) {
    using Row = std::pair<Tile, Visited>;
    using Feature = std::pair<int, double>;
    std::vector<Row> rows(visited_.begin(), visited_.end());
    const Allowed features = Allowed::below(learner_->features());
    s.firstColumn<Tile>("visited_tiles", rows, Unchecked(), &Row::first);
    s.column<long>("visited_decisions", rows, Allowed::counts(),
                   [](Row& row) -> long& { return row.second.decisions; });
    s.column<int>("visited_strongest", rows, features,
                  [](Row& row) -> int& { return row.second.code.strongest; });
    std::vector<std::vector<Feature>> codes(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const LearnerState& code = rows[i].second.code;
        for (std::size_t k = 0; k < code.features.size(); ++k)
            codes[i].emplace_back(code.features[k], code.activities[k]);
    }
    s.rows("visited_counts", codes, [&](std::vector<Feature>& all) {
        s.firstColumn<int>("visited_features", all, features, &Feature::first);
        s.column<double>("visited_activities", all, {}, &Feature::second);
    });
    if (s.reading()) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (const auto& [feature, activity] : codes[i]) {
                rows[i].second.code.features.push_back(feature);
                rows[i].second.code.activities.push_back(activity);
            }
        visited_ = {rows.begin(), rows.end()};
        placeOf_.resize(static_cast<std::size_t>(learner_->features()));
    }
    s("places", placeOf_, Allowed::any());
}

} // namespace hippodrome

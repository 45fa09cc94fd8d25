#include "core/lab/protocol_run.h"

#include "core/learners/learner.h"

#include <algorithm>
#include <cassert>

namespace hippodrome {

namespace {

constexpr double passShare = 0.8;
constexpr double aboveChance = 0.1;

class Run {
public:
    Run(const Protocol& protocol, const ProtocolAgent& agent, std::uint64_t seed)
        : protocol_(protocol), task_(protocol.phases.front().task),
          world_(Rng::stream(seed, "protocol")), own_(Rng::stream(seed, "protocol." + agent.name)) {
        const JsonDocument document{agent.parameters, {}, {}};
        learner_ = learnerTypes()
                       .named(agent.type)
                       .create(JsonCursor(document), {task_.states(), task_.actions()});
        deadEndOf_ = indexByState(protocol.deadEnds);
        std::vector<std::vector<int>> places;
        for (const ProtocolTest::Place& place : protocol.test.places)
            places.push_back(place.states);
        placeOf_ = indexByState(places);
    }

    void go(const ProtocolPhase& phase) {
        if (phase.changes && !changed_) {
            outcome_.chosenBefore = choice(task_);
            changed_ = true;
        }
        MoveTask task = phase.task;
        task_ = phase.task;
        shortest_.clear();
        for (const int start : phase.starts)
            shortest_.push_back(shortestWay(task, start));
        for (int episode = 0; episode < phase.episodes; ++episode)
            goThrough(task, phase, episode);
        ++phase_;
        learner_->replay(phase.replays, own_);
    }

    ProtocolOutcome outcome() {
        outcome_.chosen = choice(protocol_.phases.back().task);
        return outcome_;
    }

private:
    void goThrough(MoveTask& task, const ProtocolPhase& phase, int episode) {
        const bool given = phase.choice == ProtocolPhase::Choice::given;
        const std::size_t way = given ? static_cast<std::size_t>(episode) % phase.starts.size()
                                      : world_.below(phase.starts.size());
        const int limit = given ? static_cast<int>(phase.moves[way].size()) : phase.decisions;
        task.reset(phase.starts[way]);
        EpisodeOutcome outcome{.phase = phase_, .shortest = shortest_[way]};
        for (int decision = 0; decision < limit; ++decision) {
            const int from = task.at();
            const LearnerState& here = task.state(from);
            int action = 0;
            switch (phase.choice) {
            case ProtocolPhase::Choice::own:
                action = learner_->choose(here, own_);
                break;
            case ProtocolPhase::Choice::random:
                action = randomAction(here, task.actions(), world_);
                break;
            case ProtocolPhase::Choice::given:
                action = phase.moves[way][static_cast<std::size_t>(decision)];
                break;
            }
            const MoveTask::Step step = task.step(action);
            learner_->learn({here, action, step.reward, task.state(task.at()), step.done}, own_);
            ++outcome.decisions;
            outcome.reward += step.reward;
            const int deadEnd = deadEndOf_[static_cast<std::size_t>(task.at())];
            outcome.errors += deadEnd >= 0 && deadEnd != deadEndOf_[static_cast<std::size_t>(from)];
            if (outcome.firstPlace < 0)
                outcome.firstPlace = placeOf_[static_cast<std::size_t>(task.at())];
            outcome.ended = step.done;
            if (step.done)
                break;
        }
        learner_->endEpisode();
        outcome_.decisions += outcome.decisions;
        outcome_.totalReward += outcome.reward;
        outcome_.episodes.push_back(outcome);
    }

    /// For each state the group that holds it; -1 where none does.
    std::vector<int> indexByState(const std::vector<std::vector<int>>& groups) const {
        std::vector<int> index(static_cast<std::size_t>(task_.states()), -1);
        for (std::size_t k = 0; k < groups.size(); ++k)
            for (const int state : groups[k])
                index[static_cast<std::size_t>(state)] = static_cast<int>(k);
        return index;
    }

    int choice(const MoveTask& task) {
        return protocol_.test.from < 0 ? compared(task) : firstEntered(task);
    }

    /// The place of highest value; equal ones are drawn from.
    int compared(const MoveTask& task) {
        std::vector<double> values;
        for (const ProtocolTest::Place& place : protocol_.test.places)
            values.push_back(learner_->stateValue(task.state(place.states.front())));
        return greedyAction(LearnerState{}, values, own_);
    }

    int firstEntered(MoveTask task) {
        task.reset(protocol_.test.from);
        for (int decision = 0; decision < protocol_.test.decisions; ++decision) {
            task.step(learner_->chooseBest(task.state(task.at()), own_));
            if (const int place = placeOf_[static_cast<std::size_t>(task.at())]; place >= 0)
                return place;
        }
        return -1;
    }

    const Protocol& protocol_;
    MoveTask task_; ///< the world as it is now
    int phase_ = 0;
    bool changed_ = false;
    std::vector<int> shortest_;  ///< from each start of the phase
    std::vector<int> deadEndOf_; ///< (states)
    std::vector<int> placeOf_;   ///< (states)
    Rng world_;                  ///< what happens to every agent alike
    Rng own_;
    std::unique_ptr<Learner> learner_;
    ProtocolOutcome outcome_;
};

} // namespace

ProtocolOutcome runProtocol(const Protocol& protocol, const ProtocolAgent& agent,
                            std::uint64_t seed) {
    Run run(protocol, agent, seed);
    for (const ProtocolPhase& phase : protocol.phases)
        run.go(phase);
    return run.outcome();
}

int shortestWay(const MoveTask& task, int start) {
    std::vector<int> distance(static_cast<std::size_t>(task.states()), -1);
    std::vector<int> reached{start};
    distance[static_cast<std::size_t>(start)] = 0;
    MoveTask walker = task;
    for (std::size_t k = 0; k < reached.size(); ++k) {
        const int from = reached[k];
        for (int action = 0; action < task.actions(); ++action) {
            if (!task.state(from).allows(action))
                continue;
            walker.reset(from);
            const bool done = walker.step(action).done;
            const int moves = distance[static_cast<std::size_t>(from)] + 1;
            if (done)
                return moves;
            int& known = distance[static_cast<std::size_t>(walker.at())];
            if (known < 0) {
                known = moves;
                reached.push_back(walker.at());
            }
        }
    }
    return -1;
}

Verdict verdictOf(double shareRight, std::size_t places) {
    assert(places > 0);
    // A share is a count over seeds; half a seed in ten thousand keeps rounding out of it.
    constexpr double rounding = 5e-5;
    if (shareRight >= passShare - rounding)
        return Verdict::pass;
    if (shareRight <= 1.0 / static_cast<double>(places) + aboveChance + rounding)
        return Verdict::fail;
    return Verdict::inconclusive;
}

const char* verdictName(Verdict verdict) {
    switch (verdict) {
    case Verdict::pass:
        return "pass";
    case Verdict::fail:
        return "fail";
    case Verdict::inconclusive:
        break;
    }
    return "inconclusive";
}

} // namespace hippodrome

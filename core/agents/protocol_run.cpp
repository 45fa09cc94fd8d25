#include "core/agents/protocol_run.h"

#include "core/agents/learner.h"

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
        learner_ = agentType(agent.type)
                       .createLearner(JsonCursor(document), {task_.states(), task_.actions()});
    }

    void go(const ProtocolPhase& phase) {
        if (phase.changes && !changed_) {
            outcome_.chosenBefore = choice(task_);
            changed_ = true;
        }
        MoveTask task = phase.task;
        task_ = phase.task;
        for (int episode = 0; episode < phase.episodes; ++episode)
            goThrough(task, phase, episode);
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
        for (int decision = 0; decision < limit; ++decision) {
            const int from = task.at();
            const AgentState& here = task.state(from);
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
            ++outcome_.decisions;
            outcome_.totalReward += step.reward;
            if (step.done)
                break;
        }
        learner_->endEpisode();
    }

    int choice(const MoveTask& task) {
        return protocol_.test.from < 0 ? compared(task) : firstEntered(task);
    }

    /// The place of highest value; equal ones are drawn from.
    int compared(const MoveTask& task) {
        std::vector<double> values;
        for (const ProtocolTest::Place& place : protocol_.test.places)
            values.push_back(learner_->stateValue(task.state(place.states.front())));
        return greedyAction(AgentState{}, values, own_);
    }

    int firstEntered(MoveTask task) {
        task.reset(protocol_.test.from);
        for (int decision = 0; decision < protocol_.test.decisions; ++decision) {
            task.step(learner_->chooseBest(task.state(task.at()), own_));
            for (std::size_t k = 0; k < protocol_.test.places.size(); ++k) {
                const std::vector<int>& states = protocol_.test.places[k].states;
                if (std::find(states.begin(), states.end(), task.at()) != states.end())
                    return static_cast<int>(k);
            }
        }
        return -1;
    }

    const Protocol& protocol_;
    MoveTask task_; ///< the world as it is now
    bool changed_ = false;
    Rng world_; ///< what happens to every agent alike
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

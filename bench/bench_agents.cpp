// Decisions of agents that learn, without a body: choosing, moving and learning on 10 x 10 tiles.
#include "core/agents/agent.h"
#include "core/lab/move_task.h"
#include "core/scene/scene.h"
#include "core/world/simulation.h"

#include <benchmark/benchmark.h>

namespace {

using namespace hippodrome;

/// An open box of 100 tiles with a reward in one corner, where episodes end; they begin in the
/// other.
MoveTask box() {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.rewards.push_back({1, {0.45, 0.45}, 0.01, 1.0});
    const auto geometry = std::make_shared<const ArenaGeometry>(arena);
    const StateGraph graph(geometry, TileShape::square, 0.1, geometry->bounds().minimum);
    return MoveTask(graph, *geometry, true);
}

/// `decision/TYPE` for every agent that learns. Items are decisions.
void decide(benchmark::State& state, const LearnerType& type) {
    MoveTask task = box();
    const JsonDocument defaults{Json::object(), {}, {}};
    const JsonDocument parameters{type.resolve(JsonCursor(defaults)), {}, {}};
    const auto learner = type.create(JsonCursor(parameters), {task.states(), task.actions()});
    Rng rng(1);
    task.reset(0);
    const auto decision = [&] {
        const LearnerState& here = task.state(task.at());
        const int action = learner->choose(here, rng);
        const MoveTask::Step step = task.step(action);
        learner->learn({here, action, step.reward, task.state(task.at()), step.done}, rng);
        if (step.done) {
            learner->endEpisode();
            task.reset(0);
        }
    };
    for (int i = 0; i < 20000; ++i)
        decision();
    for (auto _ : state)
        decision();
    state.SetItemsProcessed(state.iterations());
}

const bool everyLearner = [] {
    for (const LearnerType& type : learnerTypes())
        benchmark::RegisterBenchmark(("decision/" + type.key).c_str(),
                                     [&type](benchmark::State& state) { decide(state, type); });
    return true;
}();

/// Ten agents in the scene `race`, after ten minutes; a tick is 50 ms of simulated time.
void race(benchmark::State& state) {
    Simulation simulation(loadScene(std::string(HIPPODROME_SOURCE_DIR) + "/scenes/race.json"), 1);
    for (int i = 0; i < 12000; ++i)
        simulation.tick();
    for (auto _ : state)
        simulation.tick();
    state.counters["simulated_seconds"] = benchmark::Counter(
        0.05 * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(race)->Name("race/ten_agents");

} // namespace

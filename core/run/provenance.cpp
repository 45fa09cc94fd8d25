#include "core/run/provenance.h"

#include "core/net/kernels/instruction_set.h"

namespace hippodrome {

std::string programVersion() {
    return HIPPODROME_VERSION;
}

Json provenance(const HeadlessRun& run, const RunAccount& account) {
    const Simulation& simulation = run.simulation();
    const Scene& start = simulation.journal().start();
    Json json = {{"program", "hippodrome"},
                 {"version", programVersion()},
                 {"verb", account.verb},
                 {"options", account.options},
                 {"title", start.title},
                 {"scene_hash", sceneHash(start)},
                 {"seed", start.seed},
                 {"outcome", nameOf(account.outcome)},
                 {"ticks", simulation.world().ticks()},
                 {"simulated_seconds", simulation.world().time()},
                 {"updates", simulation.trainer().updates()},
                 {"total_reward", simulation.world().totalReward()}};
    if (const RidingBrain* brain = Trainer::divergedBrain(simulation.world()))
        json["diverged_brain"] = brain->name;
    if (const std::vector<std::string> notes = simulation.notes(); !notes.empty())
        json["notes"] = notes;
    json["wall_seconds"] = run.wallSeconds();
    json["host"] = {{"threads", simulation.threadCount()},
                    {"instruction_set", nameOf(instructionSet())}};
    return json;
}

} // namespace hippodrome

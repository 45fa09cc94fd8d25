#include "app/headless.h"

#include "app/interrupt.h"

#include <cstdio>

namespace hippodrome {

namespace {

std::string quoted(const std::string& word) {
    if (!word.empty() && word.find_first_of(" \t'\"\\$`*?[](){}<>|&;!#~") == std::string::npos)
        return word;
    std::string result = "'";
    for (const char c : word)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

/// What became of each network, from the last evaluation and the final report.
Json networksJson(const HeadlessRun& run) {
    Json networks = Json::array();
    for (const RidingBrain& riding : run.simulation().world().brains()) {
        if (!riding.brain->trainable())
            continue;
        const TrainingReport report = riding.brain->trainable()->trainingReport();
        networks.push_back({{"brain", riding.name},
                            {"updates", report.updates},
                            {"loss", report.loss},
                            {"decoding_error", report.decodingError},
                            {"chance_error", report.chanceError}});
    }
    return networks;
}

void printText(const HeadlessRun& run, const HeadlessTask& task) {
    const Simulation& simulation = run.simulation();
    std::printf("%s: %.6g s of path, %ld updates, in %s\n", nameOf(task.account.outcome),
                simulation.world().time(), simulation.trainer().updates(),
                spokenDuration(run.wallSeconds()).c_str());
    for (const Json& network : networksJson(run))
        if (network["updates"] > 0)
            std::printf("%s: decoding error %.3f m (chance %.3f m), loss %.4f\n",
                        network["brain"].get<std::string>().c_str(),
                        network["decoding_error"].get<double>(),
                        network["chance_error"].get<double>(), network["loss"].get<double>());
    std::printf("results in %s\n", task.output.folder.c_str());
}

void printJson(const HeadlessRun& run, const HeadlessTask& task) {
    Json json = provenance(run, task.account);
    json["networks"] = networksJson(run);
    json["out"] = task.output.folder;
    std::printf("%s\n", json.dump(2).c_str());
}

} // namespace

std::string resumeCommand(const std::string& verb, const SceneArguments& scene,
                          const OutputArguments& output, const std::string& goal) {
    std::string command = "hippodrome " + verb + " " + quoted(scene.file) + goal;
    if (scene.seed)
        command += " --seed " + std::to_string(*scene.seed);
    for (const std::string& value : scene.values)
        command += " --set " + quoted(value);
    if (output.noFilm)
        command += " --no-film";
    const std::filesystem::path folder = output.folder;
    return command + " --out " + quoted(output.folder) + " --force --resume " +
           quoted((folder / "checkpoint.hippo").string());
}

std::unique_ptr<HeadlessRun> startRun(const Scene& scene, const std::string& file, int threads) {
    try {
        return std::make_unique<HeadlessRun>(scene, threads);
    } catch (const Error& error) {
        throw error.inFile(file);
    }
}

int runTicks(HeadlessRun& run, const SceneArguments& scene, const OutputArguments& output,
             long ticks) {
    HeadlessTask task;
    task.account.verb = "run";
    task.account.options = {{"ticks", ticks}};
    task.output = output;
    task.resumeCommand = resumeCommand("run", scene, output, " --ticks " + std::to_string(ticks));
    task.progressUnit = "s";
    task.progressStart = run.simulation().world().time();
    task.progressTotal = static_cast<double>(ticks) * run.simulation().world().timeStep();
    task.progress = [](const HeadlessRun& r) { return r.simulation().world().time(); };
    task.work = [ticks](HeadlessRun& r, const RunHooks& hooks) { return r.runTo(ticks, hooks); };
    return carryOut(run, task);
}

int carryOut(HeadlessRun& run, HeadlessTask task) {
    const Simulation& simulation = run.simulation();
    RunFolder folder(task.output.folder, task.output.force, simulation.journal().start());
    if (!task.output.quiet)
        for (const std::string& note : simulation.notes())
            std::fprintf(stderr, "note: %s\n", note.c_str());
    catchInterrupts();
    if (!run.resumeNote().empty())
        std::fprintf(stderr, "%s\n", run.resumeNote().c_str());
    std::error_code code;
    if (!run.resumedFrom().empty() &&
        std::filesystem::equivalent(run.resumedFrom(), folder.checkpointFile(), code))
        folder.goOn();
    else if (simulation.world().ticks() > 0 || simulation.trainer().updates() > 0)
        folder.save(run); // of a run that goes on elsewhere, what was there is there again
    {
        Progress progress(task.account.verb, task.progressUnit, task.progressStart,
                          task.progressTotal, task.output.quiet || task.output.json);
        double lastSaved = run.wallSeconds();
        RunHooks hooks;
        hooks.stop = interrupted;
        hooks.stepDone = [&] {
            progress.show(task.progress(run));
            if (run.wallSeconds() - lastSaved < task.output.checkpointInterval)
                return;
            folder.save(run);
            lastSaved = run.wallSeconds();
        };
        task.account.outcome = task.work(run, hooks);
        progress.say("measuring and writing the results");
        folder.finish(run, task.account, {.metrics = task.account.outcome != RunOutcome::stopped});
    }
    const RunOutcome outcome = task.account.outcome;
    if (task.output.json)
        printJson(run, task);
    else if (!task.output.quiet)
        printText(run, task);
    if (outcome == RunOutcome::stopped && !task.output.json && !task.resumeCommand.empty())
        std::fprintf(stderr, "stopped; go on with:\n  %s\n", task.resumeCommand.c_str());
    if (outcome != RunOutcome::diverged)
        return 0;
    const RidingBrain* brain = Trainer::divergedBrain(simulation.world());
    throw Error(
        "training has diverged: the loss of " + brain->name + " is no longer finite after " +
            std::to_string(brain->brain->trainable()->trainingReport().updates) + " updates; " +
            (folder.hasCheckpoint()
                 ? "the last good checkpoint is " + folder.checkpointFile().string()
                 : std::string("there is no checkpoint from before")),
        ErrorKind::resource);
}

} // namespace hippodrome

#include "app/headless.h"
#include "app/verbs.h"

#include <cmath>

namespace hippodrome {

namespace {

struct RunArguments {
    SceneArguments scene;
    OutputArguments output;
    double seconds = 60.0;
    std::optional<long> ticks;
    std::string journal;
    std::string resume;
    bool newRecords = false;
};

int replayJournal(const RunArguments& arguments) {
    const Scene scene = arguments.scene.load();
    const Journal journal = Journal::read(arguments.journal);
    try {
        requireStart(journal, scene);
    } catch (const Error& error) {
        throw error.inFile(arguments.journal);
    }
    const auto run = startRun(scene, arguments.scene.path(), arguments.output.threads);
    if (!arguments.output.noFilm)
        run->keepFilm();
    const double timeStep = scene.recording.timeStep;
    HeadlessTask task;
    task.account.verb = "run";
    task.account.options = {{"journal", true}};
    task.output = arguments.output;
    task.progressUnit = "s";
    task.progressTotal = journal.entries().empty()
                             ? 0.0
                             : static_cast<double>(journal.entries().back().tick) * timeStep;
    task.progress = [](const HeadlessRun& r) { return r.simulation().world().time(); };
    task.work = [&journal](HeadlessRun& r, const RunHooks& hooks) {
        return r.replay(journal, hooks);
    };
    return carryOut(*run, task);
}

int runScene(const RunArguments& arguments) {
    if (!arguments.journal.empty())
        return replayJournal(arguments);
    if (!(arguments.seconds >= 0.0 && arguments.seconds <= 1e9))
        throw Error("expected a duration from 0 to 1e9 s, found " + formatNumber(arguments.seconds),
                    ErrorKind::usage)
            .atField("--seconds");
    const Scene scene = arguments.scene.load();
    const long ticks =
        arguments.ticks.value_or(std::lround(arguments.seconds / scene.recording.timeStep));
    const auto run = startRun(scene, arguments.scene.path(), arguments.output.threads);
    if (!arguments.output.noFilm)
        run->keepFilm();
    if (!arguments.resume.empty())
        run->resume(arguments.resume,
                    arguments.newRecords ? HeadlessRun::Records::anew : HeadlessRun::Records::goOn);
    return runTicks(*run, arguments.scene, arguments.output, ticks);
}

} // namespace

void addRunCommand(CLI::App& app, Action& action) {
    CLI::App* verb = app.add_subcommand("run", "Let the rat run and the brains learn, as in the "
                                               "window, and write what came of it");
    verb->footer("\nExample: hippodrome run scenes/first_light.json --out results --seconds 120");
    const auto arguments = std::make_shared<RunArguments>();
    arguments->scene.addTo(*verb);
    arguments->output.addTo(*verb);
    CLI::Option* seconds =
        verb->add_option("--seconds", arguments->seconds, "Simulated time in all [s]")
            ->type_name("S")
            ->capture_default_str();
    CLI::Option* ticks =
        verb->add_option("--ticks", arguments->ticks, "The same as a number of ticks")
            ->type_name("N")
            ->check(CLI::NonNegativeNumber)
            ->excludes(seconds);
    CLI::Option* resume =
        verb->add_option("--resume", arguments->resume,
                         "Go on from this checkpoint; the bits are those of a run never stopped")
            ->type_name("FILE");
    addNewRecordsFlag(*verb, arguments->newRecords)->needs(resume);
    verb->add_option("--journal", arguments->journal,
                     "Repeat the run that this journal tells of, to the same bits")
        ->type_name("FILE")
        ->excludes(seconds)
        ->excludes(ticks)
        ->excludes(resume);
    verb->callback([arguments, &action] { action = [arguments] { return runScene(*arguments); }; });
}

} // namespace hippodrome

#include "app/headless.h"
#include "app/verbs.h"

namespace hippodrome {

namespace {

struct TrainArguments {
    SceneArguments scene;
    OutputArguments output;
    long updates = 1000;
    std::optional<double> wallSeconds;
    std::string resume;
    bool newRecords = false;
};

int trainScene(const TrainArguments& arguments) {
    const Scene scene = arguments.scene.load();
    const auto run = startRun(scene, arguments.scene.path(), arguments.output.threads);
    if (!Trainer::anythingToTrain(run->simulation().world()))
        throw Error(
            "expected a brain that trains, found none; \"hippodrome run\" runs such a scene")
            .inFile(arguments.scene.file)
            .atField("brains");
    if (!arguments.output.noFilm)
        run->keepFilm();
    if (!arguments.resume.empty())
        run->resume(arguments.resume,
                    arguments.newRecords ? HeadlessRun::Records::anew : HeadlessRun::Records::goOn);
    HeadlessTask task;
    task.account.verb = "train";
    task.output = arguments.output;
    std::string goal;
    if (arguments.wallSeconds) {
        const double limit = *arguments.wallSeconds;
        task.account.options = {{"wall_seconds", limit}};
        goal = " --wall-seconds " + formatNumber(limit);
        task.progressUnit = "s";
        task.progressTotal = limit;
        task.progress = [](const HeadlessRun& r) { return r.wallSeconds(); };
        task.work = [limit](HeadlessRun& r, const RunHooks& hooks) {
            return r.trainFor(limit, hooks);
        };
    } else {
        const long updates = arguments.updates;
        task.account.options = {{"updates", updates}};
        goal = " --updates " + std::to_string(updates);
        task.progressUnit = "updates";
        task.progressStart = static_cast<double>(run->simulation().trainer().updates());
        task.progressTotal = static_cast<double>(updates);
        task.progress = [](const HeadlessRun& r) {
            return static_cast<double>(r.simulation().trainer().updates());
        };
        task.work = [updates](HeadlessRun& r, const RunHooks& hooks) {
            return r.trainTo(updates, hooks);
        };
    }
    task.resumeCommand = resumeCommand("train", arguments.scene, arguments.output, goal);
    return carryOut(*run, task);
}

} // namespace

void addTrainCommand(CLI::App& app, Action& action) {
    CLI::App* verb =
        app.add_subcommand("train", "Train the networks of a scene; the rat stands still");
    verb->footer("\nExample: hippodrome train scenes/first_light.json --out trained "
                 "--updates 5000");
    const auto arguments = std::make_shared<TrainArguments>();
    arguments->scene.addTo(*verb);
    arguments->output.addTo(*verb);
    CLI::Option* updates = verb->add_option("--updates", arguments->updates,
                                            "Updates in all, with those before --resume")
                               ->type_name("N")
                               ->check(CLI::NonNegativeNumber)
                               ->capture_default_str();
    verb->add_option("--wall-seconds", arguments->wallSeconds, "Train for so long instead [s]")
        ->type_name("S")
        ->check(CLI::PositiveNumber)
        ->excludes(updates);
    CLI::Option* resume =
        verb->add_option("--resume", arguments->resume,
                         "Go on from this checkpoint; the bits are those of a run never stopped. "
                         "Or from the last weights of a film")
            ->type_name("FILE");
    addNewRecordsFlag(*verb, arguments->newRecords)->needs(resume);
    verb->callback(
        [arguments, &action] { action = [arguments] { return trainScene(*arguments); }; });
}

} // namespace hippodrome

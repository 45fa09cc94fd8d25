#include "core/base/file_io.h"
#include "core/study/sweep_runner.h"
#include "core/study/sweep_summary.h"

#include "app/arguments.h"
#include "app/bundled.h"
#include "app/interrupt.h"
#include "app/progress.h"
#include "app/sweep_picture.h"
#include "app/verbs.h"
#include "app/window.h"

#include <charconv>
#include <cstdio>

namespace hippodrome {

namespace {

struct SweepArguments {
    std::string file;
    std::string folder;
    std::string shard = "1/1";
    int jobs = 0;
    std::string collect;
    std::string picture;
    std::string theme = "light";
    bool quiet = false;
    bool json = false;
};

Shard shardOf(const std::string& text) {
    Shard shard;
    const char* end = text.data() + text.size();
    const auto index = std::from_chars(text.data(), end, shard.index);
    if (index.ec == std::errc() && index.ptr != end && *index.ptr == '/') {
        const auto count = std::from_chars(index.ptr + 1, end, shard.count);
        if (count.ec == std::errc() && count.ptr == end && shard.index >= 1 &&
            shard.index <= shard.count)
            return shard;
    }
    throw Error("expected I/N with I from 1 to N, found \"" + text + "\"", ErrorKind::usage)
        .atField("--shard");
}

Json resultJson(const SweepResult& result, const std::string& folder) {
    Json failures = Json::array();
    for (const SweepResult::Failure& failure : result.failures)
        failures.push_back({{"hash", failure.run.hash},
                            {"variant", failure.run.variant},
                            {"seed", failure.run.seed},
                            {"message", failure.message}});
    return {{"runs", result.runs},         {"made", result.made},
            {"present", result.present},   {"claimed", result.claimed},
            {"diverged", result.diverged}, {"failures", failures},
            {"stopped", result.stopped},   {"out", folder}};
}

void printResult(const SweepResult& result, const std::string& folder) {
    std::printf("%zu runs: %zu made, %zu there already", result.runs, result.made, result.present);
    if (result.claimed > 0)
        std::printf(", %zu under way in another process", result.claimed);
    if (result.diverged > 0)
        std::printf(", %zu of those made diverged", result.diverged);
    std::printf("; results in %s\n", folder.c_str());
}

int makeRuns(const SweepArguments& arguments) {
    if (arguments.file.empty() || arguments.folder.empty())
        throw Error("expected a sweep file and --out DIR, or --collect DIR", ErrorKind::usage);
    if (!arguments.picture.empty())
        throw Error("a picture is drawn with --collect DIR", ErrorKind::usage).atField("--picture");
    SweepOptions options;
    options.shard = shardOf(arguments.shard);
    options.folder = arguments.folder;
    options.jobs = arguments.jobs;
    const Sweep sweep = loadSweep(sweepFile(arguments.file));
    catchInterrupts();
    options.stop = interrupted;
    SweepResult result;
    {
        std::size_t runs = 0;
        for (std::size_t i = 0; i < sweep.runs.size(); ++i)
            runs += options.shard.has(i);
        Progress progress("sweep", "runs", 0.0, static_cast<double>(runs),
                          arguments.quiet || arguments.json);
        options.progress = [&](double done) { progress.show(done); };
        try {
            result = runSweep(sweep, options);
        } catch (const Error& error) {
            throw error.kind() == ErrorKind::badInput ? error.inFile(arguments.file) : error;
        }
    }
    if (arguments.json)
        std::printf("%s\n", resultJson(result, arguments.folder).dump(2).c_str());
    else if (!arguments.quiet)
        printResult(result, arguments.folder);
    if (result.stopped && !arguments.json)
        std::fprintf(stderr,
                     "stopped; the same command goes on with the runs that are not whole\n");
    if (result.failures.empty())
        return 0;
    const SweepResult::Failure& first = result.failures.front();
    throw Error(std::to_string(result.failures.size()) + " of " + std::to_string(result.runs) +
                " runs could not be made; " + first.run.variant + " with seed " +
                std::to_string(first.run.seed) + ": " + first.message)
        .inFile(arguments.file);
}

int collectRuns(const SweepArguments& arguments) {
    if (!arguments.file.empty() || !arguments.folder.empty())
        throw Error("expected --collect DIR alone, without a sweep file and --out",
                    ErrorKind::usage);
    if (!arguments.picture.empty() && !hasWindow())
        throw Error("this build has no window and cannot draw", ErrorKind::usage)
            .atField("--picture");
    const std::filesystem::path folder = arguments.collect;
    const SweepTable table = collectSweep(folder);
    const std::vector<SweepGroup> groups = summarise(table);
    writeFileAtomically(folder / "sweep.csv", rowsCsv(table));
    writeFileAtomically(folder / "sweep_summary.csv", summaryCsv(table, groups));
    writeFileAtomically(folder / "sweep_summary.json", summaryJson(table, groups).dump(2) + "\n");
    if (!arguments.picture.empty())
        drawSweep(folder, table, arguments.picture, arguments.theme);
    if (arguments.json) {
        const Json json = {{"planned", table.planned},
                           {"whole", table.whole},
                           {"rows", (folder / "sweep.csv").string()},
                           {"summary", (folder / "sweep_summary.csv").string()}};
        std::printf("%s\n", json.dump(2).c_str());
    } else if (!arguments.quiet) {
        std::printf("%s: %zu of %zu runs\n\n%s", table.title.c_str(), table.whole, table.planned,
                    summaryText(table, groups).c_str());
    }
    return 0;
}

} // namespace

void addSweepCommand(CLI::App& app, Action& action) {
    CLI::App* verb = app.add_subcommand("sweep", "Many runs of one scene: variants, values of its "
                                                 "fields, seeds; and their tables");
    verb->footer(
        "\nExamples: hippodrome sweep scenes/sweeps/first_light_15_s.json --jobs 1 --out seeds\n"
        "          hippodrome sweep --collect seeds");
    const auto arguments = std::make_shared<SweepArguments>();
    addOutsideFlag(*verb);
    verb->add_option("SWEEP", arguments->file,
                     "Sweep file, or the name of a sweep that comes with the program");
    verb->add_option("--out", arguments->folder,
                     "Folder for the runs; those that are there already are not made again")
        ->type_name("DIR");
    verb->add_option("--shard", arguments->shard,
                     "Make only every Nth run, from the Ith; all N together make all runs")
        ->type_name("I/N");
    verb->add_option("--jobs", arguments->jobs,
                     "Runs at once, which share the processors; 0: one for each. Results are the "
                     "same, but for sweeps by the clock")
        ->type_name("J")
        ->check(CLI::Range(0, 1024));
    verb->add_option("--collect", arguments->collect,
                     "Write sweep.csv and sweep_summary.csv about the runs in this folder")
        ->type_name("DIR");
    verb->add_option("--picture", arguments->picture,
                     "With --collect: draw the best maps of every run (.png, .svg or .pdf)")
        ->type_name("FILE");
    verb->add_option("--theme", arguments->theme,
                     "Colours of the picture: dark, light or projector")
        ->check(CLI::IsMember({"dark", "light", "projector"}))
        ->capture_default_str();
    addInstructionSetOption(*verb);
    addTalkOptions(*verb, &arguments->quiet, &arguments->json);
    verb->callback([arguments, &action] {
        action = [arguments] {
            return arguments->collect.empty() ? makeRuns(*arguments) : collectRuns(*arguments);
        };
    });
}

} // namespace hippodrome

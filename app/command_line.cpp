#include "app/command_line.h"

#include "core/base/excerpt.h"
#include "core/base/json_io.h"
#include "core/run/provenance.h"

#include "app/arguments.h"
#include "app/bundled.h"
#include "app/definitions.h"
#include "app/verbs.h"
#include "app/window.h"
#include "app/without_display.h"

#include <algorithm>
#include <cstdio>
#include <new>

namespace hippodrome {

namespace {

int statusOf(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::usage:
        return 2;
    case ErrorKind::badInput:
        return 3;
    case ErrorKind::resource:
        return 4;
    }
    return 4;
}

/// What is no valid UTF-8 cannot be written into the records of a run: better told at once.
void requireText(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        try {
            (void)Json(argv[i]).dump();
        } catch (const Json::exception&) {
            throw Error("expected arguments in UTF-8, found " + quotedExcerpt(argv[i]),
                        ErrorKind::usage);
        }
    }
}

/// `hippodrome trian` is more likely a slip than a scene.
void refuseMisspelledVerb(const CLI::App& app, const std::string& scene) {
    std::vector<std::string> known = bundledSceneNames();
    if (scene.empty() || std::filesystem::exists(scene) ||
        scene.find_first_of("./") != std::string::npos ||
        std::find(known.begin(), known.end(), scene) != known.end())
        return;
    for (const CLI::App* verb : app.get_subcommands({}))
        known.push_back(verb->get_name());
    const std::string nearest = nearestWord(scene, known);
    throw Error("expected a verb, a scene file or the name of a scene that comes with the program, "
                "found \"" +
                    scene + "\"" +
                    (nearest.empty() ? std::string() : "; did you mean " + nearest + "?"),
                ErrorKind::usage);
}

void addCompletionCommand(CLI::App& app, Action& action) {
    CLI::App* verb = app.add_subcommand(
        "completion", "Print a script that completes this command line in a shell");
    verb->footer("\nExample: hippodrome completion bash > "
                 "~/.local/share/bash-completion/completions/hippodrome");
    const auto shell = std::make_shared<std::string>();
    verb->add_option("SHELL", *shell, "The shell")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    verb->callback([&app, shell, &action] {
        action = [&app, shell] {
            std::fputs(completionScript(app, *shell).c_str(), stdout);
            return 0;
        };
    });
    // For packages, which install the page.
    app.add_subcommand("manual-page", "Print the manual page")
        ->group("")
        ->callback([&app, &action] {
            action = [&app] {
                std::fputs(manualPage(app, programVersion()).c_str(), stdout);
                return 0;
            };
        });
}

} // namespace

int runCommandLine(int argc, char** argv) {
    CLI::App app("Hippodrome: watch place cells and grid cells emerge.\n"
                 "Without a verb it opens the window.");
    app.name("hippodrome");
    app.set_version_flag("--version", "hippodrome " + programVersion());
    app.footer("\n\"hippodrome VERB --help\" says more about a verb.\n"
               "Exit status: " +
               std::string(exitStatuses) +
               "\n"
               "Example: hippodrome first_light --play");
    WindowOptions window;
    app.add_option("SCENE", window.scene,
                   "Scene to open: a file, or the name of one that comes with the program; "
                   "first_light when left out");
    app.add_flag("--play", window.play, "Run at once");
    app.add_option("--theme", window.theme, "dark, light or projector; otherwise as last time")
        ->check(CLI::IsMember({"dark", "light", "projector"}));
    app.add_flag("--edit-bundled", window.editBundled,
                 "Allow to write over the scenes that come with the program; otherwise saving one "
                 "writes a copy among your documents");
    app.add_option("--frame-log", window.frameLog, "Write a line per drawn frame to this file")
        ->type_name("FILE");
    addInstructionSetOption(app);
    Action action;
    app.require_subcommand(0, 1);
    addRunCommand(app, action);
    addTrainCommand(app, action);
    addScoreCommand(app, action);
    addCheckCommand(app, action);
    addExportCommand(app, action);
    addSweepCommand(app, action);
    addBenchCommand(app, action);
    addCompletionCommand(app, action);
    try {
        requireText(argc, argv);
        app.parse(argc, argv);
        if (action)
            return action();
        refuseMisspelledVerb(app, window.scene);
        if (displayIsThere())
            return runWindow(window, argc, argv);
        return runWithoutDisplay(window.scene);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    } catch (const Error& error) {
        std::fprintf(stderr, "hippodrome: %s\n", error.what());
        return statusOf(error.kind());
    } catch (const std::bad_alloc&) {
        std::fprintf(stderr, "hippodrome: there is not enough memory for this\n");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "hippodrome: it cannot go on: %s\n", error.what());
    } catch (...) {
        std::fprintf(stderr, "hippodrome: it cannot go on\n");
    }
    return 4;
}

} // namespace hippodrome

#pragma once

#include <CLI/CLI.hpp>

#include <functional>

namespace hippodrome {

/// What remains to be done once the arguments are read; returns the exit status.
using Action = std::function<int()>;

// Each declares a verb with its options, and sets the action when the verb is given.
void addRunCommand(CLI::App& app, Action& action);
void addTrainCommand(CLI::App& app, Action& action);
void addScoreCommand(CLI::App& app, Action& action);
void addCheckCommand(CLI::App& app, Action& action);
void addExportCommand(CLI::App& app, Action& action);
void addSweepCommand(CLI::App& app, Action& action);
void addBenchCommand(CLI::App& app, Action& action);

} // namespace hippodrome

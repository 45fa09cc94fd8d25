#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace hippodrome {

/// Exit statuses in one sentence, for help and manual.
inline constexpr const char* exitStatuses =
    "0 done, 1 a check failed, 2 bad usage, 3 bad input, 4 out of resources or diverged.";

/// What the command line's own definitions say of an option.
struct OptionDefinition {
    std::vector<std::string> names;   ///< with their dashes; of a positional its word
    std::string value;                ///< the word for it in the help; empty: a flag
    std::vector<std::string> choices; ///< values that are accepted; empty: not a choice
    std::string help;
    bool positional = false;
    bool required = false;
    bool many = false; ///< takes several values
};

/// The options of a verb, or of the program, in their order, without hidden ones.
std::vector<OptionDefinition> optionsOf(const CLI::App& app);
/// The verbs, without hidden ones.
std::vector<const CLI::App*> verbsOf(const CLI::App& app);

/// The manual page in the language of man(7).
std::string manualPage(const CLI::App& app, const std::string& version);

/// A script that completes the command line in `bash`, `zsh` or `fish`.
std::string completionScript(const CLI::App& app, const std::string& shell);

} // namespace hippodrome

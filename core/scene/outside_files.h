#pragma once

#include "core/scene/scene.h"

#include <filesystem>
#include <functional>

namespace hippodrome {

// A scene may come from a stranger, and names files: the data that its motion follows, the trained
// policy of an agent. They lie in the scene's folder or below it, or among what comes with the
// program; otherwise a scene could have any file of its reader opened, and its numbers drawn.

/// Whether files elsewhere may be opened.
enum class Outside { refuse, allow };

/// What holds for the whole program, at first Outside::refuse. The command line sets it once
/// (--allow-outside), before it reads anything.
void setOutside(Outside outside);
Outside outside();

/// Whether `file`, with all links resolved, lies in `folder` or below it. An empty folder is the
/// one where the program runs.
bool liesInside(const std::filesystem::path& folder, const std::filesystem::path& file);

/// A person has agreed that this file is opened, whatever names it, until the program ends.
void agreeTo(const std::filesystem::path& file);

/// Throws Error when `file`, which something in `folder` names, lies elsewhere, nobody has agreed
/// to it, and `allowed` is Outside::refuse.
void requireInside(const std::filesystem::path& folder, const std::filesystem::path& file,
                   Outside allowed);

/// Asks a person whether a file that lies elsewhere may be opened.
using AskOutside = std::function<bool(const std::filesystem::path& file)>;

/// The same for all files that a scene names; those that `chosen` names too were chosen by the
/// person who runs it, and may lie anywhere. `ask`, if there is one, is asked before a file is
/// refused; a yes is remembered as by agreeTo().
void requireFilesInside(const Scene& scene, const Scene* chosen = nullptr,
                        const AskOutside& ask = {});

} // namespace hippodrome

#pragma once

#include "core/scene/scene.h"

#include <string>
#include <vector>

namespace hippodrome {

/// What a person chooses of a new scene.
struct NewSceneChoice {
    std::string title;
    Arena arena;
    std::vector<std::string> brains; ///< types, in order
};

/// The types that ride in a new scene unless others are chosen.
std::vector<std::string> usualBrains();

/// A scene that runs at once: motion, agent and the brains that it has are those of the scene
/// `first_light`, others have their defaults; what a file can leave to the program is left to it,
/// and bins and place fields fit the size of the arena. Throws Error when a brain cannot be.
Scene newScene(const NewSceneChoice& choice);

} // namespace hippodrome

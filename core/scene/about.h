#pragma once

#include "core/base/field.h"

#include <string>
#include <vector>

namespace hippodrome {

/// Marr's levels (1982, Vision, chapter 1), at which brain and machine are compared.
enum class MarrLevel { goal, algorithm, implementation };

/// What a scene is for, to be read by people who look for one; no run depends on it.
struct About {
    std::string topic; ///< one of sceneTopics(); empty: none
    MarrLevel level = MarrLevel::algorithm;
    std::string question; ///< that the scene answers, or lets a class answer
    std::string paper;    ///< authors, year, journal; several with semicolons
    int minutes = 0;      ///< that it takes to show; 0: not said

    static const Fields<About>& fields();
    friend bool operator==(const About&, const About&) = default;
};

/// A group of scenes.
struct SceneTopic {
    std::string key;   ///< in files
    std::string label; ///< on screen
};

/// In the order in which they are offered.
const std::vector<SceneTopic>& sceneTopics();
/// nullptr when there is none with this key.
const SceneTopic* findSceneTopic(const std::string& key);

} // namespace hippodrome

#include "core/scene/about.h"

#include <algorithm>

namespace hippodrome {

const Fields<About>& About::fields() {
    static const Fields<About> list =
        Fields<About>()
            .text("topic", &About::topic,
                  {.label = "Topic",
                   .help = "Group of scenes that it belongs to.",
                   .effect = Effect::live})
            .choice("level", &About::level,
                    {{"goal", MarrLevel::goal},
                     {"algorithm", MarrLevel::algorithm},
                     {"implementation", MarrLevel::implementation}},
                    {.label = "Level",
                     .help = "Marr's level at which it compares brain and machine.",
                     .source = "Marr 1982",
                     .effect = Effect::live})
            .text("question", &About::question,
                  {.label = "Question",
                   .help = "What the scene answers, or lets a class answer.",
                   .effect = Effect::live})
            .text("paper", &About::paper,
                  {.label = "Paper",
                   .help = "What to read: authors, year, journal.",
                   .effect = Effect::live})
            .integer("minutes", &About::minutes,
                     {.label = "Minutes",
                      .unit = "min",
                      .minimum = 0,
                      .maximum = 600,
                      .help = "Time that it takes to show; 0 says nothing.",
                      .effect = Effect::live});
    return list;
}

const std::vector<SceneTopic>& sceneTopics() {
    static const std::vector<SceneTopic> topics = {
        {"first_steps", "First steps"},           {"networks", "Networks that integrate paths"},
        {"place_cells", "Place cells and walls"}, {"grid_cells", "Grid cells"},
        {"prediction", "Maps that predict"},      {"rooms", "Rooms and mazes"},
        {"navigation", "Finding the way"},        {"revaluation", "When the world changes"},
    };
    return topics;
}

const SceneTopic* findSceneTopic(const std::string& key) {
    const auto& topics = sceneTopics();
    const auto found = std::find_if(topics.begin(), topics.end(),
                                    [&](const SceneTopic& topic) { return topic.key == key; });
    return found == topics.end() ? nullptr : &*found;
}

} // namespace hippodrome

#pragma once

#include "core/scene/scene.h"

#include <string>
#include <vector>

namespace hippodrome::testing {

/// A small box with episodes, an agent that learns, and rivals of the given types.
inline Scene raceScene(const std::vector<std::string>& rivals = {},
                       const std::string& agent = "q_learning") {
    const Json body = {{"body", {{"tile_size", 0.2}, {"speed", 0.4}}}};
    Json json = {{"format", "hippodrome-scene"}, {"version", 1}};
    json["arena"] = {{"boundary", {{"type", "rectangle"}, {"width", 1.0}, {"height", 1.0}}},
                     {"rewards", {{{"position", {0.3, 0.3}}, {"radius", 0.1}}}}};
    json["motion"] = {{"type", "ornstein_uhlenbeck"}, {"parameters", {{"speed_mean", 0.05}}}};
    json["agent"] = {{"type", agent}, {"parameters", agent == "steered" ? Json::object() : body}};
    for (const std::string& type : rivals)
        json["rivals"].push_back({{"name", type}, {"type", type}, {"parameters", body}});
    json["task"] = {{"ends_at_rewards", true},
                    {"time_limit", 60},
                    {"starts", {{{"position", {-0.3, -0.3}}, {"radius", 0.05}}}}};
    json["recording"] = {{"time_step", 0.05}};
    return readScene(JsonDocument{json, {}, {}});
}

} // namespace hippodrome::testing

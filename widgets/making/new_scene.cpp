#include "widgets/making/new_scene.h"

#include "core/arena/arena_geometry.h"
#include "core/brains/brain.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace hippodrome {

namespace {

/// Of path maps along the longer side, about.
constexpr double fewestBins = 40.0;
/// Width of place fields over the side of a square as large as the arena, as in the model.
constexpr double fieldShare = 0.18 / 2.2;

/// The scene that comes with the program and grows grid cells within seconds.
const Json& modelScene() {
    static const Json model = [] {
        QFile file(":/making/model.json");
        file.open(QIODevice::ReadOnly);
        return Json::parse(file.readAll().toStdString());
    }();
    return model;
}

double binFor(double longerSide) {
    constexpr std::array bins{0.01, 0.02, 0.025, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0};
    double chosen = bins.front();
    for (const double bin : bins)
        if (bin <= longerSide / fewestBins)
            chosen = bin;
    return chosen;
}

void setNested(Json& object, const std::string& key, const Json& value) {
    const std::size_t dot = key.find('.');
    if (dot == std::string::npos)
        object[key] = value;
    else
        setNested(object[key.substr(0, dot)], key.substr(dot + 1), value);
}

Json brainJson(const std::string& type) {
    for (const Json& entry : modelScene().at("brains"))
        if (entry.at("type") == type)
            return entry;
    Json parameters = Json::object();
    for (const FieldInfo& field : brainType(type).fields)
        if (field.automatic)
            setNested(parameters, field.key, automaticValue);
    return {{"name", type}, {"type", type}, {"parameters", parameters}};
}

} // namespace

std::vector<std::string> usualBrains() {
    std::vector<std::string> types;
    for (const Json& entry : modelScene().at("brains"))
        types.push_back(entry.at("type").get<std::string>());
    return types;
}

Scene newScene(const NewSceneChoice& choice) {
    const ArenaGeometry geometry(choice.arena);
    Json json = modelScene();
    json["title"] = choice.title;
    json["notes"] = "";
    json.erase("about");
    json["arena"] = writeArena(choice.arena);
    const double longer = std::max(geometry.bounds().width(), geometry.bounds().height());
    json["recording"]["bin_size"] = binFor(longer);
    json["brains"] = Json::array();
    for (const std::string& type : choice.brains) {
        Json brain = brainJson(type);
        if (type == "place_cells")
            brain["parameters"]["field"]["width"] =
                std::max(0.02, std::round(100.0 * fieldShare * std::sqrt(geometry.area())) / 100.0);
        json["brains"].push_back(std::move(brain));
    }
    return readScene({json, {}, {}});
}

} // namespace hippodrome

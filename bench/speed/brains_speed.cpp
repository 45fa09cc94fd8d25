#include "bench/speed/brains_speed.h"

#include "core/base/median_time.h"
#include "core/cells/centres.h"
#include "core/cells/place_fields.h"
#include "core/world/simulation.h"

#include <numbers>

namespace hippodrome {

namespace {

/// A box with 50 short walls in the middle of the tiles of a lattice, turned a little each.
Json fiftyWalls(double side) {
    Json walls = Json::array();
    for (int i = 0; i < 50; ++i) {
        const Vec2 middle{side * ((i % 10 + 0.5) / 10.0 - 0.5),
                          side * ((i / 10 + 0.5) / 5.0 - 0.5)};
        const Vec2 half = 0.035 * side * unitVector(i * std::numbers::phi);
        walls.push_back({{"from", {middle.x - half.x, middle.y - half.y}},
                         {"to", {middle.x + half.x, middle.y + half.y}}});
    }
    return {{"boundary", {{"type", "rectangle"}, {"width", side}, {"height", side}}},
            {"walls", walls}};
}

Scene sceneWith(Json arena, double tick, Json brains, double binSize) {
    const Json json = {{"format", "hippodrome-scene"},
                       {"version", 1},
                       {"arena", std::move(arena)},
                       {"brains", std::move(brains)},
                       {"recording", {{"time_step", tick}, {"bin_size", binSize}}}};
    return readScene(JsonDocument{json, {}, {}});
}

Json box(double side) {
    return {{"boundary", {{"type", "rectangle"}, {"width", side}, {"height", side}}}};
}

Json brain(const char* name, const char* type, Json parameters = Json::object()) {
    return {{"name", name}, {"type", type}, {"parameters", std::move(parameters)}};
}

/// Wall seconds for one simulated second.
double secondsPerSecond(const Scene& scene, double simulated, double seconds) {
    Simulation simulation(scene, 1);
    const long ticks = std::lround(simulated / scene.recording.timeStep);
    const double milliseconds = medianMilliseconds(seconds, [&] {
        for (long tick = 0; tick < ticks; ++tick)
            simulation.tick();
    });
    return 1e-3 * milliseconds / simulated;
}

double geodesicMaps(double seconds) {
    const Scene scene = sceneWith(fiftyWalls(2.0), 0.02, Json::array(), 0.05);
    const auto arena = std::make_shared<const ArenaGeometry>(scene.arena);
    Rng rng(1);
    const std::vector<Vec2> centres = randomCentres(*arena, 100, rng);
    const BinGrid grid = BinGrid::withCounts(arena->bounds(), 50, 50);
    std::vector<float> rates(centres.size());
    return medianMilliseconds(seconds, [&] {
        // With the graph of sights, as after an edit
        const PlaceFields fields(PlaceFieldParameters{}, centres, arena);
        for (int row = 0; row < 50; ++row)
            for (int column = 0; column < 50; ++column)
                fields.rates(grid.centre(row, column), rates);
    });
}

} // namespace

BrainsSpeed measureBrains(double seconds) {
    BrainsSpeed speed;
    const Json spiking = {{"on", true}};
    const Json brains = {brain("places", "place_cells", {{"count", 500}, {"spikes", spiking}}),
                         brain("walls", "boundary_cells", {{"count", 200}, {"spikes", spiking}}),
                         brain("tiles", "successor", {{"tile_size", 0.063}})};
    speed.realtimeFactor =
        1.0 / secondsPerSecond(sceneWith(fiftyWalls(2.0), 0.02, brains, 0.05), 10.0, seconds);
    const Json sheet = {brain("sheet", "attractor_grid")};
    speed.attractorFactor =
        1.0 / secondsPerSecond(sceneWith(box(2.0), 0.02, sheet, 0.05), 2.0, seconds);
    const Json places = {
        brain("places", "place_cells", {{"count", 100}, {"field", {{"width", 0.2}}}})};
    speed.placeCellsSecondsPerMinute =
        60.0 * secondsPerSecond(sceneWith(box(1.0), 0.01, places, 0.025), 60.0, seconds);
    speed.geodesicMapsMilliseconds = geodesicMaps(seconds);
    return speed;
}

void addTo(Json& json, const BrainsSpeed& speed) {
    json["brains_realtime_factor"] = speed.realtimeFactor;
    json["attractor_realtime_factor"] = speed.attractorFactor;
    json["place_cells_100_seconds_per_minute"] = speed.placeCellsSecondsPerMinute;
    json["geodesic_100_maps_50_walls_ms"] = speed.geodesicMapsMilliseconds;
}

} // namespace hippodrome

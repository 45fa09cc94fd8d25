#include "tests/arena/random_arena.h"

#include <gtest/gtest.h>

namespace hippodrome::test_arena_json {
namespace {

Arena read(const std::string& text) {
    const JsonDocument document = parseJson(text, "scene.json");
    return readArena(JsonCursor(document));
}

std::string faultOf(const std::string& text) {
    try {
        read(text);
    } catch (const Error& error) {
        return error.what();
    }
    return "no fault";
}

TEST(ArenaJson, ReadsAllParts) {
    const Arena arena = read(R"({
        "boundary": {"type": "rectangle", "width": 2, "height": 1, "centre": [1, 0.5]},
        "periodic": true,
        "holes": [{"id": 5, "points": [[0.2, 0.2], [0.4, 0.2], [0.4, 0.4]]}],
        "walls": [{"from": [1, 0], "to": [1, 0.5]}],
        "rewards": [{"position": [1.5, 0.5], "radius": 0.2, "magnitude": -2}],
        "objects": [{"position": [0.1, 0.9], "kind": "card"}, {"id": 6, "position": [0.1, 0.8]}]})");
    EXPECT_EQ(arena.boundary, (Polygon{{0.0, 0.0}, {2.0, 0.0}, {2.0, 1.0}, {0.0, 1.0}}));
    EXPECT_TRUE(arena.periodic);
    ASSERT_EQ(arena.holes.size(), 1u);
    EXPECT_EQ(arena.holes[0].id, 5);
    EXPECT_EQ(arena.walls, (std::vector<Wall>{{7, {1.0, 0.0}, {1.0, 0.5}}}));
    EXPECT_EQ(arena.rewards, (std::vector<Reward>{{8, {1.5, 0.5}, 0.2, -2.0}}));
    EXPECT_EQ(arena.objects,
              (std::vector<Object>{{9, {0.1, 0.9}, "card"}, {6, {0.1, 0.8}, "landmark"}}));
}

TEST(ArenaJson, DefaultsAreFew) {
    const Arena arena = read(R"({"boundary": {"type": "circle", "radius": 0.5}})");
    EXPECT_EQ(arena, Arena::circular(0.5));
}

TEST(ArenaJson, RoundTripIsExact) {
    Rng rng(3);
    for (int i = 0; i < 300; ++i) {
        Arena arena = testing::randomArena(rng);
        if (i % 3 == 0) {
            Arena box;
            const Vec2 centre{rng.uniform(-5.0, 5.0), rng.uniform(-5.0, 5.0)};
            box.boundary = rectanglePolygon(centre, rng.uniform(0.1, 3.0), rng.uniform(0.1, 3.0));
            box.periodic = i % 2 == 0;
            box.rewards.push_back({1, centre, rng.uniform(0.01, 0.2), rng.normal()});
            box.objects.push_back({2, centre, "a \"quoted\" kind"});
            arena = box;
        }
        EXPECT_EQ(read(writeArena(arena).dump()), arena);
    }
}

TEST(ArenaJson, WritesTheFormThatWasDrawn) {
    const Json rectangle = writeArena(Arena::rectangle(2.0, 1.0))["boundary"];
    EXPECT_EQ(rectangle["type"], "rectangle");
    EXPECT_EQ(rectangle["width"], 2.0);
    EXPECT_EQ(rectangle["height"], 1.0);
    const Json circle = writeArena(Arena::circular(0.5, 40))["boundary"];
    EXPECT_EQ(circle["type"], "circle");
    EXPECT_EQ(circle["corners"], 40);
    Arena moved = Arena::circular(0.5, 40);
    moved.boundary[3] += {0.01, 0.0};
    EXPECT_EQ(writeArena(moved)["boundary"]["type"], "polygon");
    Arena turned = Arena::rectangle(2.0, 1.0);
    std::rotate(turned.boundary.begin(), turned.boundary.begin() + 1, turned.boundary.end());
    EXPECT_EQ(writeArena(turned)["boundary"]["type"], "polygon");
    EXPECT_EQ(read(writeArena(turned).dump()), turned);
}

TEST(ArenaJson, FaultsNameThePlace) {
    EXPECT_EQ(faultOf("{\n \"boundary\": {\"type\": \"square\"}}"),
              "scene.json:2:23: boundary.type: expected one of \"polygon\", \"rectangle\", "
              "\"circle\", found \"square\"");
    EXPECT_EQ(faultOf(R"({"walls": []})"),
              "scene.json:1:1: expected the key \"boundary\", found none");
    EXPECT_EQ(faultOf(R"({"boundary": {"type": "rectangle", "width": 1, "height": 1},
"walls": [{"from": [0, 0], "to": [0.1, 0]},
{"from": [0, 0], "to": [0.9, 0]}]})"),
              "scene.json:3:1: walls[1]: the wall (0, 0)-(0.9, 0) crosses the boundary's edge 1 "
              "(0.5, -0.5)-(0.5, 0.5) at (0.5, 0) and lies outside the boundary around (0.7, 0)");
    EXPECT_EQ(faultOf(R"({"boundary": {"type": "rectangle", "width": 1, "height": 1},
"rewards": [{"position": [3, 0, 0]}]})"),
              "scene.json:2:26: rewards[0].position: expected a point [x, y], found a list of 3");
    EXPECT_EQ(faultOf(R"({"boundary": {"type": "rectangle", "width": 1, "height": 1},
"rewards": [{"position": [3, 0]}]})"),
              "scene.json:2:26: rewards[0].position: the reward at (3, 0) lies outside the "
              "boundary");
    EXPECT_EQ(faultOf(R"({"boundary": {"type": "rectangle", "width": 1, "height": 1},
"wals": []})"),
              "scene.json:2:9: wals: unknown key; did you mean \"walls\"?");
    EXPECT_EQ(faultOf(R"({"boundary": {"type": "rectangle", "width": -1, "height": 1}})"),
              "scene.json:1:45: boundary.width: expected a number from 1e-09 to 1000, found -1");
}

TEST(ArenaJson, AMillionWallsAreRefusedByTheirNumber) {
    std::string walls;
    for (int i = 0; i < 1000000; ++i)
        walls += i == 0 ? "0" : ",0";
    EXPECT_EQ(faultOf("{\"boundary\": {\"type\": \"circle\", \"radius\": 1}, \"walls\": [" + walls +
                      "]}"),
              "scene.json:1:56: walls: expected a list with a size from 0 to 5000, found 1000000");
}

TEST(ArenaJson, SchemaNamesEveryKeyThatIsWritten) {
    Rng rng(5);
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.walls.push_back({1, {0.0, 0.0}, {0.1, 0.0}});
    arena.holes.push_back({2, {{0.2, 0.2}, {0.3, 0.2}, {0.3, 0.3}}});
    arena.rewards.push_back({3, {-0.2, 0.0}, 0.1, 1.0});
    arena.objects.push_back({4, {-0.2, 0.0}, "landmark"});
    const Json schema = arenaSchema();
    const Json json = writeArena(arena);
    for (const auto& [key, value] : json.items()) {
        ASSERT_TRUE(schema["properties"].contains(key)) << key;
        if (!value.is_array())
            continue;
        for (const auto& [inner, unused] : value[0].items())
            EXPECT_TRUE(schema["properties"][key]["items"]["properties"].contains(inner)) << inner;
    }
    EXPECT_EQ(schema["properties"].size(), json.size());
    EXPECT_EQ(schema["required"], Json::array({"boundary"}));
    const Json& forms = schema["properties"]["boundary"]["oneOf"];
    ASSERT_EQ(forms.size(), 3u);
    EXPECT_EQ(forms[1]["required"], Json::array({"type", "width", "height"}));
    for (const auto& [key, value] : json["boundary"].items())
        EXPECT_TRUE(forms[1]["properties"].contains(key)) << key;
}

} // namespace
} // namespace hippodrome::test_arena_json

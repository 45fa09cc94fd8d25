#pragma once

#include "core/arena/geometry.h"
#include "core/base/json_io.h"

#include <optional>
#include <string>
#include <vector>

namespace hippodrome {

/// A thin wall inside the boundary. Ids are unique among all parts of an arena, so that an edit can
/// name what it changes.
struct Wall {
    int id = 0;
    Vec2 a;
    Vec2 b;
    friend bool operator==(const Wall&, const Wall&) = default;
};

/// A region that the rat cannot enter.
struct Hole {
    int id = 0;
    Polygon polygon;
    friend bool operator==(const Hole&, const Hole&) = default;
};

/// A disc that pays `magnitude` once when the rat enters it, and is armed again when it leaves.
struct Reward {
    int id = 0;
    Vec2 position;          ///< [m]
    double radius = 0.1;    ///< [m]
    double magnitude = 1.0; ///< [arbitrary units]
    friend bool operator==(const Reward&, const Reward&) = default;
};

/// A cue that can be seen but not bumped into.
struct Object {
    int id = 0;
    Vec2 position; ///< [m]
    std::string kind = "landmark";
    friend bool operator==(const Object&, const Object&) = default;
};

/// A circle that was drawn; its boundary is a regular polygon inscribed in it.
struct Circle {
    Vec2 centre;
    double radius = 1.0; ///< [m]
    friend bool operator==(const Circle&, const Circle&) = default;
};

/// The place where the rat runs: a plain value. All lengths in metres.
struct Arena {
    Polygon boundary;             ///< simple polygon, either orientation
    std::optional<Circle> circle; ///< kept when the boundary is one, so that it stays editable
    bool periodic = false;        ///< opposite sides are joined; axis-parallel rectangles only
    std::vector<Hole> holes;
    std::vector<Wall> walls;
    std::vector<Reward> rewards;
    std::vector<Object> objects;

    static Arena rectangle(double width, double height);
    /// Inscribed regular polygon with `corners` corners around the origin of the bounding box.
    static Arena circular(double radius, int corners = 64);

    /// An id that no part has yet.
    int nextId() const;
    friend bool operator==(const Arena&, const Arena&) = default;
};

/// What is wrong with an arena, if anything; each entry names the part and the place, for example
/// "boundary: edge 2 (1.0, 0.0)-(0.0, 1.0) crosses edge 5 ...".
struct ArenaFault {
    std::string field;   ///< `boundary`, `walls[3]`, `rewards[0].position`, ...
    std::string message; ///< what is wrong, with coordinates
};

/// The most parts an arena may have; more are refused with a message rather than left to crawl.
struct ArenaLimits {
    static constexpr std::size_t boundaryCorners = 2000;
    static constexpr std::size_t holes = 200;
    static constexpr std::size_t walls = 5000;
    static constexpr std::size_t rewards = 500;
    static constexpr std::size_t objects = 500;
};

/// Checks everything that geometry needs: finite coordinates, simple polygons, non-zero area, holes
/// inside the boundary and apart from each other, walls inside, rewards and objects in the open,
/// periodic only for rectangles, unique ids, limits. Empty when the arena is sound.
std::vector<ArenaFault> validate(const Arena& arena);

/// Throws Error for the first fault, with its field.
void requireValid(const Arena& arena);

/// Reads the `arena` object of a scene and validates it. Throws Error.
Arena readArena(const JsonCursor& cursor);
Json writeArena(const Arena& arena);
/// JSON Schema of the `arena` object.
Json arenaSchema();

} // namespace hippodrome

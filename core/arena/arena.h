#pragma once

#include "core/base/geometry.h"
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

    /// Axis-parallel, centred on the origin.
    static Arena rectangle(double width, double height);
    /// Inscribed regular polygon with `corners` corners around the origin.
    static Arena circular(double radius, int corners = 64);

    /// An id that no part has yet.
    int nextId() const;
    friend bool operator==(const Arena&, const Arena&) = default;
};

/// The regular polygon inscribed in a circle; its first corner lies in direction +x.
Polygon circlePolygon(const Circle& circle, int corners);

/// The axis-parallel rectangle with four corners in counter-clockwise order from the lower left.
Polygon rectanglePolygon(Vec2 centre, double width, double height);

/// What is wrong, for those who say it in words of their own.
enum class ArenaFaultKind {
    value,          ///< a number or an id that no part can have
    tooMany,        ///< parts, or corners of one
    tooSmall,       ///< a part, or what is left for the rat
    selfCrossing,   ///< outline or hole: its own edges cross or touch
    crossesOutline, ///< reaches beyond the boundary
    crossesHole,    ///< reaches into a hole
    outside,        ///< lies beyond the boundary altogether
    insideHole,     ///< lies in a hole altogether
    onWall,         ///< a reward on a wall, or on an edge
    notPeriodic     ///< only axis-parallel rectangles can be
};

/// What is wrong with an arena, if anything; each entry names the part and the place, for example
/// "boundary: edge 2 (1.0, 0.0)-(0.0, 1.0) crosses edge 5 ...".
struct ArenaFault {
    std::string field;   ///< `boundary`, `walls[3]`, `rewards[0].position`, ...
    std::string message; ///< what is wrong, with coordinates
    ArenaFaultKind kind = ArenaFaultKind::value;
    int part = 0;                ///< id of what is at fault; 0: the boundary, or all of the arena
    std::vector<Segment> places; ///< what offends: pieces of edges and walls, points as both ends
};

/// The most parts an arena may have; more are refused with a message rather than left to crawl.
struct ArenaLimits {
    static constexpr std::size_t boundaryCorners = 2000; ///< also of each hole
    static constexpr std::size_t holeCorners = 10000;    ///< of all holes together
    static constexpr std::size_t holes = 200;
    static constexpr std::size_t walls = 5000;
    static constexpr std::size_t rewards = 500;
    static constexpr std::size_t objects = 500;
    static constexpr double coordinate = 1000.0;   ///< largest |x| and |y| [m]
    static constexpr double smallestExtent = 0.05; ///< least width and height of the boundary [m]
    static constexpr double smallestArea = 1e-4;   ///< least area that the rat can reach [m^2]
    static constexpr double smallestEdge = 1e-6;   ///< least distance of neighbouring corners [m]
    static constexpr double smallestWall = 1e-3;   ///< walls must be longer [m]
    static constexpr double rewardDistance = 1e-3; ///< of a reward's centre from every wall [m]
};

/// Checks everything that geometry needs: finite coordinates, simple polygons, non-zero area, holes
/// inside the boundary and apart from each other, walls inside, rewards and objects in the open,
/// periodic only for rectangles, unique ids, limits. Holes and walls may touch the boundary and
/// each other, and walls may cross; "touching" means to within 1e-9 m. Gives at most 20 faults, and
/// none when the arena is sound.
std::vector<ArenaFault> validate(const Arena& arena);

/// Throws Error for the first fault, with its field.
void requireValid(const Arena& arena);

/// Reads the `arena` object of a scene and validates it; parts without an id get one. Throws Error.
Arena readArena(const JsonCursor& cursor);
/// The inverse of readArena. A boundary that is exactly a rectangle or its circle is written as
/// one; any other as a list of points.
Json writeArena(const Arena& arena);
/// JSON Schema of the `arena` object.
Json arenaSchema();

} // namespace hippodrome

#include "core/arena/arena_templates.h"

#include "core/arena/maze_templates.h"
#include "core/arena/polygon.h"

#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

/// Sizes of what is open inside [m].
constexpr double smallestSize = 0.1, largestSize = 50.0;
constexpr int roundCorners = 64;

struct RectangleShape {
    double width = 1.0;
    double height = 1.0;

    static const Fields<RectangleShape>& fields() {
        using P = RectangleShape;
        static const Fields<P> list =
            Fields<P>()
                .real("width", &P::width,
                      lengthField("Width", smallestSize, largestSize, "From left to right."))
                .real("height", &P::height,
                      lengthField("Height", smallestSize, largestSize, "From bottom to top."));
        return list;
    }
    Arena arena() const { return Arena::rectangle(width, height); }
};

struct CircleShape {
    double diameter = 1.0;

    static const Fields<CircleShape>& fields() {
        using P = CircleShape;
        static const Fields<P> list = Fields<P>().real(
            "diameter", &P::diameter,
            lengthField("Diameter", smallestSize, largestSize, "From wall to wall."));
        return list;
    }
    Arena arena() const { return Arena::circular(0.5 * diameter, roundCorners); }
};

struct EllipseShape {
    double length = 1.5;
    double width = 1.0;

    static const Fields<EllipseShape>& fields() {
        using P = EllipseShape;
        static const Fields<P> list =
            Fields<P>()
                .real("length", &P::length,
                      lengthField("Length", smallestSize, largestSize, "From left to right."))
                .real("width", &P::width,
                      lengthField("Width", smallestSize, largestSize, "From bottom to top."));
        return list;
    }
    Arena arena() const {
        Polygon outline = circlePolygon({{}, 0.5}, roundCorners);
        for (Vec2& corner : outline)
            corner = {length * corner.x, width * corner.y};
        return centredArena(std::move(outline));
    }
};

struct RegularShape {
    int sides = 6;
    double diameter = 1.0;

    static const Fields<RegularShape>& fields() {
        using P = RegularShape;
        static const Fields<P> list =
            Fields<P>()
                .integer("sides", &P::sides,
                         {.label = "Sides",
                          .minimum = 3,
                          .maximum = 32,
                          .help = "All of the same length.",
                          .effect = Effect::live})
                .real("diameter", &P::diameter,
                      lengthField("Diameter", smallestSize, largestSize,
                                  "Of the circle through the corners; a hexagon's sides are half "
                                  "as long."));
        return list;
    }
    /// It stands on a side.
    Arena arena() const {
        Polygon outline;
        for (int i = 0; i < sides; ++i)
            outline.push_back(0.5 * diameter *
                              unitVector(-0.5 * std::numbers::pi + fullTurn * (i + 0.5) / sides));
        return centredArena(std::move(outline));
    }
};

struct OpenShape {
    double side = 1.0;

    static const Fields<OpenShape>& fields() {
        using P = OpenShape;
        static const Fields<P> list = Fields<P>().real(
            "side", &P::side,
            lengthField("Side", smallestSize, largestSize, "Of the square that it begins as."));
        return list;
    }
    Arena arena() const { return Arena::rectangle(side, side); }
};

} // namespace

Arena centredArena(Polygon boundary) {
    const Bounds bounds = boundsOf(boundary);
    const Vec2 middle = 0.5 * (bounds.minimum + bounds.maximum);
    for (Vec2& corner : boundary)
        corner = corner - middle;
    Arena arena;
    arena.boundary = std::move(boundary);
    return arena;
}

// A line for each shape, in the order in which the window offers them.
const Kinds<ArenaTemplate>& arenaTemplates() {
    static const Kinds<ArenaTemplate> templates(
        "a shape of arena",
        {
            describeTemplate<RectangleShape>("rectangle", "Rectangle", "A box with four walls."),
            describeTemplate<CircleShape>("circle", "Circle",
                                          "A cylinder; its wall has 64 straight pieces."),
            describeTemplate<EllipseShape>("ellipse", "Ellipse", "A circle that is stretched."),
            describeTemplate<RegularShape>("regular_polygon", "Polygon",
                                           "Regular: a triangle, pentagon, hexagon and so on."),
            tMaze(),
            wMaze(),
            plusMaze(),
            radialMaze(),
            ringTrack(),
            corridor(),
            twoRooms(),
            hairpinMaze(),
            linearTrack(),
            describeTemplate<OpenShape>(
                "open_polygon", "Own outline",
                "A square to begin with: drag its corners, double-click an edge to add one."),
        });
    return templates;
}

} // namespace hippodrome

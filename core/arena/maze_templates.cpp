#include "core/arena/maze_templates.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

constexpr double smallestArm = 0.1, largestArm = 20.0; ///< [m]
constexpr double smallestLane = 0.05, largestLane = 2.0;

FieldText armField(std::string label, std::string help) {
    return lengthField(std::move(label), smallestArm, largestArm, std::move(help));
}

FieldText laneField() {
    return lengthField("Lane width", smallestLane, largestLane, "Between the walls of a lane.");
}

FieldText countField(std::string label, double minimum, double maximum, std::string help) {
    return {.label = std::move(label),
            .minimum = minimum,
            .maximum = maximum,
            .help = std::move(help),
            .effect = Effect::live};
}

struct TShape {
    double stem = 0.8;
    double arm = 0.5;
    double lane = 0.12;

    static const Fields<TShape>& fields() {
        using P = TShape;
        static const Fields<P> list =
            Fields<P>()
                .real("stem", &P::stem, armField("Stem", "From its end to the crossing."))
                .real("arm", &P::arm, armField("Arms", "Each, from the crossing to its end."))
                .real("lane", &P::lane, laneField());
        return list;
    }
    Arena arena() const {
        const double half = 0.5 * lane, top = stem + lane, end = half + arm;
        return centredArena({{-half, 0.0},
                             {half, 0.0},
                             {half, stem},
                             {end, stem},
                             {end, top},
                             {-end, top},
                             {-end, stem},
                             {-half, stem}});
    }
};

struct WShape {
    double arm = 0.8;
    double gap = 0.3;
    double lane = 0.12;

    static const Fields<WShape>& fields() {
        using P = WShape;
        static const Fields<P> list =
            Fields<P>()
                .real("arm", &P::arm, armField("Arms", "Each, from the lane that joins them."))
                .real("gap", &P::gap,
                      lengthField("Gap", 0.02, 5.0, "Between one arm and the next."))
                .real("lane", &P::lane, laneField());
        return list;
    }
    Arena arena() const {
        const double top = lane + arm, second = lane + gap, third = 2.0 * second;
        return centredArena({{0.0, 0.0},
                             {third + lane, 0.0},
                             {third + lane, top},
                             {third, top},
                             {third, lane},
                             {second + lane, lane},
                             {second + lane, top},
                             {second, top},
                             {second, lane},
                             {lane, lane},
                             {lane, top},
                             {0.0, top}});
    }
};

struct RadialShape {
    int arms = 8;
    double arm = 0.6;
    double lane = 0.12;
    double platform = 0.4;

    static const Fields<RadialShape>& fields() {
        using P = RadialShape;
        static const Fields<P> list =
            Fields<P>()
                .integer("arms", &P::arms,
                         countField("Arms", 3, 24, "Around the platform in the middle."))
                .real("arm", &P::arm, armField("Arm length", "Each, from the platform to its end."))
                .real("lane", &P::lane, laneField())
                .real("platform", &P::platform,
                      lengthField("Platform", 0.05, 10.0,
                                  "Across; larger where so many arms need more room."));
        return list;
    }
    Arena arena() const {
        const double half = 0.5 * lane;
        // Nearer to the middle neighbouring arms would overlap.
        const double needed = half / std::tan(std::numbers::pi / arms);
        const double base = std::max(0.5 * platform, needed);
        const bool joined = base < needed + 1e-3; // neighbours share a corner
        Polygon outline;
        for (int i = 0; i < arms; ++i) {
            const double angle = fullTurn * i / arms + 0.5 * std::numbers::pi;
            if (!joined)
                outline.push_back(rotated({base, -half}, angle));
            outline.push_back(rotated({base + arm, -half}, angle));
            outline.push_back(rotated({base + arm, half}, angle));
            outline.push_back(rotated({joined ? needed : base, half}, angle));
        }
        return centredArena(std::move(outline));
    }
};

struct PlusShape {
    double arm = 0.5;
    double lane = 0.12;

    static const Fields<PlusShape>& fields() {
        using P = PlusShape;
        static const Fields<P> list =
            Fields<P>()
                .real("arm", &P::arm, armField("Arms", "Each, from the crossing to its end."))
                .real("lane", &P::lane, laneField());
        return list;
    }
    Arena arena() const { return RadialShape{4, arm, lane, 0.0}.arena(); }
};

struct RingShape {
    double inner = 0.8;
    double lane = 0.12;

    static const Fields<RingShape>& fields() {
        using P = RingShape;
        static const Fields<P> list =
            Fields<P>()
                .real("inner", &P::inner,
                      lengthField("Inner diameter", 0.1, 40.0, "Of the wall inside the ring."))
                .real("lane", &P::lane, laneField());
        return list;
    }
    Arena arena() const {
        Arena arena = Arena::circular(0.5 * inner + lane);
        arena.holes.push_back(
            {1, circlePolygon({{}, 0.5 * inner}, static_cast<int>(arena.boundary.size()))});
        return arena;
    }
};

struct CorridorShape {
    double length = 2.0;
    double width = 0.3;
    double bend = 0.0;

    static const Fields<CorridorShape>& fields() {
        using P = CorridorShape;
        static const Fields<P> list =
            Fields<P>()
                .real("length", &P::length, lengthField("Length", 0.1, 50.0, "Before any bend."))
                .real("width", &P::width, lengthField("Width", 0.05, 5.0, "From wall to wall."))
                .real("bend", &P::bend,
                      lengthField("After the bend", 0.0, 50.0,
                                  "How far it goes on at a right angle; 0 for a straight one."));
        return list;
    }
    Arena arena() const {
        if (bend < 1e-3)
            return Arena::rectangle(length, width);
        const double end = length + width;
        return centredArena({{0.0, 0.0},
                             {end, 0.0},
                             {end, width + bend},
                             {length, width + bend},
                             {length, width},
                             {0.0, width}});
    }
};

struct RoomsShape {
    double width = 1.0;
    double height = 1.0;
    double door = 0.2;

    static const Fields<RoomsShape>& fields() {
        using P = RoomsShape;
        static const Fields<P> list =
            Fields<P>()
                .real("width", &P::width,
                      lengthField("Room width", 0.1, 20.0, "Of each of the two rooms."))
                .real("height", &P::height, lengthField("Room height", 0.1, 20.0, "Of both rooms."))
                .real("door", &P::door,
                      lengthField("Door", 0.05, 20.0,
                                  "In the middle of the wall between them; as wide as the rooms "
                                  "are high, no wall is left."));
        return list;
    }
    Arena arena() const {
        Arena arena = Arena::rectangle(2.0 * width, height);
        const double top = 0.5 * height, side = 0.5 * door;
        if (top - side > 2.0 * ArenaLimits::smallestWall) {
            arena.walls.push_back({1, {0.0, -top}, {0.0, -side}});
            arena.walls.push_back({2, {0.0, side}, {0.0, top}});
        }
        return arena;
    }
};

struct HairpinShape {
    int alleys = 6;
    double alley = 1.0;
    double lane = 0.15;

    static const Fields<HairpinShape>& fields() {
        using P = HairpinShape;
        static const Fields<P> list =
            Fields<P>()
                .integer("alleys", &P::alleys,
                         countField("Alleys", 2, 40, "Side by side, joined at alternate ends."))
                .real("alley", &P::alley,
                      armField("Alley length", "Along the wall between two of them."))
                .real("lane", &P::lane, laneField());
        return list;
    }
    Arena arena() const {
        const double width = alleys * lane, height = alley + lane;
        Arena arena = Arena::rectangle(width, height);
        for (int i = 1; i < alleys; ++i) {
            const double x = -0.5 * width + i * lane, top = 0.5 * height;
            const bool fromBelow = i % 2 == 1;
            arena.walls.push_back(
                {i, {x, fromBelow ? -top : top}, {x, fromBelow ? alley - top : top - alley}});
        }
        return arena;
    }
};

struct TrackShape {
    double length = 2.0;
    double lane = 0.1;
    bool rewards = true;

    static const Fields<TrackShape>& fields() {
        using P = TrackShape;
        static const Fields<P> list =
            Fields<P>()
                .real("length", &P::length, lengthField("Length", 0.2, 50.0, "From end to end."))
                .real("lane", &P::lane, lengthField("Lane width", 0.05, 1.0, "From wall to wall."))
                .boolean("rewards", &P::rewards,
                         {.label = "Rewards at its ends",
                          .help = "One at each end, as in most experiments.",
                          .effect = Effect::live});
        return list;
    }
    Arena arena() const {
        Arena arena = Arena::rectangle(length, lane);
        const double inset = std::min(0.5 * lane, 0.25 * length);
        if (rewards)
            for (const double side : {-1.0, 1.0})
                arena.rewards.push_back(
                    {arena.nextId(), {side * (0.5 * length - inset), 0.0}, inset});
        return arena;
    }
};

} // namespace

ArenaTemplate tMaze() {
    return describeTemplate<TShape>("t_maze", "T maze", "A stem and two arms to choose from.");
}

ArenaTemplate wMaze() {
    return describeTemplate<WShape>("w_maze", "W maze", "Three arms that one lane joins.");
}

ArenaTemplate plusMaze() {
    return describeTemplate<PlusShape>("plus_maze", "Plus maze", "Four arms that cross.");
}

ArenaTemplate radialMaze() {
    return describeTemplate<RadialShape>("radial_maze", "Radial maze",
                                         "Arms around a platform (Olton and Samuelson 1976).");
}

ArenaTemplate ringTrack() {
    return describeTemplate<RingShape>("ring", "Ring", "A lane that goes round and round.");
}

ArenaTemplate corridor() {
    return describeTemplate<CorridorShape>("corridor", "Corridor",
                                           "A passage, straight or with a right-angled bend.");
}

ArenaTemplate twoRooms() {
    return describeTemplate<RoomsShape>("two_rooms", "Two rooms",
                                        "Side by side, with a door in the wall between them.");
}

ArenaTemplate hairpinMaze() {
    return describeTemplate<HairpinShape>("hairpin", "Hairpin maze",
                                          "Alleys to be run to and fro (Derdikman et al. 2009).");
}

ArenaTemplate linearTrack() {
    return describeTemplate<TrackShape>("linear_track", "Linear track",
                                        "A narrow lane to be run from end to end.");
}

} // namespace hippodrome

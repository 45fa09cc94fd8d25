#pragma once

#include "core/arena/arena_geometry.h"

#include <numbers>
#include <vector>

namespace hippodrome::testing {

/// Four rooms that look alike, each with a door to a common hall.
struct FourRooms {
    static constexpr int count = 4;
    static constexpr double width = 0.5, depth = 0.6, door = 0.2; ///< of a room [m]

    /// The middle of each room's front wall, the way into the room, and the way along the wall.
    struct Frame {
        Vec2 front, inwards, along;
        Vec2 at(double side, double deep) const { return front + side * along + deep * inwards; }
    };
    Arena plan;
    std::vector<Frame> frames;

    ArenaPointer arena() const { return std::make_shared<const ArenaGeometry>(plan); }
    /// The same places in one room after the other.
    std::vector<Vec2> places(int room) const {
        std::vector<Vec2> list;
        for (double deep = 0.025; deep < depth; deep += 0.05)
            for (double side = -width / 2.0 + 0.025; side < width / 2.0; side += 0.05)
                list.push_back(frames[static_cast<std::size_t>(room)].at(side, deep));
        return list;
    }
    void addFrontWalls() {
        for (const Frame& room : frames)
            for (const double side : {-1.0, 1.0})
                plan.walls.push_back({plan.nextId(), room.at(side * door / 2.0, 0.0),
                                      room.at(side * width / 2.0, 0.0)});
    }
};

/// In a row along a corridor 0.4 m wide.
inline FourRooms fourRoomsInARow() {
    FourRooms rooms;
    constexpr double width = FourRooms::width, depth = FourRooms::depth;
    rooms.plan.boundary = {{0.0, -depth}, {4 * width, -depth}, {4 * width, 0.4}, {0.0, 0.4}};
    for (int room = 0; room < FourRooms::count; ++room)
        rooms.frames.push_back({{(room + 0.5) * width, 0.0}, {0.0, -1.0}, {1.0, 0.0}});
    for (int room = 1; room < FourRooms::count; ++room)
        rooms.plan.walls.push_back({room, {room * width, -depth}, {room * width, 0.0}});
    rooms.addFrontWalls();
    return rooms;
}

/// Around a hexagonal hall, each turned by 60 degrees against the one before.
inline FourRooms fourRoomsAround() {
    FourRooms rooms;
    constexpr double width = FourRooms::width, depth = FourRooms::depth;
    for (int room = 0; room < FourRooms::count; ++room) {
        const Vec2 out = unitVector(room * std::numbers::pi / 3.0);
        const FourRooms::Frame frame{width * std::numbers::sqrt3 / 2.0 * out, out, {-out.y, out.x}};
        rooms.frames.push_back(frame);
        for (const Vec2 corner : {frame.at(-width / 2.0, 0.0), frame.at(-width / 2.0, depth),
                                  frame.at(width / 2.0, depth)})
            rooms.plan.boundary.push_back(corner);
    }
    for (const double angle : {7.0, 9.0})
        rooms.plan.boundary.push_back(width * unitVector(angle * std::numbers::pi / 6.0));
    rooms.addFrontWalls();
    return rooms;
}

} // namespace hippodrome::testing

#pragma once

#include "tests/brains/walk.h"

#include <vector>

namespace hippodrome::testing {

/// Of a room [m], and bins of 5 cm along it.
constexpr double roomSide = 0.9;
constexpr int binsAlong = 18;

/// Side by side, each with a door of 10 cm to a corridor 0.4 m wide.
inline ArenaPointer twoRooms() {
    Arena arena;
    arena.boundary = {
        {-roomSide, -0.4}, {roomSide, -0.4}, {roomSide, roomSide}, {-roomSide, roomSide}};
    arena.walls = {{1, {0.0, 0.0}, {0.0, roomSide}},
                   {2, {-roomSide, 0.0}, {-0.5, 0.0}},
                   {3, {-0.4, 0.0}, {0.4, 0.0}},
                   {4, {0.5, 0.0}, {roomSide, 0.0}}};
    return std::make_shared<const ArenaGeometry>(arena);
}

/// A rat that forages in one room for a minute, goes through the corridor into the other, and so
/// on. Walking at random it would hardly ever find the doors.
class Commuter {
public:
    explicit Commuter(std::uint64_t seed)
        : rooms_{Walk(room(-roomSide), seed), Walk(room(0.0), seed)} {
        rooms_[0].now.position = {-roomSide / 2.0, roomSide / 2.0};
    }
    const Observation& now() const { return rooms_[at_].now; }
    template <class Visit>
    void run(Brain& brain, double seconds, Visit visit) {
        for (const double end = now().time + seconds; now().time < end;) {
            for (int tick = 0; tick < static_cast<int>(60.0 / dt) && now().time < end; ++tick) {
                rooms_[at_].advance(brain);
                visit();
            }
            const double x = now().position.x < 0.0 ? -roomSide / 2.0 : roomSide / 2.0;
            for (const Vec2 goal : {Vec2{x, 0.2}, Vec2{x, -0.2}, Vec2{-x, -0.2}, Vec2{-x, 0.2}})
                lead(brain, goal, visit);
            rooms_[1 - at_].now = now();
            at_ = 1 - at_;
        }
    }

private:
    static ArenaPointer room(double west) {
        Arena arena;
        arena.boundary = {
            {west, 0.0}, {west + roomSide, 0.0}, {west + roomSide, roomSide}, {west, roomSide}};
        return std::make_shared<const ArenaGeometry>(arena);
    }
    template <class Visit>
    void lead(Brain& brain, Vec2 goal, Visit visit) {
        Observation& rat = rooms_[at_].now;
        const Vec2 start = rat.position;
        const int ticks = static_cast<int>(length(goal - start) / 0.3 / dt) + 1;
        for (int tick = 1; tick <= ticks; ++tick) {
            rat.position = start + (goal - start) * (static_cast<double>(tick) / ticks);
            rat.time += rat.dt;
            rat.movementError = {};
            brain.observe(rat);
            visit();
        }
    }

    Walk rooms_[2];
    std::size_t at_ = 0;
};

/// Bins of the western room, then those of the eastern room in the same order.
inline std::vector<Vec2> placesInRooms() {
    std::vector<Vec2> places;
    for (const double west : {-roomSide, 0.0})
        for (int row = 0; row < binsAlong; ++row)
            for (int column = 0; column < binsAlong; ++column)
                places.push_back({west + (column + 0.5) * 0.05, (row + 0.5) * 0.05});
    return places;
}

} // namespace hippodrome::testing

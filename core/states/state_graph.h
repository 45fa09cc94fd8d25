#pragma once

#include "core/arena/arena_geometry.h"

#include <array>
#include <map>
#include <span>
#include <vector>

namespace hippodrome {

enum class TileShape { square, hexagonal };

/// A tile of an endless tiling, counted from the tile at its anchor.
struct Tile {
    int column = 0;
    int row = 0;
    friend auto operator<=>(const Tile&, const Tile&) = default;
};

/// An arena as states and moves, for models that know places as tiles. A state is a tile whose
/// centre lies inside; a move leads to a neighbouring tile when the straight way between the two
/// centres crosses no wall. Immutable, safe to share between threads.
class StateGraph {
public:
    static constexpr int mostStates = 3000;

    /// Tiles are `size` wide [m]: sides of squares, distance between opposite sides of hexagons.
    /// The centre of tile (0, 0) lies half a tile to the right of and above `anchor`, so that
    /// tilings with one anchor agree about tiles whatever is built in the arena. Throws Error when
    /// there would be fewer than two states, or more than `mostStates`.
    StateGraph(ArenaPointer arena, TileShape shape, double size, Vec2 anchor);

    int states() const { return static_cast<int>(tiles_.size()); }
    /// Moves that a tile without walls has: 4 (east, north, west, south) or 6 (east, then
    /// counter-clockwise).
    int directions() const { return shape_ == TileShape::square ? 4 : 6; }
    TileShape shape() const { return shape_; }
    double size() const { return size_; }
    Vec2 anchor() const { return anchor_; }
    Tile tile(int state) const { return tiles_[static_cast<std::size_t>(state)]; }
    Vec2 centre(int state) const { return centreOf(tile(state)); }
    /// The state of a tile, -1 when there is none.
    int stateOf(Tile tile) const;

    /// Where a move leads to, -1 when it is blocked.
    int move(int state, int direction) const {
        return moves_[static_cast<std::size_t>(state) * static_cast<std::size_t>(directions()) +
                      static_cast<std::size_t>(direction)];
    }
    /// The states that moves lead to, in the order of the directions.
    std::span<const int> neighbours(int state) const {
        const std::size_t begin = starts_[static_cast<std::size_t>(state)];
        return std::span(neighbours_)
            .subspan(begin, starts_[static_cast<std::size_t>(state) + 1] - begin);
    }

    /// The state of a place: its tile, or, where a wall stands between the place and the tile's
    /// centre, the nearest tile around it whose centre is in sight.
    int stateAt(Vec2 place) const;

private:
    Vec2 centreOf(Tile tile) const;
    Tile tileAt(Vec2 place) const;
    Tile neighbourOf(Tile tile, int direction) const;
    void findStates();
    void findMoves();
    int nearestInSight(Vec2 place, Tile around) const;

    ArenaPointer arena_;
    TileShape shape_;
    double size_;
    Vec2 anchor_;
    std::vector<Tile> tiles_; ///< in the order of rows, then columns
    std::map<Tile, int> stateOfTile_;
    std::vector<char> nearWall_;      ///< a wall comes into the tile
    std::vector<int> moves_;          ///< (states, directions)
    std::vector<int> neighbours_;     ///< of all states, one after the other
    std::vector<std::size_t> starts_; ///< (states + 1)
};

} // namespace hippodrome

#include "core/states/state_graph.h"

#include "core/arena/geometry_text.h"
#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace hippodrome {

namespace {

const double rowOfHexagons = std::sqrt(0.75); // distance of rows in tile widths

/// Neighbours in the order of the directions, as differences of column and row. Hexagons stand in
/// rows, each row half a tile to the right of the one below; columns run along with that.
constexpr std::array<Tile, 4> squareSteps{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
constexpr std::array<Tile, 6> hexagonSteps{{{1, 0}, {0, 1}, {-1, 1}, {-1, 0}, {0, -1}, {1, -1}}};

int rounded(double value) {
    return static_cast<int>(std::lround(value));
}

} // namespace

StateGraph::StateGraph(ArenaPointer arena, TileShape shape, double size, Vec2 anchor)
    : arena_(std::move(arena)), shape_(shape), size_(size), anchor_(anchor) {
    const double tileArea = shape == TileShape::square ? size * size : size * size * rowOfHexagons;
    if (arena_->area() / tileArea > 1.5 * mostStates)
        throw Error("tiles of " + formatNumber(size) + " m divide this arena into about " +
                    std::to_string(std::lround(arena_->area() / tileArea)) +
                    " states, more than the " + std::to_string(mostStates) +
                    " that are allowed; choose larger tiles" + sizeQuestion(arena_->bounds()))
            .atField("tile_size");
    findStates();
    if (states() < 2)
        throw Error("tiles of " + formatNumber(size) + " m leave " + std::to_string(states()) +
                    " states in this arena, and at least 2 are needed; choose smaller tiles")
            .atField("tile_size");
    if (states() > mostStates)
        throw Error("tiles of " + formatNumber(size) + " m divide this arena into " +
                    std::to_string(states()) + " states, more than the " +
                    std::to_string(mostStates) + " that are allowed; choose larger tiles" +
                    sizeQuestion(arena_->bounds()))
            .atField("tile_size");
    findMoves();
}

Vec2 StateGraph::centreOf(Tile tile) const {
    const Vec2 first = anchor_ + Vec2{0.5 * size_, 0.5 * size_};
    if (shape_ == TileShape::square)
        return first + Vec2{tile.column * size_, tile.row * size_};
    return first + Vec2{(tile.column + 0.5 * tile.row) * size_, tile.row * rowOfHexagons * size_};
}

Tile StateGraph::tileAt(Vec2 place) const {
    const Vec2 from = place - anchor_ - Vec2{0.5 * size_, 0.5 * size_};
    if (shape_ == TileShape::square)
        return {rounded(from.x / size_), rounded(from.y / size_)};
    // In the three coordinates of a hexagonal lattice, whose sum is 0, the one that was rounded
    // most follows from the others.
    const double row = from.y / (rowOfHexagons * size_), column = from.x / size_ - 0.5 * row;
    const double third = -row - column;
    const double errorRow = std::abs(row - std::round(row));
    const double errorColumn = std::abs(column - std::round(column));
    const double errorThird = std::abs(third - std::round(third));
    if (errorColumn > errorRow && errorColumn > errorThird)
        return {rounded(-std::round(row) - std::round(third)), rounded(row)};
    if (errorRow > errorThird)
        return {rounded(column), rounded(-std::round(column) - std::round(third))};
    return {rounded(column), rounded(row)};
}

Tile StateGraph::neighbourOf(Tile tile, int direction) const {
    const Tile step = shape_ == TileShape::square
                          ? squareSteps[static_cast<std::size_t>(direction)]
                          : hexagonSteps[static_cast<std::size_t>(direction)];
    return {tile.column + step.column, tile.row + step.row};
}

int StateGraph::stateOf(Tile tile) const {
    const auto found = stateOfTile_.find(tile);
    return found == stateOfTile_.end() ? -1 : found->second;
}

void StateGraph::findStates() {
    const Bounds& bounds = arena_->bounds();
    const Tile lowest = tileAt(bounds.minimum), highest = tileAt(bounds.maximum);
    for (int row = lowest.row - 1; row <= highest.row + 1; ++row) {
        // The columns of hexagons drift to the right with the rows.
        const int first = tileAt({bounds.minimum.x, centreOf({0, row}).y}).column - 1;
        const int last = tileAt({bounds.maximum.x, centreOf({0, row}).y}).column + 1;
        for (int column = first; column <= last; ++column) {
            const Vec2 centre = centreOf({column, row});
            if (centre.x < bounds.minimum.x || centre.x > bounds.maximum.x ||
                centre.y < bounds.minimum.y || centre.y > bounds.maximum.y ||
                !arena_->contains(centre))
                continue;
            stateOfTile_[{column, row}] = states();
            tiles_.push_back({column, row});
        }
    }
    const double reach =
        size_ * (shape_ == TileShape::square ? std::numbers::sqrt2 / 2.0 : std::numbers::inv_sqrt3);
    for (int state = 0; state < states(); ++state) {
        bool near = false;
        arena_->forEachWallWithin(centre(state), reach, [&](Vec2, std::size_t) { near = true; });
        nearWall_.push_back(near);
    }
}

void StateGraph::findMoves() {
    starts_.push_back(0);
    for (int state = 0; state < states(); ++state) {
        for (int direction = 0; direction < directions(); ++direction) {
            const Vec2 from = centre(state), to = centreOf(neighbourOf(tile(state), direction));
            int target = stateOf(neighbourOf(tile(state), direction));
            if (target < 0 && arena_->periodic())
                target = stateOf(tileAt(arena_->wrap(to)));
            const bool open =
                arena_->periodic() ? !arena_->firstCrossing(from, to) : arena_->visible(from, to);
            if (target == state || (target >= 0 && !open))
                target = -1;
            moves_.push_back(target);
            if (target >= 0)
                neighbours_.push_back(target);
        }
        starts_.push_back(neighbours_.size());
    }
}

int StateGraph::nearestInSight(Vec2 place, Tile around) const {
    int best = -1;
    double least = std::numeric_limits<double>::infinity();
    const auto consider = [&](int state) {
        const double away = length(arena_->displacement(place, centre(state)));
        if (away < least && arena_->visible(place, centre(state))) {
            least = away;
            best = state;
        }
    };
    for (int row = around.row - 1; row <= around.row + 1; ++row)
        for (int column = around.column - 1; column <= around.column + 1; ++column)
            if (const int state = stateOf({column, row}); state >= 0)
                consider(state);
    if (best >= 0)
        return best;
    // In a nook smaller than a tile: whatever is nearest in sight, or else nearest at all.
    for (int state = 0; state < states(); ++state)
        consider(state);
    for (int state = 0; best < 0 && state < states(); ++state)
        if (const double away = length(arena_->displacement(place, centre(state))); away < least) {
            least = away;
            best = state;
        }
    return best;
}

int StateGraph::stateAt(Vec2 place) const {
    const Tile under = tileAt(arena_->wrap(place));
    const int state = stateOf(under);
    if (state >= 0 &&
        (!nearWall_[static_cast<std::size_t>(state)] || arena_->visible(place, centre(state))))
        return state;
    return nearestInSight(place, under);
}

} // namespace hippodrome

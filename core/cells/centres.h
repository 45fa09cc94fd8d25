#pragma once

#include "core/arena/arena_geometry.h"
#include "core/base/rng.h"

#include <vector>

namespace hippodrome {

/// A regular lattice over the bounding box: columns x rows points in the middle of equal cells.
struct Lattice {
    int columns = 0;
    int rows = 0;
    Vec2 origin;  ///< lower left corner of the bounding box [m]
    Vec2 spacing; ///< [m]

    Vec2 point(int column, int row) const {
        return {origin.x + (column + 0.5) * spacing.x, origin.y + (row + 0.5) * spacing.y};
    }
    std::vector<Vec2> points() const;
};

/// The lattice, as square as whole numbers allow, of which the number of points inside the arena
/// comes nearest to `count`: 16 x 16 for 256 points in a square.
Lattice latticeFor(const ArenaGeometry& geometry, int count);

/// `count` places, row by row: the points of that lattice that lie inside when they are as many,
/// else places that are spread as evenly (see spreadCentres()). Each is displaced in x and y by up
/// to `jitterShare` of the spacing, uniformly; one that would leave the arena stays where it was.
std::vector<Vec2> latticeCentres(const ArenaGeometry& geometry, int count, double jitterShare,
                                 Rng& rng);

/// The points of the lattice alone, displaced alike: in arenas that are no rectangles about as many
/// as `count`, at least one.
std::vector<Vec2> aboutAsManyCentres(const ArenaGeometry& geometry, int count, double jitterShare,
                                     Rng& rng);

/// Uniform over the inside.
std::vector<Vec2> randomCentres(const ArenaGeometry& geometry, int count, Rng& rng);

} // namespace hippodrome

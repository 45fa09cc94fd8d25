#include "core/cells/centres.h"

#include "core/cells/spread_centres.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace hippodrome {

namespace {

Lattice latticeWithColumns(const Bounds& bounds, int columns) {
    const int rows =
        std::max(1, static_cast<int>(std::lround(columns * bounds.height() / bounds.width())));
    return {columns, rows, bounds.minimum, {bounds.width() / columns, bounds.height() / rows}};
}

std::vector<Vec2> insideOf(const Lattice& lattice, const ArenaGeometry& geometry) {
    std::vector<Vec2> points = lattice.points();
    std::erase_if(points, [&](Vec2 point) { return !geometry.contains(point); });
    return points;
}

/// Each by up to `share` of the spacing in x and y, uniformly; one that would leave the arena stays
/// where it was.
void displace(std::vector<Vec2>& centres, double share, Vec2 spacing, const ArenaGeometry& geometry,
              Rng& rng) {
    if (share <= 0.0)
        return;
    for (Vec2& centre : centres) {
        const double dx = rng.uniform(-share, share) * spacing.x;
        const double dy = rng.uniform(-share, share) * spacing.y;
        const Vec2 moved = geometry.wrap(centre + Vec2{dx, dy});
        if (geometry.contains(moved))
            centre = moved;
    }
}

} // namespace

std::vector<Vec2> Lattice::points() const {
    std::vector<Vec2> list;
    list.reserve(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            list.push_back(point(column, row));
    return list;
}

Lattice latticeFor(const ArenaGeometry& geometry, int count) {
    const Bounds& bounds = geometry.bounds();
    // If the arena filled its bounding box evenly, this many columns would do.
    const int guess =
        static_cast<int>(std::lround(std::sqrt(count / geometry.area()) * bounds.width()));
    Lattice best;
    int bestMiss = -1;
    for (int columns = std::max(1, guess - 3); columns <= guess + 3; ++columns) {
        const Lattice lattice = latticeWithColumns(bounds, columns);
        const int inside = static_cast<int>(insideOf(lattice, geometry).size());
        const int miss = std::abs(inside - count);
        if (bestMiss < 0 || miss < bestMiss) {
            best = lattice;
            bestMiss = miss;
        }
    }
    return best;
}

std::vector<Vec2> latticeCentres(const ArenaGeometry& geometry, int count, double jitterShare,
                                 Rng& rng) {
    const Lattice lattice = latticeFor(geometry, count);
    std::vector<Vec2> centres = insideOf(lattice, geometry);
    if (centres.size() == static_cast<std::size_t>(count)) {
        displace(centres, jitterShare, lattice.spacing, geometry, rng);
    } else {
        centres = spreadCentres(geometry, count);
        const double spacing = std::sqrt(geometry.area() / count);
        displace(centres, jitterShare, {spacing, spacing}, geometry, rng);
    }
    return centres;
}

std::vector<Vec2> aboutAsManyCentres(const ArenaGeometry& geometry, int count, double jitterShare,
                                     Rng& rng) {
    const Lattice lattice = latticeFor(geometry, count);
    std::vector<Vec2> centres = insideOf(lattice, geometry);
    displace(centres, jitterShare, lattice.spacing, geometry, rng);
    if (centres.empty()) // an arena so thin that it passes between all points
        centres.push_back(geometry.sampleInside(rng));
    return centres;
}

std::vector<Vec2> randomCentres(const ArenaGeometry& geometry, int count, Rng& rng) {
    std::vector<Vec2> centres;
    for (int i = 0; i < count; ++i)
        centres.push_back(geometry.sampleInside(rng));
    return centres;
}

} // namespace hippodrome

#pragma once

#include "core/arena/visibility.h"
#include "core/base/field.h"
#include "core/cells/centres.h"
#include "core/cells/place_field_shapes.h"

#include <memory>
#include <span>
#include <vector>

namespace hippodrome {

/// What walls do to distances.
enum class WallGeometry {
    euclidean,   ///< nothing
    lineOfSight, ///< a place behind a wall is infinitely far
    geodesic     ///< the shortest way around walls and holes counts
};

struct PlaceFieldParameters {
    const PlaceFieldShape* shape = &placeFieldShapes().front(); ///< one of that list
    WallGeometry geometry = WallGeometry::geodesic;
    double width = 0.2;        ///< [m]
    double minimumRate = 0.0;  ///< [Hz], at shape value 0
    double maximumRate = 10.0; ///< [Hz], at shape value 1

    static const Fields<PlaceFieldParameters>& fields();
};

/// Place cells in an arena, as formulas of the position. When the arena changes, make a new one
/// with the same centres: a centre that ends outside belongs to a silent cell (rate 0). Safe to
/// share between threads.
class PlaceFields {
public:
    PlaceFields(const PlaceFieldParameters& parameters, std::vector<Vec2> centres,
                ArenaPointer arena);
    /// The same with a width for each cell [m].
    PlaceFields(const PlaceFieldParameters& parameters, std::vector<Vec2> centres,
                std::vector<double> widths, ArenaPointer arena);

    int cells() const { return static_cast<int>(centres_.size()); }
    const std::vector<Vec2>& centres() const { return centres_; }

    /// Distance from a cell's centre under the wall geometry [m]; infinity when there is no way, or
    /// no sight.
    double distance(int cell, Vec2 position) const;
    /// The rate of every cell at a position [Hz].
    void rates(Vec2 position, std::span<float> out) const;
    /// Rates (cells, points) at many positions.
    void rateMaps(std::span<const Vec2> points, std::span<float> out) const;

private:
    double distance(std::size_t cell, Vec2 position, const Viewpoint* viewpoint) const;

    PlaceFieldParameters parameters_;
    std::vector<Vec2> centres_;
    std::vector<double> widths_;
    ArenaPointer arena_;
    std::vector<char> inside_;
    std::unique_ptr<VisibilityGraph> graph_;           ///< unless distances ignore walls
    std::vector<std::unique_ptr<GeodesicField>> ways_; ///< one per cell inside
};

} // namespace hippodrome

#pragma once

#include "core/arena/arena.h"
#include "core/arena/polygon_fault.h"
#include "core/arena/polygon_index.h"
#include "core/arena/segment_index.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hippodrome {

/// The boundary and the holes of an arena, each of them simple, while it is not yet known whether
/// they fit together: says in words what is wrong with where something lies.
class Enclosure {
public:
    explicit Enclosure(const Arena& arena);

    /// How a segment leaves the boundary or enters a hole. Polygon `ignored` is not looked at: 0 is
    /// the boundary, i + 1 hole i.
    std::optional<PlaceFault> straying(const Segment& segment,
                                       std::optional<std::size_t> ignored = {}) const;
    /// Why a point is not in the open.
    std::optional<PlaceFault> notInside(Vec2 point) const;
    /// Which other hole covers the same place as hole `hole`.
    std::optional<PlaceFault> covered(std::size_t hole) const;
    /// The edge on which a point lies, to within `distance`, by name and as a place; edges of the
    /// boundary only if wanted.
    std::optional<PlaceFault> edgeAt(Vec2 point, double distance, bool boundaryCounts) const;

private:
    struct Piece;
    std::vector<Piece> piecesOf(const Segment& segment, std::optional<std::size_t> ignored) const;
    std::string nameOf(std::size_t edge) const;

    const Arena& arena_;
    std::vector<Polygon> polygons_;                              ///< the boundary, then the holes
    SegmentIndex edges_;                                         ///< of all polygons
    std::vector<std::pair<std::size_t, std::size_t>> edgeNames_; ///< polygon and edge number
    PolygonIndex places_;
};

} // namespace hippodrome

// ArenaGeometry::nearestInside: the places at least `margin` from every wall are bounded by lines
// parallel to the segments and by arcs around their ends. The nearest of them to a point is the
// point itself, its projection onto one such line or arc, or a place where two of them meet.

#include "core/arena/arena_geometry.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// Meeting places are sought between the lines and arcs of this many segments.
constexpr std::size_t mostForMeetings = 24;
/// Constructed points may fall short of the margin by this much; they are built this much beyond.
constexpr double slack = 1e-9;

struct Arc {
    Vec2 centre;
};

/// The lines and arcs around a few segments at distance `margin`.
struct Offsets {
    std::vector<Segment> lines;
    std::vector<Arc> arcs;
    double margin = 0.0;

    void add(const Segment& segment) {
        const Vec2 along = segment.b - segment.a;
        const Vec2 side = (margin / length(along)) * Vec2{-along.y, along.x};
        lines.push_back({segment.a + side, segment.b + side});
        lines.push_back({segment.a - side, segment.b - side});
        arcs.push_back({segment.a});
        arcs.push_back({segment.b});
    }

    void projections(Vec2 point, std::vector<Vec2>& found) const {
        for (const Segment& line : lines)
            found.push_back(nearestPoint(line, point));
        for (const Arc& arc : arcs) {
            const Vec2 outward = point - arc.centre;
            const double distance = length(outward);
            if (distance > 0.0)
                found.push_back(arc.centre + (margin / distance) * outward);
            else
                for (int i = 0; i < 16; ++i)
                    found.push_back(arc.centre + margin * unitVector(0.392699081698724 * i));
        }
    }

    void meetings(std::vector<Vec2>& found) const {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Vec2 along = lines[i].b - lines[i].a;
            for (std::size_t j = i + 1; j < lines.size(); ++j) {
                const Vec2 other = lines[j].b - lines[j].a;
                const double sine = cross(along, other);
                if (std::abs(sine) > 1e-9 * length(along) * length(other))
                    found.push_back(lines[i].a +
                                    (cross(lines[j].a - lines[i].a, other) / sine) * along);
            }
            for (const Arc& arc : arcs) {
                const Vec2 unit = along / length(along);
                const Vec2 foot = lines[i].a + dot(arc.centre - lines[i].a, unit) * unit;
                const double rest = margin * margin - squaredLength(foot - arc.centre);
                if (rest < 0.0)
                    continue;
                found.push_back(foot + std::sqrt(rest) * unit);
                found.push_back(foot - std::sqrt(rest) * unit);
            }
        }
        for (std::size_t i = 0; i < arcs.size(); ++i) {
            for (std::size_t j = i + 1; j < arcs.size(); ++j) {
                const Vec2 between = arcs[j].centre - arcs[i].centre;
                const double rest = margin * margin - 0.25 * squaredLength(between);
                if (rest < 0.0 || squaredLength(between) == 0.0)
                    continue;
                const Vec2 middle = arcs[i].centre + 0.5 * between;
                const Vec2 side = (std::sqrt(rest) / length(between)) * Vec2{-between.y, between.x};
                found.push_back(middle + side);
                found.push_back(middle - side);
            }
        }
    }
};

} // namespace

Vec2 ArenaGeometry::nearestInside(Vec2 point, double margin) const {
    point = wrap(point);
    for (double tried = margin; tried > 1e-7; tried *= 0.5)
        if (const auto found = nearestWithMargin(point, tried))
            return wrap(*found);
    if (const auto found = nearestWithMargin(point, 1e-7))
        return wrap(*found);
    return point;
}

std::optional<Vec2> ArenaGeometry::nearestWithMargin(Vec2 point, double margin) const {
    const auto accepted = [&](Vec2 candidate) {
        if (!contains(wrap(candidate)))
            return false;
        const auto nearest = nearestWall(candidate);
        return !nearest || nearest->distance >= margin;
    };
    if (accepted(point))
        return point;
    const auto first = nearestWall(point);
    if (!first)
        return point;

    // A candidate at distance d comes from segments within d + margin. The circle in which segments
    // are looked for grows until the best candidate is certain.
    const double farthest =
        first->distance + 2.0 * (bounds_.width() + bounds_.height()) + 4.0 * margin;
    double reach = first->distance + 4.0 * margin;
    while (true) {
        std::vector<std::pair<double, Segment>> segmentsNear;
        forEachWallWithin(point, reach, [&](Vec2 nearest, std::size_t i) {
            const Segment& segment = segments()[i];
            const Vec2 shift = nearest - nearestPoint(segment, nearest);
            const Vec2 image = periodic()
                                   ? Vec2{bounds_.width() * std::round(shift.x / bounds_.width()),
                                          bounds_.height() * std::round(shift.y / bounds_.height())}
                                   : Vec2{};
            segmentsNear.emplace_back(length(nearest - point),
                                      Segment{segment.a + image, segment.b + image});
        });
        std::stable_sort(segmentsNear.begin(), segmentsNear.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<Vec2> candidates;
        Offsets offsets;
        offsets.margin = margin + slack;
        for (std::size_t i = 0; i < segmentsNear.size(); ++i) {
            if (i == mostForMeetings) {
                offsets.projections(point, candidates);
                offsets.meetings(candidates);
                offsets = {{}, {}, offsets.margin};
            }
            offsets.add(segmentsNear[i].second);
        }
        offsets.projections(point, candidates);
        if (segmentsNear.size() <= mostForMeetings)
            offsets.meetings(candidates);
        std::stable_sort(candidates.begin(), candidates.end(), [point](Vec2 a, Vec2 b) {
            return squaredLength(a - point) < squaredLength(b - point);
        });
        for (const Vec2 candidate : candidates) {
            if (reach < farthest && length(candidate - point) > reach - margin - 2.0 * slack)
                break;
            if (accepted(candidate))
                return candidate;
        }
        if (reach >= farthest)
            return std::nullopt;
        reach = std::min(2.0 * reach, farthest);
    }
}

} // namespace hippodrome

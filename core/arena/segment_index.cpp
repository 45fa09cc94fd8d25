#include "core/arena/segment_index.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// Up to this many segments a loop over all beats the grid.
constexpr std::size_t fewSegments = 16;
/// Rounding of coordinates up to 1000 m stays far below this [m].
constexpr double hitTolerance = 1e-12;
/// Segments closer than this touch, as far as sight is concerned [m].
constexpr double touchTolerance = 1e-8;
/// How far a grazing way is shifted to see whether it is free at one side [m].
constexpr double sightShift = 1e-7;
/// Added around cells, so that rounding never hides a segment [m].
constexpr double cellMargin = 1e-8;

int clampedCell(double position, double cellSize, int count) {
    return static_cast<int>(std::clamp(std::floor(position / cellSize), 0.0, double(count - 1)));
}

/// The fraction of the way from + t way (length `wayLength`) at which it first touches a segment.
std::optional<double> touchFraction(Vec2 from, Vec2 way, double wayLength, const Segment& segment,
                                    double segmentLength) {
    const Vec2 along = segment.b - segment.a;
    const Vec2 offset = segment.a - from;
    const double sine = cross(way, along);
    const double wayTolerance = hitTolerance / wayLength;
    if (std::abs(sine) > 1e-13 * wayLength * segmentLength) {
        const double t = cross(offset, along) / sine;
        const double u = cross(offset, way) / sine;
        const double segmentTolerance = hitTolerance / segmentLength;
        if (t < -wayTolerance || t > 1.0 + wayTolerance || u < -segmentTolerance ||
            u > 1.0 + segmentTolerance)
            return std::nullopt;
        return std::clamp(t, 0.0, 1.0);
    }
    if (std::abs(cross(way, offset)) > hitTolerance * wayLength)
        return std::nullopt;
    const double ta = dot(offset, way) / (wayLength * wayLength);
    const double tb = dot(segment.b - from, way) / (wayLength * wayLength);
    if (std::max(ta, tb) < -wayTolerance || std::min(ta, tb) > 1.0 + wayTolerance)
        return std::nullopt;
    return std::clamp(std::min(ta, tb), 0.0, 1.0);
}

} // namespace

template <class Visit>
void SegmentIndex::visitCell(std::size_t cell, Visit visit) const {
    for (std::size_t i = cellBegin_[cell]; i < cellBegin_[cell + 1]; ++i)
        visit(cellItems_[i]);
}

template <class Visit, class Passed>
void SegmentIndex::walk(Vec2 from, Vec2 to, double margin, Visit visit, Passed passed) const {
    // The way is cut into slices of one cell's width across its longer extent; in each slice it
    // passes few cells.
    const bool alongX = std::abs(to.x - from.x) >= std::abs(to.y - from.y);
    const double majorFrom = alongX ? from.x - bounds_.minimum.x : from.y - bounds_.minimum.y;
    const double majorTo = alongX ? to.x - bounds_.minimum.x : to.y - bounds_.minimum.y;
    const double minorFrom = alongX ? from.y - bounds_.minimum.y : from.x - bounds_.minimum.x;
    const double minorTo = alongX ? to.y - bounds_.minimum.y : to.x - bounds_.minimum.x;
    const int majorCount = alongX ? columns_ : rows_;
    const int minorCount = alongX ? rows_ : columns_;
    const double low = std::min(majorFrom, majorTo), high = std::max(majorFrom, majorTo);
    if (high + margin < 0.0 || low - margin > majorCount * cellSize_)
        return;
    const double slope = majorTo != majorFrom ? (minorTo - minorFrom) / (majorTo - majorFrom) : 0.0;
    const int step = majorTo >= majorFrom ? 1 : -1;
    int slice = clampedCell(majorFrom - step * margin, cellSize_, majorCount);
    const int lastSlice = clampedCell(majorTo + step * margin, cellSize_, majorCount);
    for (;; slice += step) {
        const double sliceLow = std::max(low, slice * cellSize_ - margin);
        const double sliceHigh = std::min(high, (slice + 1) * cellSize_ + margin);
        double minorA = minorFrom, minorB = minorTo;
        if (majorTo != majorFrom) {
            minorA = minorFrom + slope * (sliceLow - majorFrom);
            minorB = minorFrom + slope * (sliceHigh - majorFrom);
        }
        const double minorLow = std::min(minorA, minorB) - margin;
        const double minorHigh = std::max(minorA, minorB) + margin;
        if (minorHigh >= 0.0 && minorLow <= minorCount * cellSize_) {
            const int end = clampedCell(minorHigh, cellSize_, minorCount);
            for (int cell = clampedCell(minorLow, cellSize_, minorCount); cell <= end; ++cell)
                visitCell(static_cast<std::size_t>(alongX ? cell * columns_ + slice
                                                          : slice * columns_ + cell),
                          visit);
        }
        if (slice == lastSlice)
            return;
        const double edge = (step > 0 ? slice + 1 : slice) * cellSize_;
        if (passed((edge - majorFrom) / (majorTo - majorFrom)))
            return;
    }
}

SegmentIndex::SegmentIndex(std::vector<Segment> segments) : segments_(std::move(segments)) {
    lengths_.reserve(segments_.size());
    for (const Segment& segment : segments_)
        lengths_.push_back(length(segment.b - segment.a));
    if (segments_.size() <= fewSegments)
        return;

    bounds_ = {segments_.front().a, segments_.front().a};
    for (const Segment& segment : segments_) {
        for (const Vec2 end : {segment.a, segment.b}) {
            bounds_.minimum = {std::min(bounds_.minimum.x, end.x),
                               std::min(bounds_.minimum.y, end.y)};
            bounds_.maximum = {std::max(bounds_.maximum.x, end.x),
                               std::max(bounds_.maximum.y, end.y)};
        }
    }
    // About two cells per segment, and never more than 256 along a side.
    const double extent = std::max(bounds_.width(), bounds_.height());
    const double count = 2.0 * static_cast<double>(segments_.size());
    cellSize_ =
        std::max({std::sqrt(bounds_.width() * bounds_.height() / count), extent / 256.0, 1e-6});
    columns_ = static_cast<int>(bounds_.width() / cellSize_) + 1;
    rows_ = static_cast<int>(bounds_.height() / cellSize_) + 1;

    std::vector<std::vector<std::size_t>> cells(static_cast<std::size_t>(columns_ * rows_));
    // An index of the cells, not yet filled, lets `walk` name the cells that a segment passes.
    cellBegin_.resize(cells.size() + 1);
    cellItems_.resize(cells.size());
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        cellBegin_[cell] = cell;
        cellItems_[cell] = cell;
    }
    cellBegin_.back() = cells.size();
    for (std::size_t i = 0; i < segments_.size(); ++i)
        walk(
            segments_[i].a, segments_[i].b, cellMargin,
            [&](std::size_t cell) { cells[cell].push_back(i); }, [](double) { return false; });
    cellItems_.clear();
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        cellBegin_[cell] = cellItems_.size();
        cellItems_.insert(cellItems_.end(), cells[cell].begin(), cells[cell].end());
    }
    cellBegin_.back() = cellItems_.size();
}

std::optional<NearestWall> SegmentIndex::nearest(Vec2 point, double maximumDistance) const {
    NearestWall best;
    double bestSquared = maximumDistance * maximumDistance;
    bool found = false;
    const auto consider = [&](std::size_t i) {
        const Vec2 candidate = nearestPoint(segments_[i], point);
        const double squared = squaredLength(candidate - point);
        if (squared < bestSquared || (squared == bestSquared && (!found || i < best.segment))) {
            bestSquared = squared;
            best.point = candidate;
            best.segment = i;
            found = true;
        }
    };
    if (columns_ == 0) {
        for (std::size_t i = 0; i < segments_.size(); ++i)
            consider(i);
    } else {
        // Rings of cells around the point, or around the point of the grid that is nearest to it:
        // no cell is nearer to the first than to the second.
        const Vec2 centre{std::clamp(point.x, bounds_.minimum.x, bounds_.maximum.x),
                          std::clamp(point.y, bounds_.minimum.y, bounds_.maximum.y)};
        const Vec2 local = centre - bounds_.minimum;
        const int column = clampedCell(local.x, cellSize_, columns_);
        const int row = clampedCell(local.y, cellSize_, rows_);
        const int rings = std::max({column, columns_ - 1 - column, row, rows_ - 1 - row});
        for (int ring = 0; ring <= rings; ++ring) {
            for (int y = std::max(row - ring, 0); y <= std::min(row + ring, rows_ - 1); ++y) {
                const bool wholeRow = y == row - ring || y == row + ring;
                for (int x = column - ring; x <= column + ring;
                     x += wholeRow || ring == 0 ? 1 : 2 * ring)
                    if (x >= 0 && x < columns_)
                        visitCell(static_cast<std::size_t>(y * columns_ + x), consider);
            }
            const double reached = std::min({local.x - (column - ring) * cellSize_,
                                             (column + ring + 1) * cellSize_ - local.x,
                                             local.y - (row - ring) * cellSize_,
                                             (row + ring + 1) * cellSize_ - local.y}) -
                                   cellMargin;
            if (reached > 0.0 && reached * reached > bestSquared)
                break;
        }
    }
    if (!found)
        return std::nullopt;
    best.distance = length(best.point - point);
    return best;
}

void SegmentIndex::forEachWithin(Vec2 point, double radius,
                                 const std::function<void(Vec2, std::size_t)>& visit) const {
    const auto consider = [&](std::size_t i) {
        const Vec2 candidate = nearestPoint(segments_[i], point);
        if (squaredLength(candidate - point) <= radius * radius)
            visit(candidate, i);
    };
    if (columns_ == 0) {
        for (std::size_t i = 0; i < segments_.size(); ++i)
            consider(i);
        return;
    }
    // The square around the disc, as a thick way through its centre.
    for (const std::size_t i : near({point, point}, radius))
        consider(i);
}

std::vector<std::size_t> SegmentIndex::near(const Segment& segment, double margin) const {
    std::vector<std::size_t> found;
    if (columns_ == 0) {
        for (std::size_t i = 0; i < segments_.size(); ++i)
            found.push_back(i);
        return found;
    }
    walk(
        segment.a, segment.b, margin + cellMargin, [&](std::size_t i) { found.push_back(i); },
        [](double) { return false; });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::optional<WallHit> SegmentIndex::firstHit(Vec2 from, Vec2 to) const {
    const Vec2 way = to - from;
    const double wayLength = length(way);
    if (wayLength == 0.0)
        return std::nullopt;
    double best = 2.0;
    std::size_t bestSegment = 0;
    const auto consider = [&](std::size_t i) {
        const auto t = touchFraction(from, way, wayLength, segments_[i], lengths_[i]);
        if (t && (*t < best || (*t == best && i < bestSegment))) {
            best = *t;
            bestSegment = i;
        }
    };
    if (columns_ == 0)
        for (std::size_t i = 0; i < segments_.size(); ++i)
            consider(i);
    else
        walk(from, to, cellMargin, consider, [&](double fraction) { return best < fraction; });
    if (best > 1.0)
        return std::nullopt;
    return WallHit{best * wayLength, from + best * way, bestSegment};
}

SegmentIndex::Contact SegmentIndex::contact(Vec2 from, Vec2 to) const {
    const Vec2 way = to - from;
    const double wayTolerance = touchTolerance * std::sqrt(squaredLength(way));
    Contact result = Contact::none;
    const auto consider = [&](std::size_t i) {
        const Segment& segment = segments_[i];
        const double sideA = cross(way, segment.a - from);
        const double sideB = cross(way, segment.b - from);
        if ((sideA > wayTolerance && sideB > wayTolerance) ||
            (sideA < -wayTolerance && sideB < -wayTolerance))
            return;
        const Vec2 along = segment.b - segment.a;
        const double tolerance = touchTolerance * lengths_[i];
        const double sideFrom = cross(along, from - segment.a);
        const double sideTo = cross(along, to - segment.a);
        if ((sideFrom > tolerance && sideTo > tolerance) ||
            (sideFrom < -tolerance && sideTo < -tolerance))
            return;
        if (std::abs(sideA) > wayTolerance && std::abs(sideB) > wayTolerance &&
            std::abs(sideFrom) > tolerance && std::abs(sideTo) > tolerance) {
            result = Contact::crossing;
            return;
        }
        const auto touches = [](Vec2 point, const Segment& other) {
            return squaredLength(nearestPoint(other, point) - point) <=
                   touchTolerance * touchTolerance;
        };
        const Segment whole{from, to};
        if (result == Contact::none && (touches(segment.a, whole) || touches(segment.b, whole) ||
                                        touches(from, segment) || touches(to, segment)))
            result = Contact::touching;
    };
    if (columns_ == 0) {
        for (std::size_t i = 0; i < segments_.size() && result != Contact::crossing; ++i)
            consider(i);
    } else {
        walk(from, to, cellMargin + touchTolerance, consider,
             [&](double) { return result == Contact::crossing; });
    }
    return result;
}

bool SegmentIndex::visible(Vec2 from, Vec2 to) const {
    const Contact straight = contact(from, to);
    if (straight != Contact::touching)
        return straight == Contact::none;
    const Vec2 way = to - from;
    const double wayLength = length(way);
    if (wayLength <= 4.0 * sightShift)
        return true;
    // The way touches something: it is free when it is so a hair's breadth to one side, where each
    // end, which may itself lie on a wall, is free to choose its side.
    const Vec2 forward = (sightShift / wayLength) * way;
    const Vec2 left{-forward.y, forward.x};
    for (const double sideFrom : {1.0, -1.0})
        for (const double sideTo : {sideFrom, -sideFrom})
            if (contact(from + forward + sideFrom * left, to - forward + sideTo * left) ==
                Contact::none)
                return true;
    return false;
}

} // namespace hippodrome

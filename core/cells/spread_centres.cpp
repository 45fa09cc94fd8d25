#include "core/cells/spread_centres.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hippodrome {

namespace {

/// The inside of an arena is looked at in this many points for each place, and fewer of many.
constexpr double samplesPerPlace = 64.0;
constexpr double fewestSamples = 1e4;
constexpr double mostSamples = 4e5;
/// The least number of points for each place.
constexpr std::size_t fewestPerPlace = 8;
constexpr double mostAssignments = 2e7; ///< of points to places, in all steps together
constexpr int mostSteps = 100;

std::vector<Vec2> pointsInside(const ArenaGeometry& geometry, double spacing) {
    const Bounds& bounds = geometry.bounds();
    const int columns = std::max(1, static_cast<int>(std::ceil(bounds.width() / spacing)));
    const int rows = std::max(1, static_cast<int>(std::ceil(bounds.height() / spacing)));
    const Vec2 step{bounds.width() / columns, bounds.height() / rows};
    std::vector<Vec2> points;
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const Vec2 point = bounds.minimum + Vec2{(column + 0.5) * step.x, (row + 0.5) * step.y};
            if (geometry.contains(point))
                points.push_back(point);
        }
    return points;
}

/// `count` of the points, evenly over their order.
std::vector<Vec2> everySo(const std::vector<Vec2>& points, std::size_t count) {
    std::vector<Vec2> chosen;
    for (std::size_t i = 0; i < count; ++i)
        chosen.push_back(points[(2 * i + 1) * points.size() / (2 * count)]);
    return chosen;
}

/// Places in square cells, for the question which is nearest.
class NearestPlace {
public:
    NearestPlace(const std::vector<Vec2>& places, const Bounds& bounds, double cellSize)
        : places_(places), corner_(bounds.minimum), cellSize_(cellSize),
          columns_(static_cast<int>(bounds.width() / cellSize) + 1),
          rows_(static_cast<int>(bounds.height() / cellSize) + 1),
          cells_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {
        for (std::size_t i = 0; i < places.size(); ++i)
            cells_[index(column(places[i]), row(places[i]))].push_back(i);
    }

    std::size_t of(Vec2 point) const {
        std::size_t best = 0;
        double least = std::numeric_limits<double>::infinity();
        const int x = column(point), y = row(point);
        // Rings of cells; what lies beyond a ring is farther away than the ring is wide.
        for (int ring = 0; ring <= std::max(columns_, rows_); ++ring) {
            for (int j = std::max(y - ring, 0); j <= std::min(y + ring, rows_ - 1); ++j) {
                const bool whole = std::abs(j - y) == ring;
                for (int i = x - ring; i <= x + ring; i += whole || ring == 0 ? 1 : 2 * ring) {
                    if (i < 0 || i >= columns_)
                        continue;
                    for (const std::size_t place : cells_[index(i, j)]) {
                        const double distance = squaredLength(places_[place] - point);
                        if (distance < least || (distance == least && place < best)) {
                            least = distance;
                            best = place;
                        }
                    }
                }
            }
            if (least <= ring * cellSize_ * ring * cellSize_)
                break;
        }
        return best;
    }

private:
    int column(Vec2 point) const {
        return std::clamp(static_cast<int>((point.x - corner_.x) / cellSize_), 0, columns_ - 1);
    }
    int row(Vec2 point) const {
        return std::clamp(static_cast<int>((point.y - corner_.y) / cellSize_), 0, rows_ - 1);
    }
    std::size_t index(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_) +
               static_cast<std::size_t>(x);
    }

    const std::vector<Vec2>& places_;
    Vec2 corner_;
    double cellSize_;
    int columns_;
    int rows_;
    std::vector<std::vector<std::size_t>> cells_;
};

/// Moves every place into the middle of its part; true when one has moved by more than `enough`.
bool improve(std::vector<Vec2>& places, const std::vector<Vec2>& points,
             const ArenaGeometry& geometry, double cellSize, double enough) {
    struct Part {
        Vec2 sum;
        double count = 0.0;
        std::size_t nearest = 0; ///< of its points to its middle
        double distance = std::numeric_limits<double>::infinity();
    };
    const NearestPlace nearest(places, geometry.bounds(), cellSize);
    std::vector<std::size_t> owner(points.size());
    std::vector<Part> parts(places.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        owner[i] = nearest.of(points[i]);
        parts[owner[i]].sum += points[i];
        parts[owner[i]].count += 1.0;
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        Part& part = parts[owner[i]];
        const double distance = squaredLength(points[i] - part.sum / part.count);
        if (distance < part.distance) {
            part.distance = distance;
            part.nearest = i;
        }
    }
    double farthest = 0.0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (parts[i].count == 0.0)
            continue;
        const Vec2 middle = parts[i].sum / parts[i].count;
        const Vec2 place = geometry.contains(middle) ? middle : points[parts[i].nearest];
        farthest = std::max(farthest, length(place - places[i]));
        places[i] = place;
    }
    return farthest > enough;
}

} // namespace

std::vector<Vec2> spreadCentres(const ArenaGeometry& geometry, int count) {
    const auto wanted = static_cast<std::size_t>(count);
    const double samples =
        std::clamp(samplesPerPlace * count, fewestSamples, std::max(mostSamples, 20.0 * count));
    double fine = std::sqrt(geometry.area() / samples);
    std::vector<Vec2> points = pointsInside(geometry, fine);
    while (points.size() < fewestPerPlace * wanted) // narrow ways
        points = pointsInside(geometry, fine *= 0.5);

    // As even a beginning as a lattice gives that has a few more points.
    const double spacing = std::sqrt(geometry.area() / count);
    double coarse = spacing;
    std::vector<Vec2> places = pointsInside(geometry, coarse);
    for (int i = 0; places.size() < wanted && i < 40; ++i)
        places = pointsInside(geometry, coarse *= 0.97);
    places = everySo(places.size() < wanted ? points : places, wanted);

    const double perStep = static_cast<double>(points.size());
    const int steps = std::clamp(static_cast<int>(mostAssignments / perStep), 10, mostSteps);
    for (int i = 0; i < steps; ++i)
        if (!improve(places, points, geometry, spacing, 1e-4 * spacing))
            break;
    std::sort(places.begin(), places.end(), [&](Vec2 a, Vec2 b) {
        const double rowA = std::floor((a.y - geometry.bounds().minimum.y) / spacing);
        const double rowB = std::floor((b.y - geometry.bounds().minimum.y) / spacing);
        return rowA != rowB ? rowA < rowB : a.x != b.x ? a.x < b.x : a.y < b.y;
    });
    return places;
}

} // namespace hippodrome

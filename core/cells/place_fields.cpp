#include "core/cells/place_fields.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <optional>

namespace hippodrome {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Beyond this many widths every shape is below 1e-12, so that walls need not be asked.
constexpr double fieldReach = 11.5;

} // namespace

const Fields<PlaceFieldParameters>& PlaceFieldParameters::fields() {
    using P = PlaceFieldParameters;
    std::vector<std::pair<std::string, const PlaceFieldShape*>> shapes;
    for (const PlaceFieldShape& shape : placeFieldShapes())
        shapes.emplace_back(shape.key, &shape);
    static const Fields<P> list =
        Fields<P>()
            .choice("shape", &P::shape, shapes,
                    {.label = "Field shape",
                     .help = "How the rate falls with the distance from the centre.",
                     .source = "RatInABox: gaussian",
                     .effect = Effect::live})
            .choice("wall_geometry", &P::geometry,
                    {{"euclidean", WallGeometry::euclidean},
                     {"line_of_sight", WallGeometry::lineOfSight},
                     {"geodesic", WallGeometry::geodesic}},
                    {.label = "Distance",
                     .help =
                         "Straight through walls, only to places in sight, or along the shortest "
                         "way around walls.",
                     .source = "RatInABox: geodesic",
                     .effect = Effect::live})
            .real("width", &P::width,
                  {.label = "Field width",
                   .unit = "m",
                   .minimum = 0.001,
                   .maximum = 10.0,
                   .help = "Standard deviation of the Gaussian, or radius of the top hat.",
                   .source = "RatInABox: 0.2",
                   .effect = Effect::live})
            .real("minimum_rate", &P::minimumRate,
                  {.label = "Rate outside",
                   .unit = "Hz",
                   .minimum = 0.0,
                   .maximum = 1000.0,
                   .help = "Rate where the shape is 0.",
                   .source = "RatInABox: 0",
                   .effect = Effect::live})
            .real("maximum_rate", &P::maximumRate,
                  {.label = "Rate at the centre",
                   .unit = "Hz",
                   .minimum = 0.0,
                   .maximum = 1000.0,
                   .help = "Rate where the shape is 1.",
                   .source = "RatInABox: 1",
                   .effect = Effect::live});
    return list;
}

PlaceFields::PlaceFields(const PlaceFieldParameters& parameters, std::vector<Vec2> centres,
                         ArenaPointer arena)
    : PlaceFields(parameters, centres, std::vector<double>(centres.size(), parameters.width),
                  std::move(arena)) {}

PlaceFields::PlaceFields(const PlaceFieldParameters& parameters, std::vector<Vec2> centres,
                         std::vector<double> widths, ArenaPointer arena)
    : parameters_(parameters), centres_(std::move(centres)), widths_(std::move(widths)),
      arena_(std::move(arena)) {
    assert(widths_.size() == centres_.size());
    for (const Vec2 centre : centres_)
        inside_.push_back(arena_->contains(centre));
    if (parameters_.geometry == WallGeometry::euclidean)
        return;
    graph_ = std::make_unique<VisibilityGraph>(*arena_);
    if (parameters_.geometry == WallGeometry::lineOfSight || graph_->unobstructed())
        return; // straight ways are all that is asked for, or the shortest
    for (std::size_t i = 0; i < centres_.size(); ++i)
        ways_.push_back(inside_[i] ? std::make_unique<GeodesicField>(*graph_, centres_[i])
                                   : nullptr);
}

double PlaceFields::distance(int cell, Vec2 position) const {
    return distance(static_cast<std::size_t>(cell), position, nullptr);
}

double PlaceFields::distance(std::size_t i, Vec2 position, const Viewpoint* viewpoint) const {
    if (!inside_[i])
        return infinity;
    const Vec2 way = arena_->displacement(position, centres_[i]);
    const double straight = length(way);
    if (parameters_.geometry == WallGeometry::euclidean)
        return straight;
    if (parameters_.geometry == WallGeometry::lineOfSight)
        return graph_->visible(position, position + way) ? straight : infinity;
    if (ways_.empty())
        return straight;
    return viewpoint ? ways_[i]->distance(*viewpoint) : ways_[i]->distance(position);
}

void PlaceFields::rates(Vec2 position, std::span<float> out) const {
    assert(out.size() == centres_.size());
    const double low = parameters_.minimumRate, range = parameters_.maximumRate - low;
    // What is seen from here serves all cells.
    std::optional<Viewpoint> here;
    if (!ways_.empty())
        here.emplace(*graph_, position);
    const Viewpoint* viewpoint = here ? &*here : nullptr;
    const bool straightWaysOnly =
        parameters_.geometry != WallGeometry::lineOfSight && ways_.empty();
    if (!parameters_.shape->at) {
        std::size_t nearest = centres_.size();
        double shortest = infinity;
        for (std::size_t i = 0; i < centres_.size(); ++i) {
            out[i] = inside_[i] ? static_cast<float>(low) : 0.0f;
            // A way around walls is never shorter than the straight one.
            if (length(arena_->displacement(position, centres_[i])) >= shortest)
                continue;
            if (const double d = distance(i, position, viewpoint); d < shortest) {
                shortest = d;
                nearest = i;
            }
        }
        if (nearest < centres_.size())
            out[nearest] = static_cast<float>(low + range);
        return;
    }
    for (std::size_t i = 0; i < centres_.size(); ++i) {
        if (!inside_[i]) {
            out[i] = 0.0f;
            continue;
        }
        double value = 0.0;
        const double straight = squaredLength(arena_->displacement(position, centres_[i]));
        const double farthest = fieldReach * widths_[i];
        if (straight < farthest * farthest) {
            const double bent = straightWaysOnly ? 0.0 : distance(i, position, viewpoint);
            value = parameters_.shape->at(straightWaysOnly ? straight : bent * bent, widths_[i]);
        }
        out[i] = static_cast<float>(low + range * value);
    }
}

void PlaceFields::rateMaps(std::span<const Vec2> points, std::span<float> out) const {
    assert(out.size() == points.size() * centres_.size());
    std::vector<float> here(centres_.size());
    for (std::size_t p = 0; p < points.size(); ++p) {
        rates(points[p], here);
        for (std::size_t i = 0; i < here.size(); ++i)
            out[i * points.size() + p] = here[i];
    }
}

} // namespace hippodrome

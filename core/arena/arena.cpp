#include "core/arena/arena.h"

#include <algorithm>
#include <numbers>

namespace hippodrome {

Polygon circlePolygon(const Circle& circle, int corners) {
    Polygon polygon;
    polygon.reserve(static_cast<std::size_t>(corners));
    for (int i = 0; i < corners; ++i)
        polygon.push_back(circle.centre +
                          circle.radius * unitVector(2.0 * std::numbers::pi * i / corners));
    return polygon;
}

Polygon rectanglePolygon(Vec2 centre, double width, double height) {
    const Vec2 low = centre - Vec2{0.5 * width, 0.5 * height};
    const Vec2 high = centre + Vec2{0.5 * width, 0.5 * height};
    return {low, {high.x, low.y}, high, {low.x, high.y}};
}

Arena Arena::rectangle(double width, double height) {
    Arena arena;
    arena.boundary = rectanglePolygon({}, width, height);
    return arena;
}

Arena Arena::circular(double radius, int corners) {
    Arena arena;
    arena.circle = Circle{{}, radius};
    arena.boundary = circlePolygon(*arena.circle, corners);
    return arena;
}

int Arena::nextId() const {
    int largest = 0;
    const auto consider = [&](const auto& parts) {
        for (const auto& part : parts)
            largest = std::max(largest, part.id);
    };
    consider(holes);
    consider(walls);
    consider(rewards);
    consider(objects);
    return largest + 1;
}

} // namespace hippodrome

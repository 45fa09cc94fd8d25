#pragma once

#include <cmath>
#include <numbers>
#include <vector>

namespace hippodrome {

/// A point or a displacement in the plane [m].
struct Vec2 {
    double x = 0.0;
    double y = 0.0;

    friend constexpr bool operator==(const Vec2&, const Vec2&) = default;
    friend constexpr Vec2 operator+(Vec2 a, Vec2 b) { return {a.x + b.x, a.y + b.y}; }
    friend constexpr Vec2 operator-(Vec2 a, Vec2 b) { return {a.x - b.x, a.y - b.y}; }
    friend constexpr Vec2 operator-(Vec2 a) { return {-a.x, -a.y}; }
    friend constexpr Vec2 operator*(double s, Vec2 a) { return {s * a.x, s * a.y}; }
    friend constexpr Vec2 operator*(Vec2 a, double s) { return {s * a.x, s * a.y}; }
    friend constexpr Vec2 operator/(Vec2 a, double s) { return {a.x / s, a.y / s}; }
    constexpr Vec2& operator+=(Vec2 b) { return *this = *this + b; }
    constexpr Vec2& operator-=(Vec2 b) { return *this = *this - b; }
};

constexpr double dot(Vec2 a, Vec2 b) {
    return a.x * b.x + a.y * b.y;
}
/// The z component of the cross product: positive when b lies counter-clockwise of a.
constexpr double cross(Vec2 a, Vec2 b) {
    return a.x * b.y - a.y * b.x;
}
inline double length(Vec2 a) {
    return std::hypot(a.x, a.y);
}
constexpr double squaredLength(Vec2 a) {
    return dot(a, a);
}
/// Counter-clockwise rotation by `angle` [rad].
inline Vec2 rotated(Vec2 a, double angle) {
    const double c = std::cos(angle), s = std::sin(angle);
    return {c * a.x - s * a.y, s * a.x + c * a.y};
}
/// The unit vector at `angle` from +x [rad].
inline Vec2 unitVector(double angle) {
    return {std::cos(angle), std::sin(angle)};
}

inline constexpr double fullTurn = 2.0 * std::numbers::pi; ///< [rad]

/// The same direction as `angle`, in [-pi, pi) [rad].
inline double wrapAngle(double angle) {
    const double wrapped = angle - fullTurn * std::floor((angle + std::numbers::pi) / fullTurn);
    return wrapped < std::numbers::pi ? wrapped : -std::numbers::pi;
}

/// The same direction as `angle`, in [0, 2 pi) [rad].
inline double positiveAngle(double angle) {
    const double rest = angle - fullTurn * std::floor(angle / fullTurn);
    return rest < fullTurn ? rest : 0.0;
}

struct Segment {
    Vec2 a;
    Vec2 b;
    friend constexpr bool operator==(const Segment&, const Segment&) = default;
};

/// The point of a segment that is nearest to `p`.
inline Vec2 nearestPoint(const Segment& segment, Vec2 p) {
    const Vec2 along = segment.b - segment.a;
    const double squared = squaredLength(along);
    const double position = squared > 0.0 ? dot(p - segment.a, along) / squared : 0.0;
    if (position <= 0.0)
        return segment.a;
    return position >= 1.0 ? segment.b : segment.a + position * along;
}

/// Corners in order; the last joins the first.
using Polygon = std::vector<Vec2>;

struct Bounds {
    Vec2 minimum;
    Vec2 maximum;
    double width() const { return maximum.x - minimum.x; }
    double height() const { return maximum.y - minimum.y; }
    friend constexpr bool operator==(const Bounds&, const Bounds&) = default;
};

} // namespace hippodrome

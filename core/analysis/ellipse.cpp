#include "core/analysis/ellipse.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

Vector crossProduct(const Vector& a, const Vector& b) {
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

double product(const Vector& a, const Vector& b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

double determinant(const Matrix& m) {
    return product(m[0], crossProduct(m[1], m[2]));
}

/// The inverse of a matrix whose determinant is not zero.
Matrix inverse(const Matrix& m) {
    const Vector a = crossProduct(m[1], m[2]), b = crossProduct(m[2], m[0]),
                 c = crossProduct(m[0], m[1]);
    const double scale = 1.0 / product(m[0], a);
    Matrix result{};
    for (std::size_t i = 0; i < 3; ++i)
        result[i] = {a[i] * scale, b[i] * scale, c[i] * scale};
    return result;
}

/// The smallest eigenvalue of a matrix whose eigenvalues are real: root of the characteristic
/// polynomial by its trigonometric form, made sharp by Newton steps.
double smallestEigenvalue(const Matrix& m) {
    const double trace = m[0][0] + m[1][1] + m[2][2];
    const double minors = m[0][0] * m[1][1] - m[0][1] * m[1][0] + m[0][0] * m[2][2] -
                          m[0][2] * m[2][0] + m[1][1] * m[2][2] - m[1][2] * m[2][1];
    const double det = determinant(m);
    const double centre = trace / 3.0;
    const double p = std::max(0.0, centre * centre - minors / 3.0);
    const double q = centre * (centre * centre - minors / 2.0) + det / 2.0;
    double root = centre;
    if (p > 0.0) {
        const double angle = std::acos(std::clamp(q / (p * std::sqrt(p)), -1.0, 1.0)) / 3.0;
        root += 2.0 * std::sqrt(p) * std::cos(angle + 2.0 * std::numbers::pi / 3.0);
    }
    for (int step = 0; step < 3; ++step) {
        const double value = ((root - trace) * root + minors) * root - det;
        const double slope = (3.0 * root - 2.0 * trace) * root + minors;
        if (slope == 0.0)
            break;
        root -= value / slope;
    }
    return root;
}

/// A vector that the matrix, taken as singular, sends to zero.
Vector nullVector(const Matrix& m) {
    Vector best{};
    for (const Vector& v :
         {crossProduct(m[0], m[1]), crossProduct(m[0], m[2]), crossProduct(m[1], m[2])})
        if (product(v, v) > product(best, best))
            best = v;
    return best;
}

/// Radii, centre and direction of a x^2 + b x y + c y^2 + d x + e y + f = 0.
std::optional<Ellipse> fromConic(double a, double b, double c, double d, double e, double f) {
    const double discriminant = 4.0 * a * c - b * b;
    if (!(discriminant > 0.0))
        return std::nullopt;
    Ellipse ellipse;
    ellipse.centre = {(b * e - 2.0 * c * d) / discriminant, (b * d - 2.0 * a * e) / discriminant};
    const double atCentre = f + 0.5 * (d * ellipse.centre.x + e * ellipse.centre.y);
    // Along the direction `angle` and across it the conic is A u^2 + B v^2 + atCentre = 0.
    const double angle = 0.5 * std::atan2(b, a - c);
    const double half = 0.5 * std::hypot(a - c, b), mean = 0.5 * (a + c);
    const double along = -atCentre / (mean + half), across = -atCentre / (mean - half);
    if (!(along > 0.0 && across > 0.0))
        return std::nullopt;
    const bool alongIsMajor = along >= across;
    ellipse.majorRadius = std::sqrt(std::max(along, across));
    ellipse.minorRadius = std::sqrt(std::min(along, across));
    ellipse.orientation = alongIsMajor ? angle : angle + std::numbers::pi / 2.0;
    if (ellipse.orientation > std::numbers::pi / 2.0)
        ellipse.orientation -= std::numbers::pi;
    return ellipse;
}

} // namespace

std::optional<Ellipse> fitEllipse(std::span<const Vec2> points) {
    if (points.size() < 5)
        return std::nullopt;
    // Centred and scaled, so that squares, products and constants are of one size.
    Vec2 mean, low = points[0], high = points[0];
    for (const Vec2 p : points) {
        mean += p / static_cast<double>(points.size());
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    const Vec2 scale = 0.5 * (high - low);
    if (!(scale.x > 0.0 && scale.y > 0.0))
        return std::nullopt;

    // Scatter matrices of the quadratic terms, mixed, and linear terms.
    Matrix quadratic{}, mixed{}, linear{};
    for (const Vec2 p : points) {
        const double x = (p.x - mean.x) / scale.x, y = (p.y - mean.y) / scale.y;
        const Vector q{x * x, x * y, y * y}, l{x, y, 1.0};
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t j = 0; j < 3; ++j) {
                quadratic[i][j] += q[i] * q[j];
                mixed[i][j] += q[i] * l[j];
                linear[i][j] += l[i] * l[j];
            }
    }
    if (std::abs(determinant(linear)) < 1e-12)
        return std::nullopt;
    // For given quadratic coefficients u, the linear ones are elimination * u.
    const Matrix inverseLinear = inverse(linear);
    Matrix elimination{}, reduced = quadratic;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            for (std::size_t k = 0; k < 3; ++k)
                elimination[i][j] -= inverseLinear[i][k] * mixed[j][k];
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            for (std::size_t k = 0; k < 3; ++k)
                reduced[i][j] += mixed[i][k] * elimination[k][j];
    // Multiplied by the inverse of the constraint's matrix (b^2 - 4ac), whose sign makes the
    // eigenvalue of the only ellipse among the solutions the smallest.
    Matrix system{};
    for (std::size_t j = 0; j < 3; ++j) {
        system[0][j] = -0.5 * reduced[2][j];
        system[1][j] = reduced[1][j];
        system[2][j] = -0.5 * reduced[0][j];
    }
    const double eigenvalue = smallestEigenvalue(system);
    for (std::size_t i = 0; i < 3; ++i)
        system[i][i] -= eigenvalue;
    const Vector u = nullVector(system);
    const Vector v{product(elimination[0], u), product(elimination[1], u),
                   product(elimination[2], u)};

    // Back to the points' own scale, with the mean of the points as origin.
    std::optional<Ellipse> ellipse =
        fromConic(u[0] / (scale.x * scale.x), u[1] / (scale.x * scale.y),
                  u[2] / (scale.y * scale.y), v[0] / scale.x, v[1] / scale.y, v[2]);
    if (ellipse)
        ellipse->centre += mean;
    return ellipse;
}

} // namespace hippodrome

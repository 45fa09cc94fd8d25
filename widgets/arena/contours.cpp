#include "widgets/arena/contours.h"

#include <array>
#include <cmath>

namespace hippodrome {

namespace {

struct Corner {
    Vec2 place;
    float value;
};

/// The two corners between which the level is passed, as a point on the edge.
Vec2 crossing(const Corner& a, const Corner& b, float level) {
    const double share = static_cast<double>((level - a.value) / (b.value - a.value));
    return a.place + share * (b.place - a.place);
}

/// The pieces of the contour inside one square; corners in order around it.
void addSquare(std::vector<Segment>& lines, const std::array<Corner, 4>& corners, float level) {
    std::array<Vec2, 4> points;
    std::size_t count = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const Corner &a = corners[i], &b = corners[(i + 1) % 4];
        if ((a.value >= level) != (b.value >= level))
            points[count++] = crossing(a, b, level);
    }
    for (std::size_t i = 0; i + 1 < count; i += 2)
        lines.push_back({points[i], points[i + 1]});
}

} // namespace

std::vector<Segment> contourLines(std::span<const float> map, int rows, int columns,
                                  const Bounds& bounds, float level) {
    std::vector<Segment> lines;
    const Vec2 bin{bounds.width() / columns, bounds.height() / rows};
    const auto corner = [&](int row, int column) {
        return Corner{
            {bounds.minimum.x + (column + 0.5) * bin.x, bounds.minimum.y + (row + 0.5) * bin.y},
            map[static_cast<std::size_t>(row * columns + column)]};
    };
    for (int row = 0; row + 1 < rows; ++row)
        for (int column = 0; column + 1 < columns; ++column) {
            const std::array<Corner, 4> corners = {corner(row, column), corner(row, column + 1),
                                                   corner(row + 1, column + 1),
                                                   corner(row + 1, column)};
            bool known = true;
            for (const Corner& c : corners)
                known = known && !std::isnan(c.value);
            if (known)
                addSquare(lines, corners, level);
        }
    return lines;
}

} // namespace hippodrome

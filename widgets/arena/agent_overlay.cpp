#include "widgets/arena/agent_overlay.h"

#include "widgets/style/theme.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

constexpr qint64 fadeMilliseconds = 1200;

QPolygonF tileOutline(const AgentPicture& picture, Vec2 centre, const ViewTransform& view) {
    QPolygonF outline;
    const double half = picture.tileSize / 2;
    if (picture.shape == TileShape::square) {
        for (const Vec2 corner : {Vec2{-half, -half}, {half, -half}, {half, half}, {-half, half}})
            outline << view.toScreen(centre + corner);
        return outline;
    }
    // The size of a hexagon is the distance between opposite sides.
    const double radius = half / std::cos(std::numbers::pi / 6);
    for (int k = 0; k < 6; ++k)
        outline << view.toScreen(
            centre + radius * unitVector(std::numbers::pi / 6 + k * std::numbers::pi / 3));
    return outline;
}

void drawArrow(QPainter& painter, QPointF from, QPointF to, double head) {
    const QPointF way = to - from;
    const double size = std::hypot(way.x(), way.y());
    if (size < 1.0)
        return;
    painter.drawLine(from, to);
    const QPointF unit = way / size, side(-unit.y(), unit.x());
    const QPen pen = painter.pen();
    painter.setPen(QPen(pen.color(), pen.widthF(), Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(to, to - head * unit + 0.5 * head * side);
    painter.drawLine(to, to - head * unit - 0.5 * head * side);
    painter.setPen(pen);
}

Qt::PenStyle penOf(ReplayLog::Order order) {
    switch (order) {
    case ReplayLog::Order::forward:
        return Qt::SolidLine;
    case ReplayLog::Order::reverse:
        return Qt::DashLine;
    case ReplayLog::Order::none:
        break;
    }
    return Qt::DotLine;
}

} // namespace

const StateLayer* layerOf(const AgentPicture& picture, const std::string& key) {
    if (key == "successors")
        return picture.successors.values.empty() ? nullptr : &picture.successors;
    return picture.find(key);
}

ColourRange rangeOf(const StateLayer& layer) {
    const std::vector<float> values(layer.values.begin(), layer.values.end());
    return hasSigns(layer) ? ColourRange::symmetric(values) : ColourRange::of(values);
}

bool hasSigns(const StateLayer& layer) {
    return std::any_of(layer.values.begin(), layer.values.end(),
                       [](double value) { return value < 0.0; });
}

void drawLayer(QPainter& painter, const ViewTransform& view, const AgentPicture& picture,
               const StateLayer& layer, const ColourMap& chosen) {
    const ColourRange range = rangeOf(layer);
    const ColourMap& colours = hasSigns(layer) ? ColourMap::difference() : chosen;
    const double span = std::max(1e-12f, range.high - range.low);
    painter.save();
    // Neighbouring tiles meet without a seam.
    painter.setRenderHint(QPainter::Antialiasing, picture.shape == TileShape::hexagonal);
    painter.setPen(Qt::NoPen);
    for (std::size_t tile = 0; tile < picture.centres.size(); ++tile) {
        if (std::isnan(layer.values[tile]))
            continue;
        painter.setBrush(QColor::fromRgb(colours.colour((layer.values[tile] - range.low) / span)));
        painter.drawPolygon(tileOutline(picture, picture.centres[tile], view));
    }
    painter.restore();
}

void drawChoices(QPainter& painter, const ViewTransform& view, const AgentPicture& picture) {
    painter.save();
    const double reach = 0.32 * picture.tileSize * view.scale();
    const double head = std::clamp(0.5 * reach, 3.0, 9.0);
    const std::size_t directions = static_cast<std::size_t>(picture.directions);
    for (std::size_t tile = 0; tile < picture.centres.size(); ++tile) {
        const auto first = picture.choice.begin() + static_cast<std::ptrdiff_t>(tile * directions);
        const auto last = first + picture.directions;
        const auto [least, most] = std::minmax_element(first, last);
        if (!(*most > *least + 1e-6f)) // unknown, or all alike
            continue;
        const QPointF centre = view.toScreen(picture.centres[tile]);
        for (std::size_t a = 0; a < directions; ++a) {
            if (*(first + static_cast<std::ptrdiff_t>(a)) < *most - 1e-6f)
                continue;
            const double angle =
                2.0 * std::numbers::pi * static_cast<double>(a) / static_cast<double>(directions);
            const QPointF way(reach * std::cos(angle), -reach * std::sin(angle));
            // A dark line under a light one can be read on every colour.
            painter.setPen(QPen(theme().window, 3.2, Qt::SolidLine, Qt::RoundCap));
            drawArrow(painter, centre - 0.6 * way, centre + way, head);
            painter.setPen(QPen(theme().text, 1.4, Qt::SolidLine, Qt::RoundCap));
            drawArrow(painter, centre - 0.6 * way, centre + way, head);
        }
    }
    painter.restore();
}

double valueAt(const AgentPicture& picture, const StateLayer& layer, Vec2 place) {
    double nearest = 0.75 * picture.tileSize, value = std::nan("");
    for (std::size_t tile = 0; tile < picture.centres.size(); ++tile)
        if (const double distance = length(picture.centres[tile] - place); distance < nearest) {
            nearest = distance;
            value = layer.values[tile];
        }
    return value;
}

void ReplayTrace::add(const AgentPicture& picture) {
    if (!clock_.isValid())
        clock_.start();
    if (picture.replayed < next_) { // the run began again
        moves_.clear();
        next_ = 0;
    }
    const qint64 now = clock_.elapsed();
    for (const ReplayedMove& move : picture.moves)
        if (move.number >= next_)
            moves_.push_back({move, now});
    next_ = picture.replayed;
    while (!moves_.empty() &&
           (now - moves_.front().since > fadeMilliseconds || moves_.size() > 2 * ReplayLog::kept))
        moves_.pop_front();
}

void ReplayTrace::draw(QPainter& painter, const ViewTransform& view) const {
    if (moves_.empty())
        return;
    const qint64 now = clock_.elapsed();
    for (const Seen& seen : moves_) {
        const double left =
            1.0 - static_cast<double>(now - seen.since) / static_cast<double>(fadeMilliseconds);
        if (left <= 0.0)
            continue;
        const Qt::PenStyle style = penOf(seen.move.order);
        const QPointF from = view.toScreen(seen.move.from), to = view.toScreen(seen.move.to);
        QColor under = theme().window, over = theme().edit;
        under.setAlphaF(static_cast<float>(0.8 * left));
        over.setAlphaF(static_cast<float>(left));
        painter.setPen(QPen(under, 5.0, Qt::SolidLine, Qt::RoundCap));
        drawArrow(painter, from, to, 9.0);
        painter.setPen(QPen(over, 2.4, style, Qt::FlatCap));
        drawArrow(painter, from, to, 9.0);
    }
}

} // namespace hippodrome

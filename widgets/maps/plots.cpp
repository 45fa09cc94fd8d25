#include "widgets/maps/plots.h"

#include "core/analysis/autocorrelogram.h"

#include "widgets/maps/arena_lines.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"

#include <QObject>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

/// The largest rectangle of a shape inside another, centred.
QRectF fitted(const QRectF& area, double width, double height) {
    return fittedTo({{0.0, 0.0}, {width, height}}, area);
}

/// Splits a caption line off the bottom of an area.
QRectF takeCaption(QPainter& painter, QRectF& area, const QString& text) {
    const double height = painter.fontMetrics().height();
    const QRectF caption(area.left(), area.bottom() - height, area.width(), height);
    area.setBottom(area.bottom() - height - 2);
    painter.setPen(theme().secondaryText);
    painter.drawText(
        caption, Qt::AlignCenter,
        painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(caption.width())));
    return caption;
}

void drawNothing(QPainter& painter, const QRectF& area, const QString& text) {
    painter.setPen(theme().secondaryText);
    painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap, text);
}

} // namespace

void drawRateMap(QPainter& painter, const QRectF& whole, const PopulationPicture& picture, int unit,
                 const ColourMap& chosen) {
    QRectF area = whole;
    const PopulationMaps& maps = picture.maps;
    const std::span<const float> map = maps.map(unit);
    const auto [colours, range] = coloursFor(picture, unit, {}, chosen);
    const QString caption =
        picture.difference ? QObject::tr("change, at most %1 %2") : QObject::tr("map, peak %1 %2");
    takeCaption(painter, area,
                caption.arg(formattedActivity(picture.scores.empty() ? range.high
                                                                     : picture.shownPeak(unit)),
                            QString::fromStdString(picture.population.unit)));
    const Bounds frame = frameOf(picture);
    const QRectF target = fittedTo(frame, area);
    painter.drawImage(target, heatMapImage(map, maps.rows, maps.columns, colours, range,
                                           theme().unvisited.rgb()));
    if (picture.arena)
        drawArenaLines(painter, target, frame, picture.arena->arena(), 1.2);
}

void drawAutocorrelogram(QPainter& painter, const QRectF& whole, std::span<const float> map,
                         int rows, int columns, const ColourMap& colours, const Ring& ring) {
    QRectF area = whole;
    takeCaption(painter, area, QObject::tr("autocorrelogram"));
    const RateMap correlogram = autocorrelogram(RateMap::fromFloats(map, rows, columns));
    const std::vector<float> values(correlogram.values.begin(), correlogram.values.end());
    const QImage image = heatMapImage(values, correlogram.rows, correlogram.columns, colours,
                                      {-1.0f, 1.0f}, theme().unvisited.rgb());
    const QRectF target = fitted(area, correlogram.columns, correlogram.rows);
    painter.drawImage(target, image);
    if (ring.outer <= 0.0)
        return;
    painter.save();
    painter.setClipRect(target);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().edit, 1.5, Qt::DashLine));
    const double side = std::min(rows, columns) * target.width() / correlogram.columns;
    for (const double radius : {ring.inner * side, ring.outer * side})
        painter.drawEllipse(target.center(), radius, radius);
    painter.restore();
}

void drawHeadTuning(QPainter& painter, const QRectF& whole, std::span<const float> curve,
                    const QColor& colour) {
    QRectF area = whole;
    float peak = 0.0f;
    for (const float value : curve)
        if (!std::isnan(value))
            peak = std::max(peak, value);
    takeCaption(painter, area, QObject::tr("head, peak %1").arg(formattedActivity(peak)));
    const QRectF circle = fitted(area, 1.0, 1.0).adjusted(4, 4, -4, -4);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(circle);
    if (peak <= 0.0f)
        return drawNothing(painter, area, QObject::tr("not yet known"));
    QPolygonF outline;
    const double radius = circle.width() / 2;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const double angle = 2.0 * std::numbers::pi * (static_cast<double>(i) + 0.5) /
                             static_cast<double>(curve.size());
        const double share = std::isnan(curve[i]) ? 0.0 : std::max(0.0f, curve[i]) / peak;
        // The screen's y points down, the arena's up.
        outline << circle.center() + radius * share * QPointF(std::cos(angle), -std::sin(angle));
    }
    QColor fill = colour;
    fill.setAlpha(60);
    painter.setBrush(fill);
    painter.setPen(QPen(colour, 1.5));
    painter.drawPolygon(outline);
}

void drawActivityPath(QPainter& painter, const QRectF& whole, const Bounds& bounds,
                      const ArenaPointer& arena, const ActivityTrace& trace, const QColor& colour) {
    QRectF area = whole;
    takeCaption(painter, area,
                trace.spiking ? QObject::tr("path and spikes") : QObject::tr("path and activity"));
    if (trace.samples.size() < 2)
        return drawNothing(painter, area, QObject::tr("appears as the rat runs"));
    const QRectF target = fitted(area, bounds.width(), bounds.height());
    const double scale = target.width() / bounds.width();
    const auto onScreen = [&](Vec2 place) {
        return QPointF(target.left() + (place.x - bounds.minimum.x) * scale,
                       target.bottom() - (place.y - bounds.minimum.y) * scale);
    };
    QPolygonF path;
    float peak = 0.0f;
    for (const ActivityTrace::Sample& sample : trace.samples) {
        path << onScreen(sample.place);
        peak = std::max(peak, sample.activity);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().line.lighter(130), 1));
    painter.drawPolyline(path);
    if (arena)
        drawArenaLines(painter, target, bounds, arena->arena(), 1.2);
    painter.setPen(Qt::NoPen);
    if (trace.spiking) {
        painter.setBrush(colour);
        for (const Vec2 place : trace.spikes)
            painter.drawEllipse(onScreen(place), 2.0, 2.0);
        return;
    }
    for (const ActivityTrace::Sample& sample : trace.samples) {
        const double share = peak > 0.0f ? sample.activity / peak : 0.0;
        if (share < 0.15)
            continue;
        QColor dot = colour;
        dot.setAlphaF(static_cast<float>(std::min(1.0, share)));
        painter.setBrush(dot);
        painter.drawEllipse(onScreen(sample.place), 2.0, 2.0);
    }
}

} // namespace hippodrome

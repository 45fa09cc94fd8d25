#include "widgets/maps/module_plot.h"

#include "widgets/style/theme.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace hippodrome {

namespace {

/// The largest square in the middle of an area.
QRectF squareIn(const QRectF& area) {
    const double side = std::min(area.width(), area.height());
    return {area.center().x() - side / 2, area.center().y() - side / 2, side, side};
}

/// Takes a line of text off the top of an area.
void takeLine(QPainter& painter, QRectF& area, const QString& text) {
    const double height = painter.fontMetrics().height();
    painter.setPen(theme().secondaryText);
    painter.drawText(
        QRectF(area.left(), area.top(), area.width(), height), Qt::AlignCenter,
        painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(area.width())));
    area.setTop(area.top() + height + 2);
}

void drawMeanAutocorrelogram(QPainter& painter, QRectF area, const RateMap& mean,
                             const ColourMap& colours) {
    takeLine(painter, area, QObject::tr("mean autocorrelogram"));
    const std::vector<float> values(mean.values.begin(), mean.values.end());
    const float peak = std::max(0.05f, *std::max_element(values.begin(), values.end()));
    // The middle is 1 by definition; what is around it is to be seen.
    painter.drawImage(squareIn(area),
                      heatMapImage(values, mean.rows, mean.columns, colours,
                                   {-0.5f * peak, 0.7f * peak}, theme().unvisited.rgb()));
}

void drawUnitCell(QPainter& painter, QRectF area, const GridModule& module, const QColor& colour) {
    takeLine(painter, area, QObject::tr("phases on the lattice"));
    const auto [a, b] = module.axes;
    const std::array corners{Vec2{}, a, a + b, b};
    Vec2 low = a, high = a;
    for (const Vec2 corner : corners) {
        low = {std::min(low.x, corner.x), std::min(low.y, corner.y)};
        high = {std::max(high.x, corner.x), std::max(high.y, corner.y)};
    }
    const QRectF inside = area.adjusted(6, 6, -6, -6);
    const double scale =
        std::min(inside.width() / (high.x - low.x), inside.height() / (high.y - low.y));
    const Vec2 middle = 0.5 * (low + high);
    const auto onScreen = [&](Vec2 place) { // whose y points down
        return inside.center() + scale * QPointF(place.x - middle.x, -(place.y - middle.y));
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().secondaryText, 1));
    painter.setBrush(Qt::NoBrush);
    QPolygonF cell;
    for (const Vec2 corner : corners)
        cell << onScreen(corner);
    painter.drawPolygon(cell);
    painter.setPen(Qt::NoPen);
    QColor dot = colour;
    dot.setAlpha(200);
    painter.setBrush(dot);
    const double radius = std::clamp(0.02 * inside.width(), 2.0, 5.0);
    for (const std::optional<Vec2>& phase : module.phases)
        if (phase)
            painter.drawEllipse(onScreen(phase->x * a + phase->y * b), radius, radius);
    painter.restore();
}

} // namespace

QString gridModulesText(const std::vector<GridModule>& modules, int units, double binSize) {
    const QLocale locale;
    const auto spacing = [&](const GridModule& module) {
        return locale.toString(50.0 * binSize * (length(module.axes[0]) + length(module.axes[1])),
                               'f', 0);
    };
    const GridModule& first = modules.front();
    QString text =
        QObject::tr("%1 of %2 units share a lattice: %3 cm apart, axes at %4° ± %5°. "
                    "Their phases are %6.")
            .arg(first.members)
            .arg(units)
            .arg(spacing(first))
            .arg(locale.toString(first.orientation, 'f', 0))
            .arg(locale.toString(first.orientationDeviation, 'f', 1))
            .arg(first.evenPhases < 0.001  ? QObject::tr("gathered (p < 0.001)")
                 : first.evenPhases < 0.01 ? QObject::tr("gathered (p = %1)")
                                                 .arg(locale.toString(first.evenPhases, 'f', 3))
                                           : QObject::tr("as even as by chance (p = %1)")
                                                 .arg(locale.toString(first.evenPhases, 'f', 2)));
    for (std::size_t other = 1; other < modules.size(); ++other)
        text += QObject::tr(" %1 others share one of %2 cm.")
                    .arg(modules[other].members)
                    .arg(spacing(modules[other]));
    return text;
}

void drawGridModules(QPainter& painter, const QRectF& area, const std::vector<GridModule>& modules,
                     int units, double binSize, const ColourMap& colours, const QColor& colour) {
    const GridModule& module = modules.front();
    const QString text = gridModulesText(modules, units, binSize);
    const QRectF words =
        painter.boundingRect(area.adjusted(0, 0, 0, 0), Qt::AlignLeft | Qt::TextWordWrap, text);
    QRectF pictures = area.adjusted(0, 0, 0, -words.height() - rhythm);
    QRectF first = pictures, second = pictures;
    if (pictures.width() > pictures.height()) {
        first.setRight(pictures.center().x() - rhythm / 2.0);
        second.setLeft(pictures.center().x() + rhythm / 2.0);
    } else {
        first.setBottom(pictures.center().y() - rhythm / 2.0);
        second.setTop(pictures.center().y() + rhythm / 2.0);
    }
    drawMeanAutocorrelogram(painter, first, module.autocorrelogram, colours);
    drawUnitCell(painter, second, module, colour);
    painter.setPen(theme().text);
    painter.drawText(
        QRectF(area.left(), area.bottom() - words.height(), area.width(), words.height() + 1),
        Qt::AlignLeft | Qt::TextWordWrap, text);
}

} // namespace hippodrome

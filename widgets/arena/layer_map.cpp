#include "widgets/arena/layer_map.h"

#include "widgets/style/theme.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace hippodrome {

QString rangeText(const StateLayer& layer) {
    const bool known = std::any_of(layer.values.begin(), layer.values.end(),
                                   [](double value) { return !std::isnan(value); });
    if (!known)
        return QObject::tr("nothing yet");
    const ColourRange range = rangeOf(layer);
    return QObject::tr("%1 to %2").arg(range.low, 0, 'g', 3).arg(range.high, 0, 'g', 3);
}

void drawLayerMap(QPainter& painter, const QRectF& area, const AgentPicture& picture,
                  const StateLayer& layer, const ArenaGeometry& arena, const ColourMap& colours) {
    const double line = painter.fontMetrics().height();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme().text);
    painter.drawText(
        QRectF(area.left(), area.top(), area.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(QString::fromStdString(layer.label), Qt::ElideRight,
                                         static_cast<int>(area.width())));
    painter.setPen(theme().secondaryText);
    painter.drawText(QRectF(area.left(), area.bottom() - line, area.width(), line),
                     Qt::AlignLeft | Qt::AlignVCenter, rangeText(layer));
    ViewTransform view;
    QRectF map = area.adjusted(1, line + 2, -1, -line - 2);
    map.setWidth(std::min(map.width(), map.height() * arena.bounds().width() /
                                           std::max(1e-6, arena.bounds().height())));
    view.fit(arena.bounds(), map);
    drawLayer(painter, view, picture, layer, colours);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().text, 1.2, Qt::SolidLine, Qt::RoundCap));
    for (const Segment& wall : arena.segments())
        painter.drawLine(view.toScreen(wall.a), view.toScreen(wall.b));
    painter.setPen(QPen(theme().reward, 1.5));
    for (const Reward& reward : arena.arena().rewards) {
        const double radius = std::max(2.0, reward.radius * view.scale());
        painter.drawEllipse(view.toScreen(reward.position), radius, radius);
    }
}

} // namespace hippodrome

#include "widgets/scenes/scene_card.h"

#include "core/arena/arena_geometry.h"
#include "core/scene/scene.h"

#include "widgets/style/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>

#include <algorithm>

namespace hippodrome {

namespace {

constexpr int padding = 10;

QPolygonF placed(const Polygon& polygon, const QTransform& toScreen) {
    QPolygonF points;
    for (const Vec2& corner : polygon)
        points << toScreen.map(QPointF(corner.x, corner.y));
    return points;
}

/// Text in at most so many lines, the last of them cut off with an ellipsis. Returns how many it
/// took.
int drawLines(QPainter& painter, const QRectF& room, const QString& text, int most) {
    const QFontMetricsF metrics(painter.font());
    QTextLayout layout(text, painter.font());
    layout.beginLayout();
    double y = room.top();
    int drawn = 0;
    for (int number = 1; number <= most; ++number) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(room.width());
        QString shown = text.mid(line.textStart(), line.textLength());
        if (number == most)
            shown = metrics.elidedText(text.mid(line.textStart()), Qt::ElideRight, room.width());
        painter.drawText(QPointF(room.left(), y + metrics.ascent()), shown.trimmed());
        y += metrics.lineSpacing();
        ++drawn;
    }
    layout.endLayout();
    return drawn;
}

} // namespace

QString wordOf(MarrLevel level) {
    switch (level) {
    case MarrLevel::goal:
        return SceneCards::tr("Goal of the computation");
    case MarrLevel::algorithm:
        return SceneCards::tr("Algorithm and representation");
    case MarrLevel::implementation:
        return SceneCards::tr("Implementation");
    }
    return {};
}

void drawPlan(QPainter& painter, const Arena& arena, const QRectF& room) {
    Bounds bounds{arena.boundary.front(), arena.boundary.front()};
    for (const Vec2& corner : arena.boundary) {
        bounds.minimum = {std::min(bounds.minimum.x, corner.x),
                          std::min(bounds.minimum.y, corner.y)};
        bounds.maximum = {std::max(bounds.maximum.x, corner.x),
                          std::max(bounds.maximum.y, corner.y)};
    }
    const double scale = std::min(room.width() / std::max(bounds.width(), 1e-9),
                                  room.height() / std::max(bounds.height(), 1e-9));
    const Vec2 middle = 0.5 * (bounds.minimum + bounds.maximum);
    // Metres, with y upwards.
    QTransform toScreen;
    toScreen.translate(room.center().x(), room.center().y());
    toScreen.scale(scale, -scale);
    toScreen.translate(-middle.x, -middle.y);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath floor;
    floor.addPolygon(placed(arena.boundary, toScreen));
    floor.closeSubpath();
    for (const Hole& hole : arena.holes) {
        floor.addPolygon(placed(hole.polygon, toScreen));
        floor.closeSubpath();
    }
    painter.setPen(QPen(theme().text, 1.5));
    painter.setBrush(theme().floor);
    painter.drawPath(floor);
    painter.setPen(QPen(theme().text, 2.0, Qt::SolidLine, Qt::RoundCap));
    for (const Wall& wall : arena.walls)
        painter.drawLine(toScreen.map(QPointF(wall.a.x, wall.a.y)),
                         toScreen.map(QPointF(wall.b.x, wall.b.y)));
    painter.setPen(QPen(theme().reward, 2.0));
    painter.setBrush(Qt::NoBrush);
    for (const Reward& reward : arena.rewards) {
        const double radius = std::max(3.0, reward.radius * scale);
        painter.drawEllipse(toScreen.map(QPointF(reward.position.x, reward.position.y)), radius,
                            radius);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().secondaryText);
    for (const Object& object : arena.objects)
        painter.drawEllipse(toScreen.map(QPointF(object.position.x, object.position.y)), 3.0, 3.0);
    painter.restore();
}

QSize SceneCards::cardSize(const QFontMetrics& metrics) {
    const int line = metrics.lineSpacing();
    return {std::max(210, 17 * line), 2 * padding + 7 * line + 8 * line};
}

QSize SceneCards::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return cardSize(option.fontMetrics);
}

const QPixmap& SceneCards::picture(const CatalogueEntry& entry, QSize size, double ratio) const {
    const QString key = QString("%1|%2x%3|%4|%5")
                            .arg(QString::fromStdString(entry.file.string()))
                            .arg(size.width())
                            .arg(size.height())
                            .arg(ratio)
                            .arg(themeName());
    if (const auto found = pictures_.constFind(key); found != pictures_.constEnd())
        return *found;
    QPixmap drawn(size * ratio);
    drawn.setDevicePixelRatio(ratio);
    drawn.fill(Qt::transparent);
    try {
        const Scene scene = loadScene(entry.file);
        QPainter painter(&drawn);
        drawPlan(painter, scene.arena, QRectF(QPointF(), QSizeF(size)).adjusted(4, 4, -4, -4));
    } catch (const Error&) {
        // Opening it says what is wrong; the card stays without a picture.
    }
    return *pictures_.insert(key, drawn);
}

void SceneCards::paint(QPainter* painter, const QStyleOptionViewItem& option,
                       const QModelIndex& index) const {
    const std::size_t which = index.data(entryRole).toULongLong();
    if (which >= entries_.size())
        return;
    const CatalogueEntry& entry = entries_[which];
    const bool chosen = option.state & QStyle::State_Selected;
    const bool under = option.state & QStyle::State_MouseOver;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(option.rect).adjusted(1, 1, -1, -1);
    painter->setPen(QPen(chosen  ? theme().selection
                         : under ? theme().secondaryText
                                 : theme().line,
                         chosen ? 2.0 : 1.0));
    painter->setBrush(theme().panel);
    painter->drawRoundedRect(card, 6, 6);

    const QRectF inside = card.adjusted(padding, padding, -padding, -padding);
    const double line = QFontMetricsF(option.font).lineSpacing();
    const QSize size(static_cast<int>(inside.width()), static_cast<int>(7 * line));
    painter->drawPixmap(inside.topLeft(),
                        picture(entry, size, painter->device()->devicePixelRatioF()));

    const auto rows = [&](double first, double count) {
        return QRectF(inside.left(), inside.top() + first * line, inside.width(), count * line);
    };
    QFont bold = option.font;
    bold.setBold(true);
    painter->setFont(bold);
    painter->setPen(theme().text);
    const int title = drawLines(*painter, rows(7.5, 2), QString::fromStdString(entry.title), 2);
    painter->setFont(option.font);
    drawLines(*painter, rows(7.5 + title, 5 - title), QString::fromStdString(entry.about.question),
              5 - title);
    painter->setPen(theme().secondaryText);
    QString facts = entry.about.minutes > 0 ? tr("%1 min").arg(entry.about.minutes) : QString();
    if (!entry.about.topic.empty())
        facts += (facts.isEmpty() ? "" : " · ") + wordOf(entry.about.level);
    drawLines(*painter, rows(13, 1), facts, 1);
    drawLines(*painter, rows(14, 1), QString::fromStdString(entry.about.paper), 1);
    painter->restore();
}

} // namespace hippodrome

#include "widgets/tools/shape_use.h"

#include "core/arena/arena_geometry.h"
#include "core/arena/furnishing.h"

#include "widgets/style/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace hippodrome {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(ShapeUse)

public:
    static QString name(ShapeUse use) {
        return use == ShapeUse::outline ? tr("new outline") : tr("obstacle");
    }
    static QString removed(int count) {
        return count == 1 ? tr("1 part had no room in the new outline; Ctrl+Z brings it back")
                          : tr("%1 parts had no room in the new outline; Ctrl+Z brings them back")
                                .arg(count);
    }
    static QString drawObstacle() { return tr("draw obstacle"); }
    static QString drawOutline() { return tr("draw outline"); }
};

} // namespace

ShapeUse useOf(const Arena& arena, const Polygon& polygon, Qt::KeyboardModifiers modifiers) {
    if (modifiers & Qt::ControlModifier)
        return ShapeUse::outline;
    Arena outer;
    outer.boundary = polygon;
    if (!validate(outer).empty())
        return ShapeUse::obstacle;
    const ArenaGeometry geometry(outer);
    const bool holdsAll = std::all_of(arena.boundary.begin(), arena.boundary.end(),
                                      [&](Vec2 corner) { return geometry.contains(corner); });
    return holdsAll ? ShapeUse::outline : ShapeUse::obstacle;
}

bool takeShape(Document& document, const Outline& shape, ShapeUse use) {
    if (use == ShapeUse::obstacle)
        return document.addHole(shape.boundary);
    Arena next;
    next.boundary = shape.boundary;
    next.circle = shape.circle;
    if (!validate(next).empty()) // says why
        return document.setOutline(shape, Words::drawOutline());
    Refitted fitted = refitted(document.scene().arena, std::move(next));
    if (!document.setArena(std::move(fitted.arena), Words::drawOutline()))
        return false;
    if (!fitted.left.empty())
        emit document.noted(Words::removed(static_cast<int>(fitted.left.size())));
    return true;
}

void drawPatch(QPainter& painter, QPointF middle, const QString& text) {
    QRectF box = painter.fontMetrics().boundingRect(text);
    box.moveCenter(middle);
    box.adjust(-4, -1, 4, 1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().panel);
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(theme().edit);
    painter.drawText(box, Qt::AlignCenter, text);
}

void drawUse(QPainter& painter, const ViewTransform& view, Vec2 pointer, ShapeUse use) {
    drawPatch(painter, view.toScreen(pointer) + QPointF(0, 1.6 * painter.fontMetrics().height()),
              Words::name(use));
}

} // namespace hippodrome

#include "widgets/maps/map_view.h"

#include "widgets/maps/arena_lines.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr double largestZoom = 40.0, zoomOfNotch = 1.2;
constexpr int smallestSide = 160; ///< [px]
constexpr int panStep = 40;       ///< of an arrow key [px]

/// 1, 2 or 5 times a power of ten, at least so long.
double roundLength(double atLeast) {
    const double power = std::pow(10.0, std::floor(std::log10(atLeast)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= atLeast)
            return factor * power;
    return 10.0 * power;
}

} // namespace

MapView::MapView(QWidget* parent) : QWidget(parent) {
    setMinimumSize(smallestSide, smallestSide);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setTextRole(this, TextRole::small);
    setAccessibleName(tr("Enlarged map"));
    setToolTip(tr("Wheel: enlarge. Drag: move. Shift and drag: values along a line."));
}

void MapView::setSheet(const MapSheet& sheet) {
    const bool other = !(sheet.frame == sheet_.frame);
    sheet_ = sheet;
    setColourMap(colours_.name());
    if (other)
        showAll();
    emit pointedChanged();
    if (line_)
        emit lineChanged();
}

void MapView::setColourMap(const QString& name) {
    colours_ = ColourMap(name);
    image_ = sheet_.values.empty()
                 ? QImage()
                 : heatMapImage(sheet_.values, sheet_.rows, sheet_.columns,
                                sheet_.difference ? ColourMap::difference() : colours_,
                                sheet_.range, theme().unvisited.rgb());
    update();
}

void MapView::setLine(const std::optional<Line>& line) {
    line_ = line;
    update();
    emit lineChanged();
}

void MapView::showAll() {
    zoom_ = 1.0;
    centre_ = 0.5 * (sheet_.frame.minimum + sheet_.frame.maximum);
    update();
}

QRectF MapView::area() const {
    return QRectF(rect()).adjusted(rhythm, rhythm, -rhythm, -rhythm - fontMetrics().height());
}

QRectF MapView::target() const {
    const QRectF all = fittedTo(sheet_.frame, area());
    const double scale = zoom_ * all.width() / sheet_.frame.width();
    return {area().center().x() - (centre_.x - sheet_.frame.minimum.x) * scale,
            area().center().y() - (sheet_.frame.maximum.y - centre_.y) * scale,
            sheet_.frame.width() * scale, sheet_.frame.height() * scale};
}

QPointF MapView::toScreen(Vec2 place) const {
    const QRectF map = target();
    const double scale = map.width() / sheet_.frame.width();
    return {map.left() + (place.x - sheet_.frame.minimum.x) * scale,
            map.bottom() - (place.y - sheet_.frame.minimum.y) * scale};
}

Vec2 MapView::toMap(QPointF point) const {
    const QRectF map = target();
    const double scale = map.width() / sheet_.frame.width();
    return {sheet_.frame.minimum.x + (point.x() - map.left()) / scale,
            sheet_.frame.minimum.y + (map.bottom() - point.y()) / scale};
}

void MapView::zoomBy(double factor, QPointF point) {
    const Vec2 kept = toMap(point);
    zoom_ = std::clamp(zoom_ * factor, 1.0, largestZoom);
    const Vec2 moved = toMap(point);
    centre_ = centre_ + (kept - moved);
    keepInside();
}

void MapView::pan(QPointF pixels) {
    const double scale = target().width() / sheet_.frame.width();
    centre_ = {centre_.x - pixels.x() / scale, centre_.y + pixels.y() / scale};
    keepInside();
}

/// What is enlarged fills the view: nobody loses the map.
void MapView::keepInside() {
    const double half = 0.5 / zoom_;
    const Vec2 size{sheet_.frame.width(), sheet_.frame.height()};
    centre_ = {std::clamp(centre_.x, sheet_.frame.minimum.x + half * size.x,
                          sheet_.frame.maximum.x - half * size.x),
               std::clamp(centre_.y, sheet_.frame.minimum.y + half * size.y,
                          sheet_.frame.maximum.y - half * size.y)};
    update();
}

void MapView::drawMap(QPainter& painter, const QRectF& map) const {
    painter.drawImage(map, image_);
    if (sheet_.arena)
        drawArenaLines(painter, map, sheet_.frame, sheet_.arena->arena(), 1.8);
    if (sheet_.ring.outer <= 0.0)
        return;
    const double scale = map.width() / sheet_.frame.width();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().edit, 1.5, Qt::DashLine));
    for (const double radius : {sheet_.ring.inner * scale, sheet_.ring.outer * scale})
        painter.drawEllipse(map.center(), radius, radius);
}

void MapView::drawScaleBar(QPainter& painter, const QRectF& below, double scale) const {
    if (!sheet_.known)
        return;
    const double metres = roundLength(60.0 / scale);
    const double y = below.center().y();
    painter.setPen(QPen(theme().text, 2));
    painter.drawLine(QPointF(below.left(), y), QPointF(below.left() + metres * scale, y));
    const QString text =
        metres >= 1.0 ? tr("%1 m").arg(metres) : tr("%1 cm").arg(100.0 * metres, 0, 'g', 3);
    painter.setPen(theme().text);
    painter.drawText(below.adjusted(metres * scale + rhythm, 0, 0, 0),
                     Qt::AlignLeft | Qt::AlignVCenter, text);
}

void MapView::drawWhole(QPainter& painter, const QRectF& whole) const {
    if (sheet_.values.empty())
        return;
    const double line = painter.fontMetrics().height();
    const QRectF map = fittedTo(sheet_.frame, whole.adjusted(0, 0, 0, -line));
    painter.save();
    painter.setClipRect(map.adjusted(-1, -1, 1, 1));
    drawMap(painter, map);
    painter.restore();
    drawScaleBar(painter, QRectF(map.left(), map.bottom(), map.width(), line),
                 map.width() / sheet_.frame.width());
}

void MapView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().panel);
    if (sheet_.values.empty()) {
        painter.setPen(theme().secondaryText);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("The map appears here as soon as the unit is there."));
        return;
    }
    painter.save();
    painter.setClipRect(area().adjusted(-1, -1, 1, 1));
    drawMap(painter, target());
    if (line_) {
        painter.setRenderHint(QPainter::Antialiasing);
        for (const auto& [colour, width] : {std::pair(theme().panel, 4.0), {theme().edit, 2.0}}) {
            painter.setPen(QPen(colour, width));
            painter.drawLine(toScreen(line_->from), toScreen(line_->to));
        }
        painter.setBrush(theme().edit);
        painter.drawEllipse(toScreen(line_->from), 3.0, 3.0);
    }
    painter.restore();
    const QRectF shown = target().intersected(area());
    drawScaleBar(painter,
                 QRectF(shown.left(), area().bottom(), area().width(), fontMetrics().height() + 4),
                 target().width() / sheet_.frame.width());
}

void MapView::point(std::optional<Vec2> place) {
    const Bounds& frame = sheet_.frame;
    if (place && !(place->x >= frame.minimum.x && place->x <= frame.maximum.x &&
                   place->y >= frame.minimum.y && place->y <= frame.maximum.y))
        place.reset();
    pointed_ = place;
    emit pointedChanged();
}

void MapView::wheelEvent(QWheelEvent* event) {
    zoomBy(std::pow(zoomOfNotch, event->angleDelta().y() / 120.0), event->position());
    event->accept();
}

void MapView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || sheet_.values.empty())
        return;
    dragged_ = event->position();
    drag_ = event->modifiers() & Qt::ShiftModifier ? Drag::line : Drag::pan;
    if (drag_ == Drag::line)
        setLine(Line{toMap(dragged_), toMap(dragged_)});
}

void MapView::mouseMoveEvent(QMouseEvent* event) {
    if (drag_ == Drag::pan)
        pan(event->position() - dragged_);
    else if (drag_ == Drag::line && line_)
        setLine(Line{line_->from, toMap(event->position())});
    dragged_ = event->position();
    point(toMap(event->position()));
}

void MapView::mouseReleaseEvent(QMouseEvent* event) {
    // A click without a way takes the line away.
    if (drag_ == Drag::line && line_ &&
        (event->position() - toScreen(line_->from)).manhattanLength() < 3.0)
        setLine(std::nullopt);
    drag_ = Drag::none;
}

void MapView::leaveEvent(QEvent*) {
    point(std::nullopt);
}

void MapView::keyPressEvent(QKeyEvent* event) {
    const QPointF middle = area().center();
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(zoomOfNotch, middle);
    case Qt::Key_Minus:
        return zoomBy(1.0 / zoomOfNotch, middle);
    case Qt::Key_0:
        return showAll();
    case Qt::Key_Left:
        return pan({panStep, 0});
    case Qt::Key_Right:
        return pan({-panStep, 0});
    case Qt::Key_Up:
        return pan({0, panStep});
    case Qt::Key_Down:
        return pan({0, -panStep});
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace hippodrome

// Hands on a gallery: mouse, wheel and keys.
#include "widgets/maps/gallery.h"
#include "widgets/style/format.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr double zoomStep = 1.15; ///< of a tile, a notch of the wheel

} // namespace

void Gallery::setTileSide(int side) {
    chosenTile_ = side == 0 ? 0 : std::clamp(side, smallestTile, largestTile);
    arrange();
    viewport()->update();
}

/// The unit at a place stays there.
void Gallery::chooseTileSide(int side, QPoint around) {
    const int unit = unitAt(around);
    const int before = tileRect(unit).top();
    setTileSide(side);
    if (unit >= 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + tileRect(unit).top() - before);
    QSettings().setValue("maps/tileSide", chosenTile_);
    emit tileSideChosen(chosenTile_);
}

void Gallery::select(int unit) {
    followUnit();
    setSelectedUnit(unit);
    emit unitSelected(unit);
}

void Gallery::hover(int unit) {
    if (unit == hovered_)
        return;
    viewport()->update(tileRect(hovered_));
    hovered_ = unit;
    viewport()->update(tileRect(hovered_));
}

void Gallery::mousePressEvent(QMouseEvent* event) {
    const int unit = unitAt(event->pos());
    if (unit < 0 || event->button() != Qt::LeftButton)
        return;
    if (pinRect(unit).contains(event->pos()))
        setPinned(unit, !pinned(unit));
    else
        select(unit);
}

void Gallery::mouseDoubleClickEvent(QMouseEvent* event) {
    const int unit = unitAt(event->pos());
    if (unit < 0 || event->button() != Qt::LeftButton)
        return;
    if (pinRect(unit).contains(event->pos()))
        setPinned(unit, !pinned(unit)); // the second of two quick clicks
    else
        emit enlargeRequested(unit, UnitPlot::map);
}

void Gallery::wheelEvent(QWheelEvent* event) {
    const double notches = event->angleDelta().y() / 120.0;
    if (!(event->modifiers() & Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    // Rounded away from where it was, so that small steps of a touch pad count.
    const double side = layout_.tile * std::pow(zoomStep, notches);
    chooseTileSide(static_cast<int>(notches > 0 ? std::ceil(side) : std::floor(side)),
                   event->position().toPoint());
    event->accept();
}

bool Gallery::event(QEvent* event) {
    // Where the keyboard is in a gallery these keys are its own, and no tool's or menu's.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool zero = key->key() == Qt::Key_0 && key->modifiers() == Qt::ControlModifier;
        const bool pin =
            key->key() == Qt::Key_P && key->modifiers() == Qt::NoModifier && selected_ >= 0;
        if (zero || pin) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void Gallery::keyPressEvent(QKeyEvent* event) {
    const auto found = std::find(order_.begin(), order_.end(), selected_);
    const bool shown = found != order_.end();
    int next = shown ? static_cast<int>(found - order_.begin()) : -1;
    switch (event->key()) {
    case Qt::Key_Left:
        --next;
        break;
    case Qt::Key_Right:
        ++next;
        break;
    case Qt::Key_Up:
        next -= layout_.columns;
        break;
    case Qt::Key_Down:
        next += shown ? layout_.columns : 1;
        break;
    case Qt::Key_Home:
        next = 0;
        break;
    case Qt::Key_End:
        next = static_cast<int>(order_.size()) - 1;
        break;
    case Qt::Key_P:
        if (selected_ >= 0)
            setPinned(selected_, !pinned(selected_));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (shown)
            emit enlargeRequested(selected_, event->modifiers() & Qt::ShiftModifier
                                                 ? UnitPlot::autocorrelogram
                                                 : UnitPlot::map);
        return;
    case Qt::Key_0:
        if (event->modifiers() == Qt::ControlModifier)
            return chooseTileSide(0, tileRect(selected_).center());
        [[fallthrough]];
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (next >= 0 && next < static_cast<int>(order_.size()))
        select(order_[static_cast<std::size_t>(next)]);
}

void Gallery::addActions(QMenu& menu, int unit) {
    const PopulationPicture* now = picture();
    if (!now || unit < 0 || unit >= now->maps.units)
        return;
    menu.addAction(tr("Enlarge the map of unit %1\tReturn").arg(unit), this,
                   [this, unit] { emit enlargeRequested(unit, UnitPlot::map); });
    if (!now->difference)
        menu.addAction(tr("Enlarge its autocorrelogram\tShift+Return"), this,
                       [this, unit] { emit enlargeRequested(unit, UnitPlot::autocorrelogram); });
    const bool on = pinned(unit);
    menu.addAction(on ? tr("Unpin unit %1\tP").arg(unit) : tr("Pin unit %1 in front\tP").arg(unit),
                   this, [this, unit, on] { setPinned(unit, !on); });
    menu.addSeparator();
}

void Gallery::contextMenuEvent(QContextMenuEvent* event) {
    const QRect selected = tileRect(selected_);
    if (event->reason() == QContextMenuEvent::Keyboard && !selected.isEmpty())
        emit contextMenuRequested(selected_, viewport()->mapToGlobal(selected.center()));
    else
        emit contextMenuRequested(unitAt(event->pos()), event->globalPos());
}

bool Gallery::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::MouseMove)
        hover(unitAt(static_cast<QMouseEvent*>(event)->pos()));
    else if (event->type() == QEvent::Leave)
        hover(-1);
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int unit = unitAt(help->pos());
        if (unit >= 0 && pinRect(unit).contains(help->pos()))
            QToolTip::showText(help->globalPos(),
                               pinned(unit) ? tr("No longer keep unit %1 in front (P)").arg(unit)
                                            : tr("Keep unit %1 in front (P)").arg(unit),
                               viewport(), pinRect(unit));
        else if (unit >= 0)
            QToolTip::showText(help->globalPos(), plainToolTip(describe(unit)), viewport(),
                               tileRect(unit));
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace hippodrome

#include "widgets/arena/arena_view.h"

#include "widgets/arena/part_panel.h"
#include "widgets/arena/refusal_mark.h"
#include "widgets/style/theme.h"
#include "widgets/tools/edit_tools.h"
#include "widgets/tools/snapping.h"

#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainterPath>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

/// How small and how large an arena can be made, as shares of its size when all of it is shown.
constexpr double leastZoom = 0.5, mostZoom = 40.0;

} // namespace

ArenaView::ArenaView(Document& document, QWidget* parent)
    : QWidget(parent), document_(document), measureField_(new MeasureField(this)) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(smallestSide, smallestSide);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Arena"));
    connect(&document_, &Document::changed, this, [this] { arenaEdited(); });
    connect(&document_, &Document::refusalChanged, this, [this] { update(); });
    connect(measureField_, &MeasureField::closed, this, [this] { setFocus(); });
}

void ArenaView::arenaEdited() {
    backgroundValid_ = false;
    if (fitted_)
        zoomToFit();
    update();
}

void ArenaView::setBrain(const std::string& name, Nature nature) {
    brain_ = name;
    nature_ = nature;
    update();
}

void ArenaView::setTool(Tool* tool) {
    if (tool_)
        disconnect(tool_, nullptr, this, nullptr);
    measureField_->close();
    tool_ = tool;
    if (tool_) {
        connect(tool_, &Tool::propertiesWanted, this, [this](int part) {
            if (hasFocus()) // of all arenas that have the tool
                showProperties(part);
        });
        connect(tool_, &Tool::updated, this, [this] { update(); });
        setCursor(tool_->kind().cursor);
    }
    update();
}

void ArenaView::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
    snapshot_ = std::move(snapshot);
    update();
}

void ArenaView::setShowTrail(bool on) {
    showTrail_ = on;
    update();
}

void ArenaView::setContours(std::vector<Segment> all, std::vector<Segment> chosen) {
    if (all == contours_ && chosen == chosenContours_)
        return;
    contours_ = std::move(all);
    chosenContours_ = std::move(chosen);
    backgroundValid_ = false;
    update();
}

void ArenaView::setOverlay(AgentOverlay overlay, const ColourMap& colours) {
    const bool samePicture = overlay.picture == overlay_.picture;
    if (samePicture && overlay.layer == overlay_.layer && overlay.choices == overlay_.choices &&
        overlay.replays == overlay_.replays && colours.name() == overlayColours_.name())
        return;
    if (!overlay.replays || !overlay.picture)
        replays_.clear();
    else if (!samePicture)
        replays_.add(*overlay.picture);
    overlay_ = std::move(overlay);
    overlayColours_ = colours;
    backgroundValid_ = false;
    update();
}

void ArenaView::setShowRivals(bool on) {
    showRivals_ = on;
    update();
}

Bounds ArenaView::shownBounds() const {
    const Polygon& outline = document_.scene().arena.boundary;
    if (outline.empty())
        return {{0, 0}, {1, 1}};
    Bounds bounds{outline.front(), outline.front()};
    for (const Vec2& corner : outline) {
        bounds.minimum = {std::min(bounds.minimum.x, corner.x),
                          std::min(bounds.minimum.y, corner.y)};
        bounds.maximum = {std::max(bounds.maximum.x, corner.x),
                          std::max(bounds.maximum.y, corner.y)};
    }
    return bounds;
}

void ArenaView::zoomToFit() {
    fitted_ = true;
    view_.fit(shownBounds(),
              QRectF(rect()).adjusted(viewMargin, viewMargin, -viewMargin, -viewMargin));
    backgroundValid_ = false;
    update();
}

void ArenaView::resizeEvent(QResizeEvent*) {
    if (fitted_)
        zoomToFit();
    backgroundValid_ = false;
}

void ArenaView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        backgroundValid_ = false;
    QWidget::changeEvent(event);
}

void ArenaView::paintEvent(QPaintEvent*) {
    const double ratio = devicePixelRatioF();
    if (!backgroundValid_) {
        background_ = QPixmap(size() * ratio);
        background_.setDevicePixelRatio(ratio);
        QPainter painter(&background_);
        drawArena(painter, view_, rect());
        backgroundValid_ = true;
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, background_);
    drawMoving(painter, view_);
    if (tool_)
        tool_->paint(painter, view_);
    if (const RefusedShape* refused = document_.refusedShape())
        drawRefusal(painter, view_, *refused);
    if (pointer_) {
        QString text = QString("%1, %2 m").arg(pointer_->x, 0, 'f', 2).arg(pointer_->y, 0, 'f', 2);
        const StateLayer* layer =
            overlay_.picture ? layerOf(*overlay_.picture, overlay_.layer) : nullptr;
        if (const double value =
                layer ? valueAt(*overlay_.picture, *layer, *pointer_) : std::nan("");
            !std::isnan(value))
            text += QString("   %1 %2")
                        .arg(QString::fromStdString(layer->label).toLower())
                        .arg(value, 0, 'g', 3);
        painter.setPen(theme().secondaryText);
        painter.drawText(rect().adjusted(8, 4, -8, -6), Qt::AlignRight | Qt::AlignBottom, text);
    }
}

ToolEvent ArenaView::toolEvent(const QMouseEvent& event) const {
    return {view_.toArena(event.position()), event.position(), event.modifiers(), view_};
}

void ArenaView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::MiddleButton) {
        panning_ = true;
        panStart_ = event->position();
        setCursor(Qt::ClosedHandCursor);
    } else if (event->button() == Qt::LeftButton && tool_) {
        document_.forgetRefusal();
        if (measureField_->isOpen()) { // what was typed is dropped by going on elsewhere
            measureField_->close();
            tool_->cancel();
        }
        tool_->press(toolEvent(*event));
    }
}

void ArenaView::mouseMoveEvent(QMouseEvent* event) {
    if (panning_) {
        fitted_ = false;
        view_.pan(event->position() - panStart_);
        panStart_ = event->position();
        backgroundValid_ = false;
        update();
        return;
    }
    pointer_ = view_.toArena(event->position());
    emit pointed(pointer_);
    if (tool_ && !measureField_->isOpen())
        tool_->move(toolEvent(*event));
    update();
}

void ArenaView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::MiddleButton) {
        panning_ = false;
        setCursor(tool_ ? tool_->kind().cursor : QCursor(Qt::ArrowCursor));
    } else if (event->button() == Qt::LeftButton && tool_ && !measureField_->isOpen()) {
        tool_->release(toolEvent(*event));
    }
}

void ArenaView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && tool_)
        tool_->doubleClick(toolEvent(*event));
}

void ArenaView::wheelEvent(QWheelEvent* event) {
    // The wheel alone scrolls, here as everywhere.
    if (!(event->modifiers() & Qt::ControlModifier)) {
        event->ignore();
        return;
    }
    ViewTransform whole;
    whole.fit(shownBounds(), QRectF(rect()));
    const double wanted = view_.scale() * std::pow(1.0015, event->angleDelta().y());
    const double scale = std::clamp(wanted, leastZoom * whole.scale(), mostZoom * whole.scale());
    fitted_ = false;
    view_.zoom(scale / view_.scale(), event->position());
    backgroundValid_ = false;
    update();
    event->accept();
}

void ArenaView::keyPressEvent(QKeyEvent* event) {
    const bool marked = document_.refusedShape() != nullptr;
    if (!event->text().isEmpty()) // a modifier alone does nothing yet
        document_.forgetRefusal();
    bool handled = false;
    switch (event->key()) {
    case Qt::Key_Escape:
        handled = (tool_ && tool_->cancel()) || marked;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        handled = tool_ && tool_->finish();
        break;
    case Qt::Key_Backspace:
    case Qt::Key_Delete:
        handled = tool_ && tool_->takeBack();
        if (auto* select = qobject_cast<SelectTool*>(tool_); select && !handled)
            handled = select->removeSelected();
        break;
    case Qt::Key_F:
        zoomToFit();
        handled = true;
        break;
    default:
        handled = typeMeasure(event->text());
        break;
    }
    if (!handled)
        QWidget::keyPressEvent(event);
}

/// Digits that are typed while something is drawn.
bool ArenaView::typeMeasure(const QString& typed) {
    const bool starts = typed.size() == 1 && (typed[0].isDigit() || typed == "-");
    const QPointF point = pointer_ ? view_.toScreen(*pointer_) : QPointF(rect().center());
    return tool_ && starts && measureField_->openFor(*tool_, point, typed);
}

bool ArenaView::showProperties(int part) {
    const Arena& arena = document_.scene().arena;
    if (!PartPanel::canShow(arena, part))
        return false;
    const QPointF point = pointer_ ? view_.toScreen(*pointer_) : QPointF(rect().center());
    (new PartPanel(document_, part, this))->showAt(mapToGlobal(point.toPoint()));
    return true;
}

void ArenaView::contextMenuEvent(QContextMenuEvent* event) {
    const int part = partAt(document_.scene().arena, view_.toArena(event->pos()), view_);
    if (event->reason() == QContextMenuEvent::Mouse && part != 0) {
        if (auto* selecting = qobject_cast<SelectTool*>(tool_))
            selecting->select(part);
        if (showProperties(part))
            return;
    }
    emit contextMenuRequested(event->globalPos());
}

void ArenaView::leaveEvent(QEvent*) {
    pointer_.reset();
    emit pointed(pointer_);
    update();
}

} // namespace hippodrome

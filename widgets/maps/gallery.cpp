#include "widgets/maps/gallery.h"

#include "widgets/style/format.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QContextMenuEvent>
#include <QDateTime>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>
#include <QToolTip>

#include <algorithm>

namespace hippodrome {

namespace {

/// Tiles must not jump about faster than an eye can follow [ms].
constexpr qint64 sortInterval = 2000;
/// Between two questions for the values of a metric [ms].
constexpr int valueInterval = 500;

} // namespace

Gallery::Gallery(QWidget* parent) : QAbstractScrollArea(parent), askAgain_(new QTimer(this)) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Maps of all units"));
    setTextRole(this, TextRole::small);
    connect(&worker_, &ValueWorker::answered, this, &Gallery::takeValues);
    askAgain_->setSingleShot(true);
    askAgain_->setInterval(valueInterval);
    connect(askAgain_, &QTimer::timeout, this, &Gallery::askForValues);
}

const PopulationPicture* Gallery::picture() const {
    return maps_ && population_ < maps_->populations.size() ? &maps_->populations[population_]
                                                            : nullptr;
}

void Gallery::setMaps(std::shared_ptr<const MapsSnapshot> maps, std::size_t population) {
    const int unitsBefore = static_cast<int>(order_.size());
    maps_ = std::move(maps);
    population_ = population;
    const PopulationPicture* now = picture();
    const int units = now ? now->maps.units : 0;
    const qint64 time = QDateTime::currentMSecsSinceEpoch();
    if (missingMetric() && !valuesKnown())
        askForValues();
    else if (missingMetric() && !askAgain_->isActive())
        askAgain_->start();
    if (units != unitsBefore || time - lastSort_ >= sortInterval) {
        sortUnits();
        lastSort_ = time;
    }
    if (units != unitsBefore)
        arrange();
    viewport()->update();
}

void Gallery::setColourMap(const QString& name) {
    colours_ = ColourMap(name);
    viewport()->update();
}

void Gallery::setSelectedUnit(int unit) {
    selected_ = unit;
    const QRect tile = tileRect(unit);
    if (!tile.isEmpty() && !viewport()->rect().contains(tile))
        verticalScrollBar()->setValue(verticalScrollBar()->value() + tile.top() - Layout::gap);
    viewport()->update();
}

void Gallery::arrange() {
    const int width = viewport()->width();
    const int height = viewport()->height();
    const int units = std::max(1, static_cast<int>(order_.size()));
    layout_.labelHeight = fontMetrics().height();
    // The largest tile of 64 to 128 px that needs no scrolling, else the smallest.
    layout_.tile = 64;
    for (int tile = 128; tile >= 64; tile -= 4) {
        const int columns = std::max(1, (width - Layout::gap) / (tile + Layout::gap));
        const int rows = (units + columns - 1) / columns;
        if (rows * (tile + layout_.labelHeight + Layout::gap) + Layout::gap <= height) {
            layout_.tile = tile;
            break;
        }
    }
    layout_.columns = std::max(1, (width - Layout::gap) / layout_.cellWidth());
    // What is left of the width goes to the tiles.
    if (layout_.columns <= units)
        layout_.tile = std::clamp((width - Layout::gap) / layout_.columns - Layout::gap, 64, 128);
    const int rows = (static_cast<int>(order_.size()) + layout_.columns - 1) / layout_.columns;
    verticalScrollBar()->setRange(0,
                                  std::max(0, rows * layout_.cellHeight() + Layout::gap - height));
    verticalScrollBar()->setPageStep(height);
    verticalScrollBar()->setSingleStep(layout_.cellHeight() / 2);
}

QRect Gallery::cellRect(int index) const {
    const int row = index / layout_.columns, column = index % layout_.columns;
    return {Layout::gap + column * layout_.cellWidth(),
            Layout::gap + row * layout_.cellHeight() - verticalScrollBar()->value(), layout_.tile,
            layout_.tile + layout_.labelHeight};
}

QRect Gallery::tileRect(int unit) const {
    const auto found = std::find(order_.begin(), order_.end(), unit);
    return found == order_.end() ? QRect() : cellRect(static_cast<int>(found - order_.begin()));
}

int Gallery::unitAt(QPoint place) const {
    for (std::size_t i = 0; i < order_.size(); ++i)
        if (cellRect(static_cast<int>(i)).contains(place))
            return order_[i];
    return -1;
}

void Gallery::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.fillRect(event->rect(), theme().panel);
    const PopulationPicture* now = picture();
    if (!now || now->maps.units == 0) {
        painter.setPen(theme().secondaryText);
        painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16),
                         Qt::AlignCenter | Qt::TextWordWrap, emptyText());
        return;
    }
    for (std::size_t i = 0; i < order_.size(); ++i) {
        const QRect cell = cellRect(static_cast<int>(i));
        if (cell.bottom() < event->rect().top())
            continue;
        if (cell.top() > event->rect().bottom())
            break;
        drawTile(painter, *now, order_[i], cell);
    }
}

QString Gallery::emptyText() const {
    using MapKind = ViewParameters::MapKind;
    if (maps_ && (maps_->kind == MapKind::pathBefore || maps_->kind == MapKind::pathDifference))
        return tr("Nothing was recorded before an edit yet. Let the rat run, then move a wall: the "
                  "maps from before it stay here for comparison.");
    return tr("Maps appear here as soon as the brain is active. Press play.");
}

void Gallery::drawTile(QPainter& painter, const PopulationPicture& now, int unit, QRect cell) {
    const QRect square(cell.left(), cell.top(), layout_.tile, layout_.tile);
    const PopulationMaps& maps = now.maps;
    const std::span<const float> map = maps.map(unit);
    const auto [colours, range] = coloursFor(map, now.difference, colours_);
    const QImage image =
        heatMapImage(map, maps.rows, maps.columns, colours, range, theme().unvisited.rgb());
    // Bins stay square: the map keeps its shape inside the tile.
    const QSize size = QSize(maps.columns, maps.rows).scaled(square.size(), Qt::KeepAspectRatio);
    const QRect target(square.left() + (square.width() - size.width()) / 2,
                       square.top() + (square.height() - size.height()) / 2, size.width(),
                       size.height());
    painter.drawImage(target, image);
    if (unit == selected_) {
        painter.setPen(QPen(colourOf(now.nature), 2));
        painter.drawRect(square.adjusted(1, 1, -1, -1));
    }
    const QRect label(cell.left(), square.bottom() + 1, cell.width(), layout_.labelHeight);
    painter.setPen(theme().secondaryText);
    painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, QString::number(unit));
    painter.setPen(!missingMetric() && now.aboveNull(unit) ? colourOf(now.nature) : theme().text);
    painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter, valueText(unit));
    // The peak stands in the map's corner, on a ground of its own.
    const QString peak = formattedActivity(now.shownPeak(unit));
    QRect corner = painter.fontMetrics().boundingRect(peak).adjusted(-2, 0, 2, 0);
    corner.moveTopLeft(target.topLeft());
    QColor ground(Qt::black);
    ground.setAlpha(110);
    painter.fillRect(corner, ground);
    painter.setPen(Qt::white);
    painter.drawText(corner, Qt::AlignCenter, peak);
}

QString Gallery::describe(int unit) const {
    const PopulationPicture* now = picture();
    if (!now || static_cast<std::size_t>(unit) >= now->scores.size())
        return {};
    const UnitScores& scores = now->scores[static_cast<std::size_t>(unit)];
    const QString peakUnit = QString::fromStdString(now->population.unit);
    if (now->difference)
        return tr("Unit %1\nlargest change %2 %3\ncorrelation of the maps before and after the "
                  "edit %4")
            .arg(unit)
            .arg(formattedActivity(now->shownPeak(unit)), peakUnit,
                 formatted(now->similarityOf(unit), 2));
    return tr("Unit %1\npeak %2 %3\ngrid score %4 (60°), %5 (90°)")
               .arg(unit)
               .arg(formattedActivity(now->shownPeak(unit)), peakUnit, formatted(scores.grid60, 2),
                    formatted(scores.grid90, 2)) +
           (missingMetric()
                ? "\n" + QString("%1 %2 %3")
                             .arg(QString::fromStdString(missingMetric()->label), valueText(unit),
                                  QString::fromStdString(missingMetric()->unit))
                             .trimmed()
                : QString()) +
           (now->nullApplies ? QString()
                             : tr("\ntoo little of the arena was visited to compare with noise"));
}

void Gallery::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    arrange();
}

void Gallery::scrollContentsBy(int, int) {
    viewport()->update();
}

void Gallery::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
}

void Gallery::mousePressEvent(QMouseEvent* event) {
    const int unit = unitAt(event->pos());
    if (unit < 0 || event->button() != Qt::LeftButton)
        return;
    setSelectedUnit(unit);
    emit unitSelected(unit);
}

void Gallery::keyPressEvent(QKeyEvent* event) {
    const auto found = std::find(order_.begin(), order_.end(), selected_);
    const int index = found == order_.end() ? -1 : static_cast<int>(found - order_.begin());
    int next = index;
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
        next += layout_.columns;
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (next < 0 || next >= static_cast<int>(order_.size()))
        return;
    setSelectedUnit(order_[static_cast<std::size_t>(next)]);
    emit unitSelected(selected_);
}

void Gallery::contextMenuEvent(QContextMenuEvent* event) {
    emit contextMenuRequested(unitAt(event->pos()), event->globalPos());
}

bool Gallery::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int unit = unitAt(help->pos());
        if (unit >= 0)
            QToolTip::showText(help->globalPos(), plainToolTip(describe(unit)), viewport(),
                               tileRect(unit));
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace hippodrome

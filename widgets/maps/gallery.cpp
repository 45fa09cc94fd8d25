#include "widgets/maps/gallery.h"

#include "widgets/maps/metric_text.h"
#include "widgets/style/format.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QSettings>

#include <algorithm>

namespace hippodrome {

namespace {

/// Of tiles that are as large as there is room [px].
constexpr int smallestAutomatic = 64, largestAutomatic = 128;

} // namespace

Gallery::Gallery(QWidget* parent) : QAbstractScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Maps of all units"));
    setTextRole(this, TextRole::small);
    chosenTile_ = QSettings().value("maps/tileSide", 0).toInt();
    if (chosenTile_ != 0)
        chosenTile_ = std::clamp(chosenTile_, smallestTile, largestTile);
    connect(&sorts_, &LiveValues::changed, this, &Gallery::takeValues);
    connect(&filters_, &LiveValues::changed, this, &Gallery::takeValues);
}

const PopulationPicture* Gallery::picture() const {
    return maps_ && population_ < maps_->populations.size() ? &maps_->populations[population_]
                                                            : nullptr;
}

void Gallery::setMaps(std::shared_ptr<const MapsSnapshot> maps, std::size_t population) {
    maps_ = std::move(maps);
    population_ = population;
    const PopulationPicture* now = picture();
    look_.shared = state_.sharedScale && now ? std::optional(sharedRange(*now)) : std::nullopt;
    sorts_.follow(maps_, population_,
                  sortOrder_->metric ? sortOrder_->metric : &metricTypes().front());
    filters_.follow(maps_, population_, state_.filter.metric);
    takeMoment();
    sortIfDue();
    showOrder();
}

void Gallery::setColourMap(const QString& name) {
    look_.colours = ColourMap(name);
    viewport()->update();
    emit stateChanged();
}

void Gallery::setSelectedUnit(int unit) {
    selected_ = unit;
    const QRect tile = tileRect(unit);
    if (!tile.isEmpty() && !viewport()->rect().contains(tile))
        verticalScrollBar()->setValue(verticalScrollBar()->value() + tile.top() - Layout::gap);
    setAccessibleDescription(describe(unit));
    viewport()->update();
}

/// The largest tile that needs no scrolling, else the smallest that holds what is written on it.
int Gallery::automaticTile(int units) const {
    const int width = viewport()->width() - Layout::gap,
              height = viewport()->height() - Layout::gap;
    const int smallest =
        std::max(smallestAutomatic, fontMetrics().horizontalAdvance("000 -0.00") + 2);
    for (int tile = std::max(smallest, largestAutomatic); tile > smallest; tile -= 4) {
        const int columns = std::max(1, width / (tile + Layout::gap));
        const int rows = (units + columns - 1) / columns;
        if (rows * (tile + layout_.labelHeight + Layout::gap) <= height)
            return tile;
    }
    return smallest;
}

void Gallery::arrange() {
    const int width = viewport()->width() - Layout::gap;
    const int units = std::max(1, static_cast<int>(order_.size()));
    layout_.labelHeight = fontMetrics().height();
    layout_.tile = chosenTile_ > 0 ? chosenTile_ : automaticTile(units);
    layout_.columns = std::max(1, width / layout_.cellWidth());
    // What is left of the width goes to the tiles.
    if (chosenTile_ == 0 && layout_.columns <= units)
        layout_.tile = std::clamp(width / layout_.columns - Layout::gap, layout_.tile,
                                  std::max(layout_.tile, largestAutomatic));
    const int rows = (static_cast<int>(order_.size()) + layout_.columns - 1) / layout_.columns;
    const int height = viewport()->height();
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

QRect Gallery::pinRect(int unit) const {
    const QRect tile = tileRect(unit);
    const int side = std::min(scaled(18), layout_.tile / 2);
    return tile.isEmpty() ? QRect() : QRect(tile.right() + 1 - side, tile.top(), side, side);
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
    if (!now || order_.empty()) {
        painter.setPen(theme().secondaryText);
        painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16),
                         Qt::AlignCenter | Qt::TextWordWrap, emptyText());
        return;
    }
    look_.side = layout_.tile;
    look_.label = layout_.labelHeight;
    look_.ratio = viewport()->devicePixelRatioF();
    look_.font = font();
    tiles_.setLook(look_);
    for (std::size_t i = 0; i < order_.size(); ++i) {
        const QRect cell = cellRect(static_cast<int>(i));
        if (cell.bottom() < event->rect().top())
            continue;
        if (cell.top() > event->rect().bottom())
            break;
        const int unit = order_[i];
        painter.drawPixmap(cell.topLeft(), tiles_.tile(*now, unit, textOf(unit)));
        if (unit == selected_) {
            const QRect square(cell.topLeft(), QSize(layout_.tile, layout_.tile));
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(colourOf(now->nature), 2));
            painter.drawRect(square.adjusted(1, 1, -1, -1));
        }
        if (unit == hovered_ || pinned(unit))
            drawPin(painter, unit);
    }
}

/// A pin seen from the side, upright: filled where the unit is pinned.
void Gallery::drawPin(QPainter& painter, int unit) const {
    const QRectF area = pinRect(unit);
    const bool on = pinned(unit);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground(Qt::black);
    ground.setAlpha(on ? 170 : 110);
    painter.fillRect(area, ground);
    painter.translate(area.center());
    painter.scale(area.width() / 18.0, area.height() / 18.0);
    QPainterPath head;
    head.moveTo(-3.5, -6.0);
    head.lineTo(3.5, -6.0);
    head.moveTo(-2.2, -6.0);
    head.lineTo(-2.2, -1.5);
    head.lineTo(-4.5, 1.5);
    head.lineTo(4.5, 1.5);
    head.lineTo(2.2, -1.5);
    head.lineTo(2.2, -6.0);
    painter.setPen(QPen(Qt::white, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(on ? QBrush(Qt::white) : QBrush(Qt::NoBrush));
    painter.drawPath(head);
    painter.drawLine(QPointF(0.0, 1.5), QPointF(0.0, 6.5));
    painter.restore();
}

QString Gallery::emptyText() const {
    using MapKind = ViewParameters::MapKind;
    const PopulationPicture* now = picture();
    if (now && now->maps.units > 0)
        return tr("None of %1 units is “%2”. Choose “All units” above to see the others.")
            .arg(now->maps.units)
            .arg(state_.filter.text(now->scoredGrid().binWidth));
    if (maps_ && (maps_->kind == MapKind::pathBefore || maps_->kind == MapKind::pathDifference))
        return tr("Nothing was recorded before an edit yet. Let the rat run, then move a wall: the "
                  "maps from before it stay here for comparison.");
    return tr("Maps appear here as soon as the brain is active. Press play.");
}

TilePainter::Text Gallery::textOf(int unit) const {
    const PopulationPicture& now = *picture();
    const QString value =
        now.difference ? "r " + formatted(valueOf(unit), 2)
        : sorts_.workedOut()
            ? MetricText::of(*sorts_.workedOut(), now.scoredGrid().binWidth).withUnit(valueOf(unit))
            : formatted(valueOf(unit), 2);
    return {QString::number(unit), value, formattedActivity(now.shownPeak(unit)),
            !sorts_.workedOut() && now.aboveNull(unit)};
}

QString Gallery::describe(int unit) const {
    const PopulationPicture* now = picture();
    if (!now || unit < 0 || static_cast<std::size_t>(unit) >= now->scores.size())
        return {};
    const UnitScores& scores = now->scores[static_cast<std::size_t>(unit)];
    const QString peakUnit = QString::fromStdString(now->population.unit);
    if (now->difference)
        return tr("Unit %1\nlargest change %2 %3\ncorrelation of the maps before and after the "
                  "edit %4")
            .arg(unit)
            .arg(formattedActivity(now->shownPeak(unit)), peakUnit,
                 formatted(now->similarityOf(unit), 2));
    QString text = tr("Unit %1\npeak %2 %3\ngrid score %4 (60°), %5 (90°)")
                       .arg(unit)
                       .arg(formattedActivity(now->shownPeak(unit)), peakUnit,
                            formatted(scores.grid60, 2), formatted(scores.grid90, 2));
    if (const MetricType* metric = sorts_.workedOut())
        text += QString("\n%1 %2").arg(
            QString::fromStdString(metric->label),
            MetricText::of(*metric, now->scoredGrid().binWidth).withUnit(valueOf(unit)));
    if (now->aboveNull(unit))
        text += tr("\nmore of a grid than 99 % of noise");
    else if (!now->nullApplies)
        text += tr("\ntoo little of the arena was visited to compare with noise");
    return text;
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

} // namespace hippodrome

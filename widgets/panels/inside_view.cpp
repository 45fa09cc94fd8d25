#include "widgets/panels/inside_view.h"

#include "widgets/style/format.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

/// How much of the past a raster shows [s].
constexpr double rasterSeconds = 2.0;
constexpr int largestRow = 22;  ///< [px]
constexpr int thetaHeight = 18; ///< [px]

QString titleOf(const InsideTable& table) {
    QString title = QString::fromStdString(table.label);
    if (!table.unit.empty())
        title += QString(" [%1]").arg(QString::fromStdString(table.unit));
    return title;
}

} // namespace

InsideView::InsideView(QWidget* parent) : QWidget(parent) {
    setTextRole(this, TextRole::small);
    setAccessibleName(tr("Inside the brain"));
}

void InsideView::setMoment(const BrainMoment& moment, double time) {
    moment_ = moment;
    time_ = time;
    known_ = true;
    update();
}

void InsideView::clear() {
    known_ = false;
    update();
}

void InsideView::setColourMap(const QString& name) {
    colours_ = ColourMap(name);
    update();
}

QStringList InsideView::titles() const {
    QStringList names;
    for (const Block& block : blocks())
        names << (block.table ? titleOf(block) : tr("spikes"));
    return names;
}

std::vector<InsideView::Block> InsideView::blocks() const {
    std::vector<Block> result;
    if (!known_)
        return result;
    if (moment_.spikingUnits > 0 || (moment_.inside && moment_.inside->theta))
        result.push_back({});
    if (moment_.inside)
        for (const InsideTable& table : moment_.inside->tables)
            if (table.rows > 0 && table.columns > 0)
                result.push_back({{}, &table, labelWidth(table)});
    if (result.empty())
        return result;
    // Strips that mean the same as those at their left need no labels of their own.
    for (std::size_t i = result.size() - 1; i > 0; --i)
        if (result[i].table && result[i - 1].table &&
            result[i].table->labels == result[i - 1].table->labels)
            result[i].labels = 0;
    const int count = static_cast<int>(result.size());
    int labels = 0;
    for (const Block& block : result)
        labels += block.labels;
    const int each = (width() - rhythm * (count + 1) - labels) / count;
    int x = rhythm;
    int title = 0;
    for (Block& block : result) {
        block.area = {x, 2, each + block.labels, height() - 6};
        x += block.area.width() + rhythm;
        const QRect room(0, 0, block.area.width(), height() / 2);
        title = std::max(
            title, fontMetrics().boundingRect(room, Qt::TextWordWrap, titleOf(block)).height());
    }
    for (Block& block : result)
        block.title = title; // all begin at one height
    return result;
}

void InsideView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().panel);
    const std::vector<Block> all = blocks();
    if (all.empty()) {
        painter.setPen(theme().secondaryText);
        const QString text = known_ ? tr("This brain is a formula of the place: nothing in it "
                                         "spikes, keeps a state or learns.")
                                    : tr("Press play: what goes on inside appears here.");
        painter.drawText(rect().adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap, text);
        return;
    }
    for (const Block& block : all) {
        if (block.table)
            drawTable(painter, block);
        else
            drawRaster(painter, block);
    }
}

QString InsideView::titleOf(const Block& block) const {
    if (block.table)
        return hippodrome::titleOf(*block.table);
    QString title = tr("spikes, last %1 s").arg(rasterSeconds);
    if (moment_.inside && moment_.inside->theta)
        title += tr(", theta at %1°")
                     .arg(moment_.inside->theta->phase * 180.0 / std::numbers::pi, 0, 'f', 0);
    return title;
}

QRect InsideView::drawTitle(QPainter& painter, const Block& block) const {
    painter.setPen(theme().text);
    painter.drawText(QRect(block.area.topLeft(), QSize(block.area.width(), block.title)),
                     Qt::AlignLeft | Qt::AlignBottom | Qt::TextWordWrap, titleOf(block));
    return block.area.adjusted(0, block.title + 2, 0, 0);
}

QRect InsideView::drawAxis(QPainter& painter, QRect area, const QString& first,
                           const QString& middle, const QString& last) const {
    const QRect axis(area.left(), area.bottom() - fontMetrics().height() + 1, area.width(),
                     fontMetrics().height());
    painter.setPen(theme().secondaryText);
    painter.drawText(axis, Qt::AlignLeft | Qt::AlignVCenter, first);
    painter.drawText(axis, Qt::AlignRight | Qt::AlignVCenter, last);
    const int taken = 2 * std::max(fontMetrics().horizontalAdvance(first),
                                   fontMetrics().horizontalAdvance(last)) +
                      rhythm;
    if (taken + fontMetrics().horizontalAdvance(middle) <= axis.width())
        painter.drawText(axis, Qt::AlignCenter, middle);
    return area.adjusted(0, 0, 0, -axis.height());
}

void InsideView::drawRaster(QPainter& painter, const Block& block) const {
    QRect rest = drawAxis(painter, drawTitle(painter, block), tr("-%1 s").arg(rasterSeconds),
                          tr("rows: units"), tr("now"));
    if (moment_.inside && moment_.inside->theta) {
        drawTheta(painter, QRect(rest.left(), rest.top(), rest.width(), thetaHeight));
        rest.adjust(0, thetaHeight + 2, 0, 0);
    }
    if (moment_.spikingUnits == 0)
        return;
    painter.fillRect(rest, theme().floor);
    const double unitHeight = static_cast<double>(rest.height()) / moment_.spikingUnits;
    const double mark = std::max(1.5, unitHeight);
    for (const RecentSpike& spike : moment_.spikes) {
        const double x = rest.right() - (time_ - spike.time) / rasterSeconds * rest.width();
        if (x < rest.left())
            continue;
        painter.fillRect(QRectF(x, rest.top() + spike.unit * unitHeight, 1.5, mark),
                         colourOf(moment_.nature));
    }
}

void InsideView::drawTheta(QPainter& painter, QRect area) const {
    const ThetaMoment& theta = *moment_.inside->theta;
    QPainterPath wave;
    for (int x = 0; x <= area.width(); ++x) {
        const double before = static_cast<double>(area.width() - x) / area.width() * rasterSeconds;
        const double phase = theta.phase - 2.0 * std::numbers::pi * theta.frequency * before;
        const QPointF point(area.left() + x,
                            area.center().y() - 0.45 * area.height() * std::cos(phase));
        if (x == 0)
            wave.moveTo(point);
        else
            wave.lineTo(point);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hippodrome::theme().secondaryText, 1));
    painter.drawPath(wave);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

int InsideView::labelWidth(const InsideTable& table) const {
    int widest = 0;
    for (const std::string& label : table.labels)
        widest = std::max(widest, fontMetrics().horizontalAdvance(QString::fromStdString(label)));
    return widest == 0 ? 0 : std::min(widest + rhythm, width() / 5);
}

void InsideView::drawTable(QPainter& painter, const Block& block) const {
    const InsideTable& table = *block.table;
    QRect rest = drawTitle(painter, block);
    if (table.isPicture()) {
        const auto [colours, range] =
            coloursFor(table.values, table.isSigned.front() != 0, colours_);
        rest = drawAxis(
            painter, rest,
            tr("%1 to %2").arg(formattedActivity(range.low), formattedActivity(range.high)), {},
            {});
        // Bins stay square.
        const QSize size =
            QSize(table.columns, table.rows).scaled(rest.size(), Qt::KeepAspectRatio);
        painter.drawImage(QRect(rest.topLeft(), size),
                          heatMapImage(table.values, table.rows, table.columns, colours, range,
                                       theme().unvisited.rgb()));
        return;
    }
    const int rowHeight =
        std::clamp((rest.height() - fontMetrics().height()) / table.rows, 6, scaled(largestRow));
    drawAxis(painter,
             QRect(rest.left() + block.labels, rest.top(), rest.width() - block.labels,
                   std::min(rest.height(), table.rows * rowHeight + fontMetrics().height())),
             QString("%1 0").arg(QString::fromStdString(table.across)), {},
             QString::number(table.columns - 1));
    for (int row = 0; row < table.rows; ++row) {
        const QRect line(rest.left(), rest.top() + row * rowHeight, rest.width(), rowHeight - 1);
        if (line.bottom() > rest.bottom() + 1)
            break;
        if (block.labels > 0) {
            painter.setPen(theme().secondaryText);
            painter.drawText(
                QRect(line.left(), line.top(), block.labels - 4, line.height()),
                Qt::AlignLeft | Qt::AlignVCenter,
                fontMetrics().elidedText(
                    QString::fromStdString(table.labels[static_cast<std::size_t>(row)]),
                    Qt::ElideRight, block.labels - 4));
        }
        drawStrip(painter, line.adjusted(block.labels, 0, 0, 0), table, row);
    }
}

void InsideView::drawStrip(QPainter& painter, QRect area, const InsideTable& table, int row) const {
    const std::span<const float> strip = table.row(row);
    const auto [colours, range] =
        coloursFor(strip, table.isSigned[static_cast<std::size_t>(row)] != 0, colours_);
    painter.drawImage(
        area, heatMapImage(strip, 1, table.columns, colours, range, theme().unvisited.rgb()));
    if (std::all_of(strip.begin(), strip.end(), [](float value) { return std::isnan(value); }))
        return;
    // The largest size stands on a ground of its own, as in the galleries.
    const QString peak = QString::number(std::max(range.high, -range.low), 'g', 2);
    QRect corner = painter.fontMetrics().boundingRect(peak).adjusted(-2, 0, 2, 0);
    corner.moveRight(area.right());
    corner.moveTop(area.center().y() - corner.height() / 2);
    QColor ground(Qt::black);
    ground.setAlpha(110);
    painter.fillRect(corner.intersected(area), ground);
    painter.setPen(Qt::white);
    painter.drawText(corner, Qt::AlignCenter, peak);
}

bool InsideView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    for (const Block& block : blocks())
        if (block.table && block.area.contains(help->pos())) {
            QToolTip::showText(help->globalPos(),
                               QString("<qt>%1</qt>")
                                   .arg(QString::fromStdString(block.table->help).toHtmlEscaped()),
                               this, block.area);
            return true;
        }
    QToolTip::hideText();
    return true;
}

} // namespace hippodrome

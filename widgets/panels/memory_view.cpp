// The maps of one agent's memory.
#include "widgets/arena/layer_map.h"
#include "widgets/arena/learning_numbers.h"
#include "widgets/panels/memory_panel.h"
#include "widgets/style/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr int arrowWidth = 64; ///< between two maps [px]

} // namespace

MemoryView::MemoryView(QWidget* parent) : QWidget(parent) {
    setMinimumSize(200, 100);
    setAccessibleName(tr("Memory of an agent"));
}

void MemoryView::setMoment(std::shared_ptr<const Snapshot> snapshot, int agent) {
    snapshot_ = std::move(snapshot);
    agent_ = agent < 0 ? nullptr : &snapshot_->agents[static_cast<std::size_t>(agent)];
    picture_ = agent_ ? agent_->picture.get() : nullptr;
    update();
}

void MemoryView::setColourMap(const QString& name) {
    colours_ = ColourMap(name);
    update();
}

std::vector<MemoryView::Step> MemoryView::steps() const {
    std::vector<Step> steps;
    if (!picture_)
        return steps;
    const auto add = [&](const char* layer, const QString& arrow) {
        if (picture_->find(layer))
            steps.push_back({layer, arrow});
    };
    add("remembered", {});
    add("lag", agent_->type->nature == Nature::artificial ? QString() : tr("still to do"));
    add("value", picture_->find("remembered") ? tr("replay") : QString());
    add("target_value", tr("copy"));
    if (agent_->type->nature == Nature::artificial && steps.size() == 4)
        std::rotate(steps.begin() + 1, steps.begin() + 2, steps.end()); // what lags comes last
    return steps;
}

QString MemoryView::sentence() const {
    if (!picture_)
        return {};
    QStringList parts;
    const double total = static_cast<double>(picture_->replayed);
    if (picture_->replayed > 0)
        parts << tr("gone over %L1: %2 % forward, %3 % reverse, the rest without order")
                     .arg(static_cast<qlonglong>(picture_->replayed))
                     .arg(100.0 * static_cast<double>(picture_->forward) / total, 0, 'f', 0)
                     .arg(100.0 * static_cast<double>(picture_->reverse) / total, 0, 'f', 0);
    else
        parts << tr("nothing gone over yet");
    if (const double stored = readingOf(*agent_, "remembered"); !std::isnan(stored))
        parts << tr("%L1 remembered").arg(static_cast<qlonglong>(stored));
    if (const double since = readingOf(*agent_, "decisions_since_copy"); !std::isnan(since))
        parts << tr("last copy %1 decisions ago").arg(since, 0, 'f', 0);
    if (const double loss = readingOf(*agent_, "loss"); !std::isnan(loss))
        parts << tr("loss %1").arg(loss, 0, 'g', 2);
    return parts.join("   ");
}

void MemoryView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const std::vector<Step> shown = steps();
    if (shown.empty()) {
        painter.setPen(theme().secondaryText);
        painter.drawText(rect(), Qt::AlignCenter,
                         agent_ ? tr("What it remembers appears here as soon as it runs.") : "");
        return;
    }
    const int line = fontMetrics().height();
    const QRect area = rect().adjusted(rhythm, 0, -rhythm, -line - rhythm);
    const int count = static_cast<int>(shown.size());
    const int room = (area.width() - (count - 1) * arrowWidth) / count;
    const int side = std::max(20, std::min(room, area.height() - 2 * line - 4));
    double left = area.left();
    for (int i = 0; i < count; ++i) {
        const Step& step = shown[static_cast<std::size_t>(i)];
        const QRectF map(left, area.top(), side, side + 2 * line + 4);
        if (i > 0) {
            const double middle = map.center().y(), from = left - arrowWidth + 4, to = left - 6;
            painter.setPen(QPen(theme().secondaryText, 1.4));
            painter.drawLine(QPointF(from, middle), QPointF(to, middle));
            painter.drawLine(QPointF(to, middle), QPointF(to - 6, middle - 4));
            painter.drawLine(QPointF(to, middle), QPointF(to - 6, middle + 4));
            painter.drawText(QRectF(from, middle - line - 3, arrowWidth - 10, line),
                             Qt::AlignCenter, step.arrow);
        }
        // Titles and ranges may reach below the arrow to the next map.
        const QRectF withRoom = map.adjusted(0, 0, arrowWidth - rhythm, 0);
        drawLayerMap(painter, withRoom, *picture_, *picture_->find(step.layer), *snapshot_->arena,
                     colours_);
        left += side + arrowWidth;
    }
    painter.setPen(theme().secondaryText);
    painter.drawText(QRect(area.left(), height() - line - rhythm / 2, area.width(), line),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(sentence(), Qt::ElideRight, area.width()));
}

} // namespace hippodrome

#include "widgets/arena/layer_gallery.h"

#include "widgets/arena/layer_map.h"
#include "widgets/style/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace hippodrome {

LayerGallery::LayerGallery(QWidget* parent) : QWidget(parent) {
    setMinimumSize(160, 120);
    setAccessibleName(tr("What the agent knows"));
}

void LayerGallery::setMoment(std::shared_ptr<const AgentPicture> picture, ArenaPointer arena) {
    if (picture == picture_ && arena == arena_)
        return;
    picture_ = std::move(picture);
    arena_ = std::move(arena);
    update();
}

void LayerGallery::setColourMap(const QString& name) {
    colours_ = ColourMap(name);
    update();
}

void LayerGallery::setChosen(const std::string& layer) {
    chosen_ = layer;
    update();
}

std::vector<const StateLayer*> LayerGallery::layers() const {
    std::vector<const StateLayer*> shown;
    if (!picture_)
        return shown;
    for (const StateLayer& layer : picture_->layers)
        shown.push_back(&layer);
    if (!picture_->successors.values.empty())
        shown.push_back(&picture_->successors);
    return shown;
}

/// Cells as large as they can be for that many maps.
QRect LayerGallery::cell(std::size_t index, std::size_t count) const {
    const int line = fontMetrics().height(), width = this->width() - 2 * rhythm,
              height = this->height() - 2 * rhythm;
    int bestSide = 0, columns = 1;
    for (int tried = 1; tried <= static_cast<int>(count); ++tried) {
        const int rows = (static_cast<int>(count) + tried - 1) / tried;
        const int side = std::min((width - (tried - 1) * rhythm) / tried,
                                  (height - (rows - 1) * rhythm) / rows - 2 * line - 4);
        if (side > bestSide) {
            bestSide = side;
            columns = tried;
        }
    }
    const int row = static_cast<int>(index) / columns, column = static_cast<int>(index) % columns;
    return {rhythm + column * (bestSide + rhythm),
            rhythm + row * (bestSide + 2 * line + 4 + rhythm), bestSide, bestSide + 2 * line + 4};
}

QRect LayerGallery::mapRect(const std::string& key) const {
    const auto shown = layers();
    for (std::size_t i = 0; i < shown.size(); ++i)
        if (shown[i]->key == key)
            return cell(i, shown.size());
    return {};
}

const StateLayer* LayerGallery::layerAt(QPoint place) const {
    const auto shown = layers();
    for (std::size_t i = 0; i < shown.size(); ++i)
        if (cell(i, shown.size()).contains(place))
            return shown[i];
    return nullptr;
}

void LayerGallery::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto shown = layers();
    if (shown.empty() || !arena_) {
        painter.setPen(theme().secondaryText);
        painter.drawText(rect().adjusted(2 * rhythm, 0, -2 * rhythm, 0),
                         Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Maps of what the agent has learned appear here as soon as it runs."));
        return;
    }
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const QRect area = cell(i, shown.size());
        drawLayerMap(painter, area, *picture_, *shown[i], *arena_, colours_);
        if (shown[i]->key == chosen_) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(theme().selection, 2));
            painter.drawRect(area.adjusted(-3, -2, 3, 2));
        }
    }
}

void LayerGallery::mousePressEvent(QMouseEvent* event) {
    if (const StateLayer* layer = layerAt(event->pos()))
        emit layerChosen(QString::fromStdString(layer->key));
}

bool LayerGallery::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const StateLayer* layer = layerAt(help->pos()))
            QToolTip::showText(help->globalPos(), QString("<b>%1</b><br>%2")
                                                      .arg(QString::fromStdString(layer->label),
                                                           QString::fromStdString(layer->help)));
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace hippodrome

#pragma once

#include "core/maps/snapshot.h"

#include "widgets/maps/colour_map.h"

#include <QWidget>

#include <string>

namespace hippodrome {

/// All that an agent knows, as small maps side by side; a click lays one over the arena.
class LayerGallery : public QWidget {
    Q_OBJECT

public:
    explicit LayerGallery(QWidget* parent = nullptr);

    void setMoment(std::shared_ptr<const AgentPicture> picture, ArenaPointer arena);
    void setColourMap(const QString& name);
    void setChosen(const std::string& layer);
    /// Where a layer's map lies; empty when it is not shown.
    QRect mapRect(const std::string& layer) const;

signals:
    void layerChosen(const QString& key);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    std::vector<const StateLayer*> layers() const;
    QRect cell(std::size_t index, std::size_t count) const;
    const StateLayer* layerAt(QPoint place) const;

    std::shared_ptr<const AgentPicture> picture_;
    ArenaPointer arena_;
    ColourMap colours_;
    std::string chosen_;
};

} // namespace hippodrome

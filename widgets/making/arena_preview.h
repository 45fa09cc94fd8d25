#pragma once

#include "core/arena/arena.h"

#include <QWidget>

namespace hippodrome {

/// A plan of an arena with its width, height and area; what will be taken out of it is crossed out.
class ArenaPreview : public QWidget {
    Q_OBJECT

public:
    explicit ArenaPreview(QWidget* parent = nullptr);

    /// `left` are parts of another arena that have no room in this one.
    void setArena(Arena arena, Arena left = {});
    const Arena& arena() const { return arena_; }
    /// "1.13 m² to run in"
    QString sizeText() const;

    QSize sizeHint() const override { return {360, 320}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Arena arena_ = Arena::rectangle(1.0, 1.0);
    Arena left_;
};

} // namespace hippodrome

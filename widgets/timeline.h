#pragma once

#include "core/sim/film.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace hippodrome {

/// The moments of a training on a logarithmic axis of updates: dots where maps are kept, larger
/// rings where exact weights are, magenta ticks for edits, and a bar at the right end for what is
/// live. Dragging, or the arrow keys, choose a moment; the right end and the key End are live.
class Timeline : public QWidget {
    Q_OBJECT

public:
    explicit Timeline(QWidget* parent = nullptr);

    void setFilm(std::shared_ptr<const FilmIndex> film, long live);
    /// The moment that is shown; nothing: what is live.
    void setShown(std::optional<long> update);
    std::optional<long> shown() const { return shown_; }
    /// Where an update lies [px].
    double positionOf(long update) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    /// A person chose a moment.
    void scrubbed(long update);
    /// A person went to the right end.
    void backToLive();
    /// A person wants to go on from a moment with weights.
    void branchRequested(long update);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool event(QEvent* event) override;

private:
    void chooseAt(double x);
    void chooseIndex(int index);
    int nearestIndex(double x) const;
    bool hasWeights(long update) const;
    QString describe(const FilmFrame& frame) const;
    void drawAxis(QPainter& painter) const;
    void drawMoments(QPainter& painter) const;

    std::shared_ptr<const FilmIndex> film_;
    long live_ = 0;
    std::optional<long> shown_;
};

} // namespace hippodrome

#pragma once

#include "core/film/film.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace hippodrome {

/// The moments of a training on a logarithmic axis of updates: dots where maps are kept, larger
/// rings where exact weights are, magenta ticks for edits, and a bar at the right end for what is
/// live. Where nothing trains, the axis is the simulated time, with the ticks of edits. Dragging,
/// or the arrow keys, choose a moment; the right end and the key End are live.
class Timeline : public QWidget {
    Q_OBJECT

public:
    explicit Timeline(QWidget* parent = nullptr);

    /// `time` is the simulated time now [s]: where nothing trains, it is the axis.
    void setFilm(std::shared_ptr<const FilmIndex> film, long live, double time = 0.0);
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
    void drawEdit(QPainter& painter, double x) const;
    void drawTime(QPainter& painter) const;
    bool trains() const { return film_ && !film_->frames.empty(); }

    std::shared_ptr<const FilmIndex> film_;
    long live_ = 0;
    double time_ = 0.0; ///< [s]
    std::optional<long> shown_;
};

} // namespace hippodrome

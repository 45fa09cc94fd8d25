#pragma once

#include "core/maps/snapshot.h"

#include "widgets/arena/agent_overlay.h"
#include "widgets/arena/measure_field.h"
#include "widgets/tools/tool.h"
#include "widgets/tools/view_transform.h"

#include <QPixmap>
#include <QWidget>

#include <memory>

namespace hippodrome {

/// The arena with the rat, its trail, a brain's belief about where it is, and place-field outlines;
/// edited in place with the current tool. The arena itself is drawn once per edit or zoom; a frame
/// draws only what moves.
class ArenaView : public QWidget {
    Q_OBJECT

public:
    explicit ArenaView(Document& document, QWidget* parent = nullptr);

    /// The brain whose belief is drawn; the colour says its kind.
    void setBrain(const std::string& name, Nature nature);
    void setTool(Tool* tool);
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    void setShowTrail(bool on);
    /// Contours of fields [m]: of all units, drawn faintly, and of one, drawn strongly.
    void setContours(std::vector<Segment> all, std::vector<Segment> chosen);

    /// What of an agent is laid over the arena, and in which colours.
    void setOverlay(AgentOverlay overlay, const ColourMap& colours);
    /// Rivals are drawn too, each in its colour; so is the agent itself.
    void setShowRivals(bool on);

    /// Shows the whole arena.
    void zoomToFit();
    const ViewTransform& transform() const { return view_; }
    MeasureField& measureField() { return *measureField_; }
    /// The numbers of a part, to be changed. False for what has none.
    bool showProperties(int part);
    /// Draws everything at any size, for export.
    void draw(QPainter& painter, const QRectF& area);

    /// Around the arena when all of it is shown [px].
    static constexpr double viewMargin = 20.0;

    static constexpr int smallestSide = 160; ///< [px]
    QSize sizeHint() const override { return {320, 320}; }

signals:
    /// Where the pointer is; nothing when it has left.
    void pointed(std::optional<Vec2> place);
    void contextMenuRequested(QPoint globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    ToolEvent toolEvent(const QMouseEvent& event) const;
    bool typeMeasure(const QString& typed);
    void drawArena(QPainter& painter, const ViewTransform& view, const QRectF& area) const;
    void drawGrid(QPainter& painter, const ViewTransform& view, const QRectF& area) const;
    void drawMoving(QPainter& painter, const ViewTransform& view) const;
    void drawRivals(QPainter& painter, const ViewTransform& view) const;
    bool rewardsMove() const;
    void drawRewards(QPainter& painter, const ViewTransform& view,
                     const std::vector<Reward>& rewards) const;
    void drawStarts(QPainter& painter, const ViewTransform& view) const;
    void drawRat(QPainter& painter, const ViewTransform& view, const RatState& rat, QColor colour,
                 double share) const;
    void drawScaleBar(QPainter& painter, const ViewTransform& view, const QRectF& area) const;
    Bounds shownBounds() const;
    void arenaEdited();

    Document& document_;
    std::string brain_;
    Nature nature_ = Nature::biological;
    Tool* tool_ = nullptr;
    std::shared_ptr<const Snapshot> snapshot_;
    std::vector<Segment> contours_;
    std::vector<Segment> chosenContours_;
    AgentOverlay overlay_;
    ColourMap overlayColours_;
    ReplayTrace replays_;
    bool showRivals_ = false;
    ViewTransform view_;
    QPixmap background_; ///< the arena, drawn once
    bool backgroundValid_ = false;
    bool showTrail_ = true;
    bool fitted_ = true; ///< until a person zooms or pans
    bool panning_ = false;
    QPointF panStart_;
    std::optional<Vec2> pointer_;
    MeasureField* measureField_ = nullptr;
};

} // namespace hippodrome

#pragma once

#include "widgets/tools/shape_use.h"
#include "widgets/tools/snapping.h"
#include "widgets/tools/tool.h"

namespace hippodrome {

/// Draws a wall: press at one end, drag, release at the other.
class WallTool : public Tool {
    Q_OBJECT

public:
    using Tool::Tool;
    static ToolType type();
    void press(const ToolEvent& event) override;
    void move(const ToolEvent& event) override;
    void release(const ToolEvent& event) override;
    bool finish() override;
    bool cancel() override;
    void paint(QPainter& painter, const ViewTransform& view) const override;
    std::vector<ToolMeasure> measures() const override;
    void setMeasures(const std::vector<double>& values) override;

private:
    std::optional<Vec2> from_;
    Vec2 to_;
};

/// Draws a polygon corner by corner: an obstacle, or with Ctrl, or around all there is, the new
/// outline of the arena.
class PolygonTool : public Tool {
    Q_OBJECT

public:
    using Tool::Tool;
    static ToolType type();
    void press(const ToolEvent& event) override;
    void move(const ToolEvent& event) override;
    void release(const ToolEvent&) override {}
    void doubleClick(const ToolEvent& event) override;
    bool finish() override;
    bool takeBack() override;
    bool cancel() override;
    void paint(QPainter& painter, const ViewTransform& view) const override;

    /// Of the edge that is drawn.
    std::vector<ToolMeasure> measures() const override;
    void setMeasures(const std::vector<double>& values) override;
    void acceptMeasures() override;

    const Polygon& corners() const { return corners_; }

private:
    Polygon corners_;
    Vec2 pointer_;
    Qt::KeyboardModifiers modifiers_;
};

} // namespace hippodrome

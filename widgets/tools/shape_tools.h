#pragma once

#include "widgets/tools/shape_use.h"
#include "widgets/tools/tool.h"

#include <optional>

namespace hippodrome {

/// Draws a shape that two points give, with one drag: an obstacle, or with Ctrl, or around all
/// there is, the new outline. Its sizes can be typed.
class ShapeTool : public Tool {
    Q_OBJECT

public:
    using Tool::Tool;
    void press(const ToolEvent& event) override;
    void move(const ToolEvent& event) override;
    void release(const ToolEvent& event) override;
    bool finish() override;
    bool cancel() override;
    void paint(QPainter& painter, const ViewTransform& view) const override;

protected:
    /// The second point, with the pointer at a place.
    virtual Vec2 secondPoint(const ToolEvent& event) const = 0;
    virtual Outline shape() const = 0;
    virtual void paintSizes(QPainter& painter, const ViewTransform& view) const = 0;

    std::optional<Vec2> from_;
    Vec2 to_;

private:
    /// Smaller is a click, and no shape [m].
    static constexpr double smallest = 0.005;

    Qt::KeyboardModifiers modifiers_;
};

/// From corner to corner; with Shift a square.
class RectangleTool : public ShapeTool {
    Q_OBJECT

public:
    using ShapeTool::ShapeTool;
    static ToolType type();
    std::vector<ToolMeasure> measures() const override;
    void setMeasures(const std::vector<double>& values) override;

protected:
    Vec2 secondPoint(const ToolEvent& event) const override;
    Outline shape() const override;
    void paintSizes(QPainter& painter, const ViewTransform& view) const override;
};

/// From the middle to the rim.
class CircleTool : public ShapeTool {
    Q_OBJECT

public:
    using ShapeTool::ShapeTool;
    static ToolType type();
    std::vector<ToolMeasure> measures() const override;
    void setMeasures(const std::vector<double>& values) override;

protected:
    Vec2 secondPoint(const ToolEvent& event) const override;
    Outline shape() const override;
    void paintSizes(QPainter& painter, const ViewTransform& view) const override;
};

} // namespace hippodrome

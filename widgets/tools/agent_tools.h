#pragma once

#include "widgets/tools/tool.h"

#include <optional>

namespace hippodrome {

/// Leads an agent that is steered by hand to the pointer, while the button is held.
class SteerTool : public Tool {
    Q_OBJECT

public:
    using Tool::Tool;
    static ToolType type();

    void press(const ToolEvent& event) override;
    void move(const ToolEvent& event) override;
    void release(const ToolEvent& event) override;
    bool cancel() override;
    void paint(QPainter& painter, const ViewTransform& view) const override;

    /// Where the rat is led to.
    std::optional<Vec2> target() const { return target_; }

private:
    std::optional<Vec2> target_;
};

/// Places where episodes begin: a click adds a start, a drag moves one, Backspace takes back the
/// last.
class StartTool : public Tool {
    Q_OBJECT

public:
    using Tool::Tool;
    static ToolType type();

    void press(const ToolEvent& event) override;
    void move(const ToolEvent& event) override;
    void release(const ToolEvent& event) override;
    bool takeBack() override;
    bool cancel() override;
    void paint(QPainter& painter, const ViewTransform& view) const override;

    /// Radius of a start that is placed [m].
    static constexpr double radius = 0.05;

private:
    /// Index of the start at a place; nothing when there is none.
    std::optional<std::size_t> startAt(Vec2 place, double grab) const;

    std::optional<std::size_t> dragged_;
    StartRegion shown_; ///< of the one that is dragged
    Vec2 grabbed_;
    Vec2 pointer_;
};

} // namespace hippodrome

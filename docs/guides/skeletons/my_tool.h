#pragma once

#include "widgets/tools/tool.h"

#include <optional>

namespace hippodrome {

/// Measures the distance between two places: drag from one to the other.
class MyTool : public Tool {
    Q_OBJECT

public:
    using Tool::Tool;
    static ToolType type();

    void press(const ToolEvent& event) override;
    void move(const ToolEvent& event) override;
    void release(const ToolEvent& event) override;
    bool cancel() override;
    void paint(QPainter& painter, const ViewTransform& view) const override;

private:
    std::optional<Vec2> from_; ///< while the button is held [m]
    Vec2 to_;                  ///< [m]
};

} // namespace hippodrome

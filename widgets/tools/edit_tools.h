#pragma once

#include "widgets/tools/snapping.h"
#include "widgets/tools/tool.h"

namespace hippodrome {

/// Moves what is under the pointer: corners, wall ends, whole walls, holes and rewards. A double
/// click on an edge adds a corner, and on anything else asks for its properties.
class SelectTool : public Tool {
    Q_OBJECT

public:
    using Tool::Tool;
    static ToolType type();
    void press(const ToolEvent& event) override;
    void move(const ToolEvent& event) override;
    void release(const ToolEvent& event) override;
    void doubleClick(const ToolEvent& event) override;
    /// Enter: the properties of what is selected.
    bool finish() override;
    bool cancel() override;
    void paint(QPainter& painter, const ViewTransform& view) const override;

    void select(int part);
    int selectedPart() const { return selected_; }
    /// Removes what is selected; for the Delete key.
    bool removeSelected();

private:
    void dragCorner(Vec2 target);
    void dragPart(Vec2 target);

    std::optional<CornerHandle> corner_; ///< what is dragged: a corner, or
    int part_ = 0;                       ///< a whole part
    PartValue start_;                    ///< as it was when the drag began
    Outline startOutline_;
    Vec2 grabbed_;
    int drag_ = 0;
    int selected_ = 0;
    std::optional<Vec2> hover_;
};

/// Takes away what is clicked.
class EraseTool : public Tool {
    Q_OBJECT

public:
    using Tool::Tool;
    static ToolType type();
    void press(const ToolEvent& event) override;
    void move(const ToolEvent&) override {}
    void release(const ToolEvent&) override {}
    bool cancel() override { return false; }
    void paint(QPainter&, const ViewTransform&) const override {}
};

} // namespace hippodrome

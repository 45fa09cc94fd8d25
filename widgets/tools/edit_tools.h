#pragma once

#include "widgets/tools/snapping.h"
#include "widgets/tools/tool.h"

namespace hippodrome {

/// Moves what is under the pointer: corners, wall ends, whole walls, holes and rewards. A double
/// click on an edge adds a corner.
class SelectTool : public Tool {
    Q_OBJECT

public:
    using Tool::Tool;
    QString name() const override { return "select"; }
    QString label() const override { return tr("Select"); }
    QString help() const override {
        return tr("Drag walls, corners, holes and rewards; double-click an edge to add a corner; "
                  "Delete removes");
    }
    QKeySequence shortcut() const override { return Qt::Key_V; }
    QCursor cursor() const override { return Qt::ArrowCursor; }
    void press(const ToolEvent& event) override;
    void move(const ToolEvent& event) override;
    void release(const ToolEvent& event) override;
    void doubleClick(const ToolEvent& event) override;
    bool cancel() override;
    void paint(QPainter& painter, const ViewTransform& view) const override;

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
    QString name() const override { return "erase"; }
    QString label() const override { return tr("Erase"); }
    QString help() const override {
        return tr("Click a wall, hole, reward or corner to remove it");
    }
    QKeySequence shortcut() const override { return Qt::Key_E; }
    QCursor cursor() const override { return Qt::PointingHandCursor; }
    void press(const ToolEvent& event) override;
    void move(const ToolEvent&) override {}
    void release(const ToolEvent&) override {}
    bool cancel() override { return false; }
    void paint(QPainter&, const ViewTransform&) const override {}
};

} // namespace hippodrome

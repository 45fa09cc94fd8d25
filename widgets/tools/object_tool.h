#pragma once

#include "widgets/commands.h"
#include "widgets/tools/tool.h"

namespace hippodrome {

/// Places a landmark with a click, a cue card with Shift, or moves the object that is dragged.
class ObjectTool : public Tool {
    Q_OBJECT

public:
    using Tool::Tool;
    QString name() const override { return "object"; }
    QString label() const override { return tr("Object"); }
    QString help() const override {
        return tr("Click to place a landmark, with Shift a cue card; drag one to move it");
    }
    QKeySequence shortcut() const override { return Qt::Key_B; }
    void press(const ToolEvent& event) override;
    void move(const ToolEvent& event) override;
    void release(const ToolEvent& event) override;
    bool cancel() override;
    void paint(QPainter&, const ViewTransform&) const override {}

private:
    int dragged_ = 0; ///< id of the object
    int drag_ = 0;
    PartValue start_;
    Vec2 grabbed_;
};

} // namespace hippodrome

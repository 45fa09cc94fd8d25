#pragma once

#include "widgets/document/commands.h"
#include "widgets/tools/tool.h"

namespace hippodrome {

/// Places a part that stands at a point, with a click, or moves the one that is dragged.
class PointTool : public Tool {
    Q_OBJECT

public:
    using Tool::Tool;
    void press(const ToolEvent& event) override;
    void move(const ToolEvent& event) override;
    void release(const ToolEvent& event) override;
    bool cancel() override;
    void paint(QPainter&, const ViewTransform&) const override {}

protected:
    /// Adds one at a place that is snapped already.
    virtual void place(Vec2 where, Qt::KeyboardModifiers modifiers) = 0;
    /// Id of the part under the pointer, 0 for none.
    virtual int partUnder(const ToolEvent& event) const = 0;
    virtual QString moveText() const = 0;
    /// What is read while it is dragged.
    virtual QString readoutOf(const PartValue& part) const = 0;

private:
    int dragged_ = 0; ///< id of the part
    int drag_ = 0;
    PartValue start_;
    Vec2 grabbed_;
};

class RewardTool : public PointTool {
    Q_OBJECT

public:
    using PointTool::PointTool;
    static ToolType type();

protected:
    void place(Vec2 where, Qt::KeyboardModifiers modifiers) override;
    int partUnder(const ToolEvent& event) const override;
    QString moveText() const override { return tr("move reward"); }
    QString readoutOf(const PartValue& part) const override;
};

/// Places landmarks, and cue cards with Shift.
class ObjectTool : public PointTool {
    Q_OBJECT

public:
    using PointTool::PointTool;
    static ToolType type();

protected:
    void place(Vec2 where, Qt::KeyboardModifiers modifiers) override;
    int partUnder(const ToolEvent& event) const override;
    QString moveText() const override { return tr("move object"); }
    QString readoutOf(const PartValue& part) const override;
};

} // namespace hippodrome

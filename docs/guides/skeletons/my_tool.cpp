#include "docs/guides/skeletons/my_tool.h"

#include "widgets/style/theme.h"

namespace hippodrome {

ToolType MyTool::type() {
    return {.key = "my_tool", // its icon is resources/icons/my_tool.svg
            .label = tr("Measure"),
            .help = tr("Drag from one place to another to read the distance"),
            .shortcut = Qt::Key_M,
            .create = createTool<MyTool>};
}

void MyTool::press(const ToolEvent& event) {
    from_ = to_ = event.place;
    emit updated();
}

void MyTool::move(const ToolEvent& event) {
    if (!from_)
        return;
    to_ = event.place;
    emit readout(lengthText(length(to_ - *from_)));
    emit updated();
}

void MyTool::release(const ToolEvent&) {
    cancel();
    // A tool that edits calls a command of the document here, such as document_.addWall(a, b).
}

bool MyTool::cancel() {
    const bool had = from_.has_value();
    from_.reset();
    emit readout({});
    emit updated();
    return had;
}

void MyTool::paint(QPainter& painter, const ViewTransform& view) const {
    if (!from_)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().edit, 1, Qt::DashLine));
    painter.drawLine(view.toScreen(*from_), view.toScreen(to_));
    drawLength(painter, view, *from_, to_);
}

} // namespace hippodrome

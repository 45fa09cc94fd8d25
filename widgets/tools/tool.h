#pragma once

#include "widgets/document/document.h"
#include "widgets/tools/view_transform.h"

#include <QCursor>
#include <QKeySequence>
#include <QPainter>
#include <QString>

#include <memory>
#include <vector>

namespace hippodrome {

/// A mouse event in an arena view.
struct ToolEvent {
    Vec2 place;    ///< [m]
    QPointF point; ///< [px]
    Qt::KeyboardModifiers modifiers;
    const ViewTransform& view;
};

/// How one tool of the arena view answers the mouse. It edits the document through its commands and
/// draws its own preview; Escape cancels what it is doing.
class Tool : public QObject {
    Q_OBJECT

public:
    explicit Tool(Document& document) : document_(document) {}

    virtual QString name() const = 0;  ///< "wall", the key of its icon too
    virtual QString label() const = 0; ///< "Wall"
    virtual QString help() const = 0;  ///< what to do, for the status bar
    virtual QKeySequence shortcut() const = 0;
    virtual QCursor cursor() const { return Qt::CrossCursor; }

    virtual void press(const ToolEvent& event) = 0;
    virtual void move(const ToolEvent& event) = 0;
    virtual void release(const ToolEvent& event) = 0;
    virtual void doubleClick(const ToolEvent&) {}
    /// Enter: finish what needs no more points. Returns whether there was anything to finish.
    virtual bool finish() { return false; }
    /// Backspace: take the last point back. Returns whether there was one.
    virtual bool takeBack() { return false; }
    /// Escape; returns whether there was anything to cancel.
    virtual bool cancel() = 0;
    virtual void paint(QPainter& painter, const ViewTransform& view) const = 0;

signals:
    /// The preview has changed.
    void updated();
    /// Lengths and other read-outs while dragging.
    void readout(const QString& text);

protected:
    Document& document_;
};

/// The tools in the order of the tool bar.
std::vector<std::unique_ptr<Tool>> makeTools(Document& document);

/// "0.53 m", for lengths drawn while dragging.
QString lengthText(double metres);
/// Draws a length beside the middle of a line.
void drawLength(QPainter& painter, const ViewTransform& view, Vec2 from, Vec2 to);

} // namespace hippodrome

#pragma once

#include "core/base/kinds.h"

#include "widgets/document/document.h"
#include "widgets/tools/view_transform.h"

#include <QCursor>
#include <QKeySequence>
#include <QPainter>
#include <QString>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace hippodrome {

/// A mouse event in an arena view.
struct ToolEvent {
    Vec2 place;    ///< [m]
    QPointF point; ///< [px]
    Qt::KeyboardModifiers modifiers;
    const ViewTransform& view;
};

/// A number that can be typed while something is drawn.
struct ToolMeasure {
    enum class Unit { length, angle };
    QString label;
    Unit unit = Unit::length;
    double value = 0.0; ///< [m] or [rad]
};

struct ToolType;

/// How one tool of the arena view answers the mouse. It edits the document through its commands and
/// draws its own preview; Escape cancels what it is doing.
class Tool : public QObject {
    Q_OBJECT

public:
    /// `kind` must outlive it, as those on the list do.
    Tool(Document& document, const ToolType& kind) : document_(document), kind_(kind) {}

    const ToolType& kind() const { return kind_; }

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

    /// What is drawn at the moment, in numbers; none while nothing is.
    virtual std::vector<ToolMeasure> measures() const { return {}; }
    /// Draws it with other numbers, as many as measures() has. acceptMeasures() then takes it.
    virtual void setMeasures(const std::vector<double>& values) { (void)values; }
    virtual void acceptMeasures() { finish(); }

signals:
    /// The properties of a part are to be shown.
    void propertiesWanted(int part);
    /// The preview has changed.
    void updated();
    /// Lengths and other read-outs while dragging.
    void readout(const QString& text);

protected:
    Document& document_;

private:
    const ToolType& kind_;
};

/// A kind of tool.
struct ToolType {
    std::string key; ///< also of its icon
    QString label;   ///< on its button
    QString help;    ///< what to do, for the status bar
    QKeySequence shortcut;
    Qt::CursorShape cursor = Qt::CrossCursor;
    std::function<std::unique_ptr<Tool>(Document& document, const ToolType& type)> create;

    QString name() const { return QString::fromStdString(key); }
};

/// What ToolType::create is for a class of tools.
template <class T>
std::unique_ptr<Tool> createTool(Document& document, const ToolType& type) {
    return std::make_unique<T>(document, type);
}

/// Every tool, in the order of the tool bar; the list is in tool_types.cpp.
const Kinds<ToolType>& toolTypes();
/// One of each.
std::vector<std::unique_ptr<Tool>> makeTools(Document& document);

/// "0.53 m", for lengths drawn while dragging.
QString lengthText(double metres);
/// Draws a length beside the middle of a line.
void drawLength(QPainter& painter, const ViewTransform& view, Vec2 from, Vec2 to);

} // namespace hippodrome

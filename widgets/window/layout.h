#pragma once

class QSplitter;
class QWidget;

namespace hippodrome {

/// What stands in the window.
struct WindowParts {
    QWidget* scenes;
    QWidget* sceneChoice; ///< beside their heading
    QWidget* notes;
    QWidget* form;
    QWidget* formChoice;
    QWidget* banner; ///< above the rows
    QWidget* rows;
    QWidget* panels;
    QWidget* panelButtons;
    QWidget* timeline;
    QWidget* inspector;
};

/// Lays them out: scenes, notes and parameters left, the inspector right, and in the middle the
/// rows over the panels.
QSplitter* layOut(const WindowParts& parts);

} // namespace hippodrome

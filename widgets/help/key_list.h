#pragma once

#include <QDialog>

class QAction;
class QMenuBar;

namespace hippodrome {

/// An action of a menu, and where it stands.
struct MenuEntry {
    QString menu; ///< "View > Theme"
    QAction* action = nullptr;
    QString text() const; ///< without the mark of its letter
};

/// Every action below a menu bar, in its order.
std::vector<MenuEntry> menuEntries(const QMenuBar& bar);

/// Every key of the window, made from its actions, so that none is forgotten; and those that
/// galleries and arenas have for themselves.
class KeyList : public QDialog {
    Q_OBJECT

public:
    explicit KeyList(const QMenuBar& bar, QWidget* parent = nullptr);
};

} // namespace hippodrome

#pragma once

#include <QObject>

class QMenu;

namespace hippodrome {

class MainWindow;

/// The menu View: what is drawn, which panels there are and how they lie, sizes and colours.
class ViewMenu : public QObject {
    Q_OBJECT

public:
    explicit ViewMenu(MainWindow& window);

private:
    void addLayouts();
    void addTextSizes();
    void fillLayouts(QMenu& menu);

    MainWindow& window_;
    QMenu* view_ = nullptr;
};

} // namespace hippodrome

#pragma once

#include <QObject>

class QMenu;

namespace hippodrome {

class MainWindow;

/// The menu Help: the manual at the page about what one works with, the list of keys, the search
/// for commands, the tour, and the lessons.
class HelpMenu : public QObject {
    Q_OBJECT

public:
    explicit HelpMenu(MainWindow& window);

private:
    void openManual();
    void openKeys();
    void openCommands();
    void openLesson();
    void openAblations();
    void nameManualPages();

    MainWindow& window_;
};

/// Walks a newcomer through the window.
void beginTour(MainWindow& window);
/// The same, the first time the program is used.
void offerTourOnce(MainWindow& window);

} // namespace hippodrome

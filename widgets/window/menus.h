#pragma once

#include <QObject>

class QMenu;

namespace hippodrome {

class ArenaMaker;
class MainWindow;

/// The menus of the window, and the recent files among them.
class Menus : public QObject {
    Q_OBJECT

public:
    explicit Menus(MainWindow& window);

private:
    void buildFile(ArenaMaker& maker);
    void buildEdit(ArenaMaker& maker);
    void buildScene();
    void addRecentFile(const QString& file);
    void rebuildRecentFiles();
    void askOpen();
    void askOpenTraining();
    void askExportFilm();
    void askSeed();

    MainWindow& window_;
    QMenu* recent_ = nullptr;
};

} // namespace hippodrome

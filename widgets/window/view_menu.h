#pragma once

#include "widgets/maps/compare_bar.h"

#include <QObject>

class QMenu;

namespace hippodrome {

class Lecture;
class MainWindow;

/// The menu View: what is drawn, which panels there are and how they lie, sizes and colours.
class ViewMenu : public QObject {
    Q_OBJECT

public:
    explicit ViewMenu(MainWindow& window);
    Lecture& lecture() { return *lecture_; }

private:
    void addLayouts();
    void addTextSizes();
    void addLecture();
    void addComparison();
    void toggleComparison(CompareBar::View wanted);
    void fillLayouts(QMenu& menu);

    MainWindow& window_;
    QMenu* view_ = nullptr;
    Lecture* lecture_ = nullptr;
};

} // namespace hippodrome

#pragma once

#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QLabel;
class QPushButton;

namespace hippodrome {

/// A step of a tour: what is pointed at, and what is said of it.
struct TourStep {
    QString title;
    QString text;
    std::function<QWidget*()> target; ///< asked when it is shown; nullptr: the whole window
};

/// A walk through the real window: all but one part of it is dimmed, and a few sentences stand
/// beside that part. Return or the right arrow goes on, the left arrow back, Escape ends it.
class Tour : public QWidget {
    Q_OBJECT

public:
    Tour(QWidget& window, std::vector<TourStep> steps);

    int step() const { return step_; }
    void show(int step);
    QPushButton& next() { return *next_; }
    QPushButton& back() { return *back_; }
    QPushButton& end() { return *end_; }

signals:
    void ended();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    void finish();
    QRect target() const;

    QWidget& window_;
    std::vector<TourStep> steps_;
    int step_ = 0;
    QWidget* bubble_;
    QLabel* title_;
    QLabel* text_;
    QPushButton* next_;
    QPushButton* back_;
    QPushButton* end_;
};

} // namespace hippodrome

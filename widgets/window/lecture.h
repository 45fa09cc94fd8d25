#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QPointer>

class QAction;
class QScreen;
class QWidget;

namespace hippodrome {

class MainWindow;

/// Before a class: the whole screen, text that can be read from the last row, the projector's
/// colours, and only arena, maps and charts. When it ends, everything is as it was.
class Lecture : public QObject {
    Q_OBJECT

public:
    explicit Lecture(MainWindow& window);

    bool isOn() const { return on_; }
    /// On the screen that the window is on, or on another one.
    void begin(QScreen* screen = nullptr);
    void end();
    /// Nothing is to be seen until a key is pressed or the button is clicked.
    void setBlack(bool black);
    bool isBlack() const { return black_; }
    /// A ring around the pointer that can be seen from afar.
    void setSpotlight(bool on);

    /// The scale at which a capital letter is 2 % as high as the screen.
    static double textScaleFor(int screenHeight);

signals:
    void changed(bool on);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// Letters alone are for what presenter remotes send.
    void moveToolKeys(bool lecture);
    void keepShortcuts(bool on);

    MainWindow& window_;
    bool on_ = false;
    QPointer<QWidget> black_;
    QPointer<QWidget> spotlight_;
    QByteArray layout_;
    QString theme_;
    double scale_ = 1.0;
    bool maximised_ = false, fullScreen_ = false;
    QByteArray geometry_;
    QList<QAction*> kept_; ///< whose menus are hidden
};

} // namespace hippodrome

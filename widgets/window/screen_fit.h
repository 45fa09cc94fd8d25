#pragma once

#include <QObject>

class QWidget;

namespace hippodrome {

/// Keeps a window, with the frame that the window manager draws around it, on the screen when it is
/// first shown.
class ScreenFit : public QObject {
    Q_OBJECT

public:
    explicit ScreenFit(QWidget* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void begin();
    void fit();

    QWidget* window_;
};

} // namespace hippodrome

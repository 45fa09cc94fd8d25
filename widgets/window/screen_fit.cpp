#include "widgets/window/screen_fit.h"

#include <QEvent>
#include <QScreen>
#include <QTimer>
#include <QWidget>
#include <QWindow>

#include <algorithm>

namespace hippodrome {

ScreenFit::ScreenFit(QWidget* window) : QObject(window), window_(window) {
    window->installEventFilter(this);
}

bool ScreenFit::eventFilter(QObject* watched, QEvent* event) {
    if (watched == window_ && event->type() == QEvent::Show) {
        window_->removeEventFilter(this); // once
        begin();
    }
    return QObject::eventFilter(watched, event);
}

void ScreenFit::begin() {
    // The window manager draws its frame a moment later, on a busy machine seconds later, and
    // nothing tells when: looked at until it is there, and some times more.
    auto* timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this, timer, looks = 0, framed = 0]() mutable {
        fit();
        const QWindow* handle = window_->windowHandle();
        framed += handle && !handle->frameMargins().isNull() ? 1 : 0;
        if (framed >= 5 || ++looks >= 200)
            timer->deleteLater();
    });
    timer->start(100);
    QTimer::singleShot(0, this, &ScreenFit::fit);
}

void ScreenFit::fit() {
    if (window_->isMaximized() || window_->isFullScreen() || !window_->screen())
        return;
    const QRect room = window_->screen()->availableGeometry();
    const QRect frame = window_->frameGeometry();
    const QSize border = frame.size() - window_->size();
    const QSize wanted = window_->size().boundedTo(room.size() - border);
    if (wanted != window_->size())
        window_->resize(wanted);
    const QPoint corner(std::clamp(frame.left(), room.left(),
                                   std::max(room.left(), room.right() + 1 - frame.width())),
                        std::clamp(frame.top(), room.top(),
                                   std::max(room.top(), room.bottom() + 1 - frame.height())));
    if (corner != frame.topLeft())
        window_->move(corner);
}

} // namespace hippodrome

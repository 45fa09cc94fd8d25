#include "widgets/window/lecture.h"

#include "widgets/help/key_list.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMenuBar>
#include <QMouseEvent>
#include <QPainter>
#include <QScreen>
#include <QWindow>

#include <algorithm>
#include <utility>

namespace hippodrome {

namespace {

/// Part of the screen's height that a capital letter takes.
constexpr double capitalShare = 0.02;

/// Covers the window with black.
class Blackness : public QWidget {
public:
    explicit Blackness(QWidget* window) : QWidget(window) {
        setGeometry(window->rect());
        setAccessibleName(QObject::tr("Black: press a key"));
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::BlankCursor);
    }

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), Qt::black); }
};

/// A ring that follows the pointer and is in nobody's way.
class Spotlight : public QWidget {
public:
    explicit Spotlight(QWidget* window) : QWidget(window) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        const int side = 2 * scaled(28);
        resize(side, side);
        follow(window->mapFromGlobal(QCursor::pos()));
    }
    void follow(QPoint place) {
        move(place - rect().center());
        raise();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double pen = scaled(3);
        QColor light = theme().edit;
        painter.setPen(QPen(light, pen));
        light.setAlpha(36);
        painter.setBrush(light);
        painter.drawEllipse(QRectF(rect()).adjusted(pen, pen, -pen, -pen));
    }
};

} // namespace

Lecture::Lecture(MainWindow& window) : QObject(&window), window_(window) {}

double Lecture::textScaleFor(int screenHeight) {
    QFont font = fontOf(TextRole::normal);
    font.setPixelSize(100);
    const double capital = QFontMetricsF(font).capHeight() / 100.0;
    const double normal = fontOf(TextRole::small).pixelSize() / textScale();
    return capitalShare * screenHeight / (capital * normal);
}

void Lecture::begin(QScreen* screen) {
    if (on_)
        return;
    on_ = true;
    layout_ = window_.arrangement().state();
    theme_ = themeName();
    scale_ = textScale();
    fullScreen_ = window_.isFullScreen();
    geometry_ = window_.saveGeometry();
    if (!screen)
        screen = window_.screen();
    keepShortcuts(true);
    moveToolKeys(true);
    window_.menuBar()->hide();
    window_.look().show("projector", std::max(scale_, textScaleFor(screen->size().height())));
    if (window_.windowHandle())
        window_.windowHandle()->setScreen(screen);
    window_.setGeometry(screen->geometry());
    window_.showFullScreen();
    window_.arrangement().choose("lecture");
    qApp->installEventFilter(this);
    emit changed(true);
}

void Lecture::end() {
    if (!on_)
        return;
    on_ = false;
    setBlack(false);
    setSpotlight(false);
    qApp->removeEventFilter(this);
    window_.menuBar()->show();
    keepShortcuts(false);
    moveToolKeys(false);
    if (!fullScreen_)
        window_.showNormal();
    window_.restoreGeometry(geometry_);
    window_.look().show(theme_, scale_);
    window_.arrangement().restore(layout_);
    emit changed(false);
}

void Lecture::keepShortcuts(bool on) {
    if (on)
        for (const MenuEntry& entry : menuEntries(*window_.menuBar()))
            if (!window_.actions().contains(entry.action)) {
                window_.addAction(entry.action);
                kept_ << entry.action;
            }
    if (!on)
        for (QAction* action : std::exchange(kept_, {}))
            window_.removeAction(action);
}

void Lecture::moveToolKeys(bool lecture) {
    for (QAction* action : window_.bar().toolActions()) {
        const int key = action->shortcut()[0].key();
        action->setShortcut(lecture ? QKeySequence(Qt::CTRL | Qt::SHIFT | key) : QKeySequence(key));
    }
    // A full stop blacks the screen.
    window_.bar().step()->setShortcut(lecture ? QKeySequence(Qt::CTRL | Qt::Key_Period)
                                              : QKeySequence(Qt::Key_Period));
}

void Lecture::setBlack(bool black) {
    if (!black) {
        delete black_;
        return;
    }
    if (black_)
        return;
    black_ = new Blackness(&window_);
    black_->show();
    black_->raise();
    black_->setFocus();
}

void Lecture::setSpotlight(bool on) {
    if (!on) {
        delete spotlight_;
        return;
    }
    if (spotlight_)
        return;
    spotlight_ = new Spotlight(&window_);
    spotlight_->show();
}

bool Lecture::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseMove && spotlight_)
        static_cast<Spotlight*>(spotlight_.data())
            ->follow(window_.mapFromGlobal(
                static_cast<QMouseEvent*>(event)->globalPosition().toPoint()));
    if (event->type() == QEvent::Close && watched == &window_)
        end();
    if (black_ &&
        (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::KeyPress) &&
        watched == black_) {
        setBlack(false);
        return true;
    }
    // Only what nobody types into, and once for each press: the window is where keys end up.
    if (event->type() != QEvent::KeyPress || watched != &window_ || black_)
        return false;
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_B:
    case Qt::Key_Period:
        setBlack(true);
        return true;
    default:
        return false;
    }
}

} // namespace hippodrome

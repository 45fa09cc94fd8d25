#include "widgets/help/tour.h"

#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hippodrome {

Tour::Tour(QWidget& window, std::vector<TourStep> steps)
    : QWidget(&window), window_(window), steps_(std::move(steps)), bubble_(new QWidget(this)),
      title_(new QLabel), text_(new QLabel), next_(new QPushButton),
      back_(new QPushButton(tr("Back"))), end_(new QPushButton(tr("End the tour"))) {
    setAttribute(Qt::WA_DeleteOnClose);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Tour of the window"));
    bubble_->setAutoFillBackground(true);
    setTextRole(title_, TextRole::heading);
    text_->setWordWrap(true);
    auto* column = new QVBoxLayout(bubble_);
    column->setContentsMargins(2 * rhythm, 2 * rhythm, 2 * rhythm, 2 * rhythm);
    column->setSpacing(rhythm);
    column->addWidget(title_);
    column->addWidget(text_);
    auto* row = new QHBoxLayout;
    row->addWidget(end_);
    row->addStretch();
    row->addWidget(back_);
    row->addWidget(next_);
    column->addLayout(row);
    next_->setDefault(true);
    for (QPushButton* button : {next_, back_, end_})
        button->setFocusProxy(this); // keys are the tour's
    end_->setToolTip(tr("Help > Tour begins it again (Esc)"));
    connect(next_, &QPushButton::clicked, this,
            [this] { step_ + 1 < static_cast<int>(steps_.size()) ? show(step_ + 1) : finish(); });
    connect(back_, &QPushButton::clicked, this, [this] { show(std::max(0, step_ - 1)); });
    connect(end_, &QPushButton::clicked, this, &Tour::finish);
    window_.installEventFilter(this);
    show(0);
}

void Tour::show(int step) {
    step_ = step;
    const TourStep& shown = steps_[static_cast<std::size_t>(step)];
    title_->setText(shown.title);
    text_->setText(shown.text);
    back_->setEnabled(step > 0);
    const auto count = static_cast<int>(steps_.size());
    next_->setText(step + 1 < count ? tr("Next (%1 of %2)").arg(step + 1).arg(count) : tr("Done"));
    setAccessibleDescription(shown.title + ". " + shown.text);
    place();
    QWidget::show();
    raise();
    setFocus();
}

QRect Tour::target() const {
    const TourStep& shown = steps_[static_cast<std::size_t>(step_)];
    const QWidget* widget = shown.target ? shown.target() : nullptr;
    if (!widget || !widget->isVisible() || widget->window() != &window_)
        return {};
    return QRect(widget->mapTo(&window_, QPoint(0, 0)), widget->size()).intersected(window_.rect());
}

void Tour::place() {
    setGeometry(window_.rect());
    const int width = std::min(scaled(360), this->width() - 4 * rhythm);
    bubble_->setFixedWidth(width);
    bubble_->layout()->activate();
    const int height = bubble_->layout()->heightForWidth(width);
    bubble_->setFixedHeight(std::max(height, bubble_->layout()->sizeHint().height()));
    const QRect at = target();
    QPoint corner = rect().center() - bubble_->rect().center();
    if (!at.isEmpty()) {
        // Where there is most room: beside it, or below or above.
        const int room[] = {this->width() - at.right(), at.left(), this->height() - at.bottom(),
                            at.top()};
        const int side = static_cast<int>(std::max_element(room, room + 4) - room);
        const QPoint middle = at.center() - bubble_->rect().center();
        corner = side == 0   ? QPoint(at.right() + 2 * rhythm, middle.y())
                 : side == 1 ? QPoint(at.left() - width - 2 * rhythm, middle.y())
                 : side == 2 ? QPoint(middle.x(), at.bottom() + 2 * rhythm)
                             : QPoint(middle.x(), at.top() - bubble_->height() - 2 * rhythm);
    }
    corner.setX(std::clamp(corner.x(), rhythm, std::max(rhythm, this->width() - width - rhythm)));
    corner.setY(std::clamp(corner.y(), rhythm,
                           std::max(rhythm, this->height() - bubble_->height() - rhythm)));
    bubble_->move(corner);
    update();
}

void Tour::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QPainterPath dimmed;
    dimmed.addRect(rect());
    const QRect lit = target();
    if (!lit.isEmpty()) {
        QPainterPath hole;
        hole.addRect(lit);
        dimmed -= hole;
    }
    QColor shade = theme().window;
    shade.setAlpha(170);
    painter.fillPath(dimmed, shade);
    painter.setPen(QPen(theme().selection, 2));
    painter.drawRect(lit.isEmpty() ? QRect() : lit.adjusted(1, 1, -1, -1));
    painter.drawRect(bubble_->geometry().adjusted(-1, -1, 0, 0));
}

void Tour::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Escape:
        return finish();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Right:
    case Qt::Key_Space:
        return next_->click();
    case Qt::Key_Left:
        return back_->click();
    default:
        event->accept(); // no tool is chosen behind its back
    }
}

bool Tour::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &window_ && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void Tour::finish() {
    emit ended();
    close();
}

} // namespace hippodrome

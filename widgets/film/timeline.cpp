#include "widgets/film/timeline.h"

#include "widgets/style/format.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

// [px], as is what follows; they grow with the text.
int titleWidth() {
    return scaled(72);
}
int rightMargin() {
    return scaled(48);
}
int axisHeight() {
    return scaled(13);
}
constexpr double dotRadius = 2.0;
constexpr double ringRadius = 4.5;

} // namespace

Timeline::Timeline(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline of the training"));
    setTextRole(this, TextRole::small);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize Timeline::sizeHint() const {
    return {320, axisHeight() + 8 + fontMetrics().height() + 3};
}

void Timeline::setFilm(std::shared_ptr<const FilmIndex> film, long live, double time) {
    // Time moves with every frame, but seldom by a pixel.
    const bool later = std::abs(time - time_) * width() > time;
    if (film == film_ && live == live_ && (!later || trains()))
        return;
    time_ = time;
    film_ = std::move(film);
    live_ = live;
    update();
}

void Timeline::setShown(std::optional<long> update) {
    shown_ = update;
    this->update();
}

double Timeline::positionOf(long update) const {
    const double width = std::max(1, this->width() - titleWidth() - rightMargin());
    const double longest = std::log(static_cast<double>(std::max(10L, live_)));
    return titleWidth() + width * std::log(static_cast<double>(std::max(1L, update))) / longest;
}

int Timeline::nearestIndex(double x) const {
    if (!film_ || film_->frames.empty())
        return -1;
    int nearest = 0;
    for (int i = 1; i < static_cast<int>(film_->frames.size()); ++i) {
        const auto distance = [&](int index) {
            return std::abs(positionOf(film_->frames[static_cast<std::size_t>(index)]->update) - x);
        };
        if (distance(i) <= distance(nearest))
            nearest = i;
    }
    return nearest;
}

bool Timeline::hasWeights(long update) const {
    return film_ &&
           std::find(film_->weights.begin(), film_->weights.end(), update) != film_->weights.end();
}

void Timeline::chooseIndex(int index) {
    if (!film_ || film_->frames.empty())
        return;
    const int last = static_cast<int>(film_->frames.size()) - 1;
    if (index > last)
        return emit backToLive();
    const long chosen = film_->frames[static_cast<std::size_t>(std::max(0, index))]->update;
    if (shown_ != chosen)
        emit scrubbed(chosen);
}

void Timeline::chooseAt(double x) {
    // The last moment gives way to what is live in the middle between them.
    const int nearest = nearestIndex(x);
    if (nearest < 0)
        return;
    const double end = positionOf(std::max(10L, live_));
    const long update = film_->frames[static_cast<std::size_t>(nearest)]->update;
    const bool pastTheLast = nearest == static_cast<int>(film_->frames.size()) - 1 &&
                             x > 0.5 * (positionOf(update) + end);
    if (pastTheLast && shown_)
        emit backToLive();
    else if (!pastTheLast)
        chooseIndex(nearest);
}

void Timeline::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        chooseAt(event->position().x());
}

void Timeline::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton)
        chooseAt(event->position().x());
}

void Timeline::keyPressEvent(QKeyEvent* event) {
    if (!film_ || film_->frames.empty())
        return QWidget::keyPressEvent(event);
    const int count = static_cast<int>(film_->frames.size());
    int index = count; // live
    for (int i = 0; shown_ && i < count; ++i)
        if (film_->frames[static_cast<std::size_t>(i)]->update <= *shown_)
            index = i;
    switch (event->key()) {
    case Qt::Key_Left:
        return chooseIndex(index - 1);
    case Qt::Key_Right:
        return chooseIndex(index + 1);
    case Qt::Key_Home:
        return chooseIndex(0);
    case Qt::Key_End:
        return chooseIndex(count);
    default:
        QWidget::keyPressEvent(event);
    }
}

void Timeline::contextMenuEvent(QContextMenuEvent* event) {
    const int nearest = nearestIndex(event->pos().x());
    if (nearest < 0)
        return;
    const long update = film_->frames[static_cast<std::size_t>(nearest)]->update;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Show update %1").arg(withSeparators(update)), this,
                    [this, update] { emit scrubbed(update); });
    QAction* branch = menu->addAction(tr("Branch from update %1").arg(withSeparators(update)), this,
                                      [this, update] { emit branchRequested(update); });
    branch->setEnabled(hasWeights(update));
    menu->addAction(tr("Back to live"), this, &Timeline::backToLive)
        ->setEnabled(shown_.has_value());
    menu->popup(event->globalPos());
}

QString Timeline::describe(const FilmFrame& frame) const {
    QString text =
        tr("update %1, at %2 s").arg(withSeparators(frame.update)).arg(frame.time, 0, 'f', 1);
    for (const FilmedTraining& brain : frame.training)
        text += tr("\n%1: decoding error %2 cm, loss %3")
                    .arg(QString::fromStdString(brain.brain),
                         formatted(100.0 * brain.report.decodingError, 1),
                         formatted(brain.report.loss, 3));
    if (hasWeights(frame.update))
        text += tr("\nexact weights are kept: a branch can begin here");
    else if (!film_->fault.empty())
        text += tr("\nno weights are kept: %1").arg(QString::fromStdString(film_->fault));
    return text;
}

bool Timeline::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int nearest = nearestIndex(help->pos().x());
    if (nearest >= 0) {
        const FilmFrame& frame = *film_->frames[static_cast<std::size_t>(nearest)];
        if (std::abs(positionOf(frame.update) - help->pos().x()) < rhythm) {
            QToolTip::showText(help->globalPos(), plainToolTip(describe(frame)), this);
            return true;
        }
    }
    QToolTip::showText(
        help->globalPos(),
        !trains() ? tr("Simulated time; ticks are edits of the arena.")
                  : tr("Drag back to see the maps as they were. Dots: maps are kept. Rings: "
                       "exact weights too, a branch can begin there. Ticks: edits."),
        this);
    return true;
}

void Timeline::drawAxis(QPainter& painter) const {
    painter.setPen(theme().secondaryText);
    painter.drawText(QRect(rhythm, 0, titleWidth() - rhythm, 2 * axisHeight()),
                     Qt::AlignLeft | Qt::AlignVCenter, tr("Timeline"));
    painter.setPen(QPen(theme().line, 1));
    painter.drawLine(QPointF(titleWidth(), axisHeight()), QPointF(positionOf(live_), axisHeight()));
    double right = -INFINITY;
    const int top = axisHeight() + 7;
    const QString now = tr("live");
    painter.setPen(theme().secondaryText);
    const double live = positionOf(std::max(10L, live_));
    for (long decade = 1; decade <= live_; decade *= 10) {
        const QString label = withSeparators(decade);
        const double width = fontMetrics().horizontalAdvance(label);
        const double x = positionOf(decade) - width / 2;
        if (x < right + rhythm || x + width > live - rhythm)
            continue;
        painter.drawText(QRectF(x, top, width + 1, fontMetrics().height()), Qt::AlignCenter, label);
        right = x + width;
    }
    painter.setPen(shown_ ? theme().secondaryText : theme().text);
    painter.drawText(QRectF(live - 30, top, 60, fontMetrics().height()), Qt::AlignCenter, now);
}

void Timeline::drawEdit(QPainter& painter, double x) const {
    painter.setPen(QPen(theme().edit, 2));
    painter.drawLine(QPointF(x, axisHeight() - 9), QPointF(x, axisHeight() + 6));
}

void Timeline::drawTime(QPainter& painter) const {
    painter.setPen(theme().secondaryText);
    painter.drawText(QRect(rhythm, 0, titleWidth() - rhythm, 2 * axisHeight()),
                     Qt::AlignLeft | Qt::AlignVCenter, tr("Timeline"));
    const double width = std::max(1, this->width() - titleWidth() - rightMargin());
    const auto position = [&](double time) { return titleWidth() + width * time / time_; };
    const int top = axisHeight() + 7, height = fontMetrics().height();
    painter.drawText(QRectF(titleWidth() - 30, top, 60, height), Qt::AlignCenter, tr("0 s"));
    painter.drawText(QRectF(position(time_) - 40, top, 80, height), Qt::AlignCenter,
                     tr("%1 s").arg(time_, 0, 'f', 0));
    painter.setPen(QPen(theme().line, 1));
    painter.drawLine(QPointF(titleWidth(), axisHeight()), QPointF(position(time_), axisHeight()));
    for (const FilmEdit& edit : film_->edits)
        if (edit.time <= time_)
            drawEdit(painter, position(edit.time));
    painter.setPen(QPen(theme().text, 2));
    painter.drawLine(QPointF(position(time_), axisHeight() - 10),
                     QPointF(position(time_), axisHeight() + 7));
}

void Timeline::drawMoments(QPainter& painter) const {
    for (const FilmEdit& edit : film_->edits)
        drawEdit(painter, positionOf(std::min(edit.update, live_)));
    for (const auto& frame : film_->frames) {
        const QPointF centre(positionOf(frame->update), axisHeight());
        const bool passed = !shown_ || frame->update <= *shown_;
        const QColor colour = passed ? theme().artificial : theme().secondaryText;
        if (hasWeights(frame->update)) {
            painter.setPen(QPen(colour, 1.5));
            painter.setBrush(theme().panel);
            painter.drawEllipse(centre, ringRadius, ringRadius);
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(centre, dotRadius, dotRadius);
    }
    const double x = positionOf(shown_.value_or(std::max(10L, live_)));
    painter.setPen(QPen(theme().text, 2));
    painter.drawLine(QPointF(x, axisHeight() - 10), QPointF(x, axisHeight() + 7));
}

void Timeline::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme().panel);
    painter.fillRect(QRect(0, 0, width(), 1), theme().line);
    if (!trains() && film_ && time_ > 0.0)
        return drawTime(painter);
    if (!trains()) {
        painter.setPen(theme().secondaryText);
        painter.drawText(rect().adjusted(rhythm, 0, -rhythm, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         tr("Timeline: moments of the training appear here; drag it back to see "
                            "the maps as they were."));
        return;
    }
    drawAxis(painter);
    drawMoments(painter);
    if (hasFocus()) {
        painter.setPen(QPen(theme().selection, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

} // namespace hippodrome

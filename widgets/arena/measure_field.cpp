#include "widgets/arena/measure_field.h"

#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

constexpr double centimetre = 0.01;
constexpr double measureDegree = std::numbers::pi / 180.0;

double unitOf(const ToolMeasure& measure) {
    return measure.unit == ToolMeasure::Unit::length ? centimetre : measureDegree;
}

/// With a point or a comma.
std::optional<double> numberIn(QString text) {
    bool fine = false;
    const double number = text.replace(',', '.').toDouble(&fine);
    return fine && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

} // namespace

MeasureField::MeasureField(QWidget* view) : QFrame(view) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(rhythm, rhythm / 2, rhythm, rhythm / 2);
    row->setSpacing(rhythm / 2);
    setObjectName("measures");
    setStyleSheet(QString("QFrame#measures { background: %1; border: 1px solid %2; }")
                      .arg(theme().panel.name(), theme().edit.name()));
    setCursor(Qt::ArrowCursor);
    hide();
}

bool MeasureField::openFor(Tool& tool, QPointF point, const QString& typed) {
    measures_ = tool.measures();
    if (measures_.empty())
        return false;
    tool_ = &tool;
    show(typed, point);
    return true;
}

void MeasureField::show(const QString& typed, QPointF point) {
    while (QLayoutItem* old = layout()->takeAt(0)) {
        if (old->widget()) {
            old->widget()->hide();
            old->widget()->deleteLater();
        }
        delete old;
    }
    edits_.clear();
    for (const ToolMeasure& measure : measures_) {
        const bool isLength = measure.unit == ToolMeasure::Unit::length;
        auto* edit = new QLineEdit(QString::number(measure.value / unitOf(measure), 'f', 1));
        edit->setAccessibleName(measure.label);
        edit->setToolTip(tr("Return takes it, Tab goes on, Escape drops it"));
        edit->setFixedWidth(scaled(64));
        edit->installEventFilter(this);
        connect(edit, &QLineEdit::textEdited, this, &MeasureField::take);
        if (!edits_.empty())
            static_cast<QHBoxLayout*>(layout())->addSpacing(rhythm);
        layout()->addWidget(new QLabel(measure.label));
        layout()->addWidget(edit);
        layout()->addWidget(new QLabel(isLength ? tr("cm") : tr("°")));
        edits_.push_back(edit);
    }
    adjustSize();
    // Beside the pointer, and all of it to be seen.
    const QSize room = parentWidget()->size() - size();
    const QPoint wanted = point.toPoint() + QPoint(2 * rhythm, 2 * rhythm);
    move(std::clamp(wanted.x(), 0, std::max(0, room.width())),
         std::clamp(wanted.y(), 0, std::max(0, room.height())));
    setVisible(true);
    raise();
    edits_.front()->setText(typed);
    edits_.front()->setFocus();
    edits_.front()->setCursorPosition(static_cast<int>(typed.size()));
    take();
}

/// What was typed so far, as far as it is a number.
void MeasureField::take() {
    if (!tool_)
        return;
    std::vector<double> values;
    for (std::size_t i = 0; i < edits_.size(); ++i) {
        const auto typed = numberIn(edits_[i]->text());
        const bool possible =
            typed && (measures_[i].unit == ToolMeasure::Unit::angle || *typed > 0.0);
        values.push_back(possible ? *typed * unitOf(measures_[i]) : measures_[i].value);
        edits_[i]->setStyleSheet(possible ? QString()
                                          : QString("color: %1").arg(theme().danger.name()));
    }
    tool_->setMeasures(values);
}

void MeasureField::close() {
    tool_ = nullptr;
    hide();
}

bool MeasureField::eventFilter(QObject* watched, QEvent* event) {
    const auto found = std::find(edits_.begin(), edits_.end(), watched);
    if (event->type() != QEvent::KeyPress || found == edits_.end() || !tool_)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Tab || key == Qt::Key_Backtab) {
        QLineEdit* next = *found == edits_.back() ? edits_.front() : *(found + 1);
        next->setFocus(Qt::TabFocusReason);
        next->selectAll();
        return true;
    }
    if (key != Qt::Key_Return && key != Qt::Key_Enter && key != Qt::Key_Escape)
        return QFrame::eventFilter(watched, event);
    Tool* tool = tool_;
    if (key != Qt::Key_Escape)
        take();
    close();
    if (key == Qt::Key_Escape)
        tool->cancel();
    else
        tool->acceptMeasures();
    emit closed();
    return true;
}

} // namespace hippodrome

#include "widgets/maps/compare_bar.h"

#include "core/maps/compared.h"

#include "widgets/style/format.h"
#include "widgets/style/theme.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>

namespace hippodrome {

namespace {

bool isTypedInto(const QWidget* widget) {
    return qobject_cast<const QLineEdit*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(widget) ||
           qobject_cast<const QPlainTextEdit*>(widget);
}

} // namespace

CompareBar::CompareBar(QWidget* parent) : HeaderStrip(parent), text_(new QLabel) {
    setAutoFillBackground(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(rhythm, 0, rhythm, 0);
    row->setSpacing(rhythm / 2);
    text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(text_, 1);
    flip_ = add(tr("Show A"),
                tr("The maps of the moment that is marked, for as long as the button "
                   "or the key ` is held"),
                row);
    connect(flip_, &QToolButton::pressed, this, [this] { flip(true); });
    connect(flip_, &QToolButton::released, this, [this] { flip(false); });
    beside_ = add(tr("A | B"), tr("The marked moment and now, side by side"), row);
    difference_ =
        add(tr("B \u2212 A"),
            tr("What has changed since, bin by bin: red is more, blue is less; under each "
               "tile the correlation of the two maps"),
            row);
    for (auto [button, view] : {std::pair{beside_, View::beside}, {difference_, View::change}}) {
        button->setCheckable(true);
        connect(button, &QToolButton::clicked, this,
                [this, view = view](bool on) { setView(on ? view : View::now); });
    }
    connect(add(tr("Forget A"), tr("The comparison is over (M marks another moment)"), row),
            &QToolButton::clicked, this, &CompareBar::forget);
    hide();
    qApp->installEventFilter(this);
}

QToolButton* CompareBar::add(const QString& text, const QString& help, QHBoxLayout* row) {
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(help);
    row->addWidget(button);
    return button;
}

void CompareBar::mark() {
    if (!now_)
        return;
    marked_ = now_;
    what_.clear();
    byHand_ = true;
    change_ = changeOf_ = nullptr;
    say();
    show();
    emit changed();
}

void CompareBar::markEdit(std::shared_ptr<const MapsSnapshot> before, const QString& what) {
    if (!before || (byHand_ && marked_))
        return;
    marked_ = std::move(before);
    what_ = what;
    change_ = changeOf_ = nullptr;
    say();
    show();
    emit changed();
}

void CompareBar::forget() {
    marked_ = change_ = changeOf_ = nullptr;
    byHand_ = flipped_ = false;
    setView(View::now);
    hide();
}

void CompareBar::say() {
    const QString when = marked_->updates > 0
                             ? tr("%1 updates").arg(withSeparators(marked_->updates))
                             : tr("%1 s").arg(marked_->time, 0, 'f', 0);
    const QString kind =
        marked_->kind == ViewParameters::MapKind::probe ? tr("probe maps") : tr("path maps");
    QString text = what_.isEmpty()
                       ? tr("<b>A</b> %1, %2").arg(when, kind)
                       : tr("<b>A</b> before: %1 (%2, %3)").arg(what_.toHtmlEscaped(), when, kind);
    if (now_ && now_->kind != marked_->kind)
        text += tr(" \u2013 other maps are shown now: they cannot be compared");
    else if (view() == View::marked)
        text = tr("<b>This is A</b>, not what there is now: %1").arg(when);
    if (text_->text() == text)
        return;
    text_->setText(text);
    text_->setToolTip(text);
}

void CompareBar::setNow(std::shared_ptr<const MapsSnapshot> now) {
    now_ = std::move(now);
    if (marked_)
        say();
}

void CompareBar::setView(View view) {
    view_ = view;
    beside_->setChecked(view == View::beside);
    difference_->setChecked(view == View::change);
    if (marked_)
        say();
    emit changed();
}

void CompareBar::flip(bool held) {
    if (!marked_ || flipped_ == held)
        return;
    flipped_ = held;
    say();
    emit changed();
}

std::shared_ptr<const MapsSnapshot> CompareBar::shown() const {
    if (!marked_ || !now_ || view() == View::now || view() == View::beside)
        return now_;
    if (view() == View::marked)
        return marked_;
    if (changeOf_ != now_) {
        change_ = std::make_shared<const MapsSnapshot>(changeSince(*marked_, *now_));
        changeOf_ = now_;
    }
    return change_;
}

std::shared_ptr<const MapsSnapshot> CompareBar::beside() const {
    return view() == View::beside ? marked_ : nullptr;
}

bool CompareBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() != Qt::Key_QuoteLeft || key->isAutoRepeat() || !marked_ ||
        !watched->isWidgetType() || isTypedInto(QApplication::focusWidget()))
        return false;
    flip(event->type() == QEvent::KeyPress);
    return true;
}

} // namespace hippodrome

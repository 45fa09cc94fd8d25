#include "widgets/document/value_editors.h"

#include <QCheckBox>
#include <QComboBox>
#include <QObject>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// Steps of a slider.
constexpr int sliderSteps = 200;
/// A range is too wide for a slider when it reaches beyond so many times the usual value.
constexpr double widestRange = 50.0;

QString numberText(double value) {
    return QString::fromStdString(std::isnan(value) ? automaticValue : formatNumber(value));
}

QString shown(const std::string& value) {
    return QString::fromStdString(value);
}

QString typedRefusal(const FieldInfo& field, const QString& typed) {
    return (field.automatic
                ? QObject::tr(
                      "%1: expected a number from %2 to %3, or auto, found \"%4\"; it stays "
                      "as it was")
                : QObject::tr(
                      "%1: expected a number from %2 to %3, found \"%4\"; it stays as it was"))
        .arg(shown(field.label), shown(formatNumber(field.range.minimum)),
             shown(formatNumber(field.range.maximum)), typed.left(60));
}

} // namespace

NumberEdit::NumberEdit(const Range& range, bool automatic) : range_(range), automatic_(automatic) {
    setMinimumWidth(48);
}

void NumberEdit::setValue(double value) {
    value_ = value;
    setText(numberText(value));
    setCursorPosition(0); // of a number that is too long, its beginning
}

bool NumberEdit::take(QString& refused) {
    bool fine = false;
    const QString text = QLineEdit::text();
    if (automatic_ && text.trimmed() == automaticValue) {
        const bool wasNumber = !std::isnan(value_);
        setValue(std::nan(""));
        return wasNumber;
    }
    const double typed = text.toDouble(&fine);
    const bool differs = fine && typed != value_;
    if (!fine || !(typed >= range_.minimum && typed <= range_.maximum) || !std::isfinite(typed)) {
        refused = text;
        setValue(value_);
        return false;
    }
    setValue(typed);
    return differs;
}

QValidator::State WholeNumberEdit::validate(QString& text, int& position) const {
    const QValidator::State state = QSpinBox::validate(text, position);
    bool number = false;
    (void)text.toLongLong(&number);
    return state == QValidator::Invalid && number ? QValidator::Intermediate : state;
}

void WholeNumberEdit::fixup(QString& text) const {
    if (refused)
        refused(text);
    text = QString::number(value());
}

bool suitsSlider(const FieldInfo& field) {
    const double low = field.range.minimum, high = field.range.maximum;
    if (field.kind != FieldKind::real || field.effect != Effect::live || field.automatic ||
        !std::isfinite(low) || !std::isfinite(high) || !field.defaultValue.is_number())
        return false;
    const double usual = std::abs(field.defaultValue.get<double>());
    return usual > 0.0 ? high - low <= widestRange * usual : high - low <= 1.0;
}

NumberSlider::NumberSlider(const Range& range) : QSlider(Qt::Horizontal), range_(range) {
    setRange(0, sliderSteps);
    setPageStep(sliderSteps / 10);
    setMinimumWidth(40);
}

void NumberSlider::setNumber(double value) {
    const double share = (value - range_.minimum) / (range_.maximum - range_.minimum);
    setValue(static_cast<int>(std::lround(sliderSteps * std::clamp(share, 0.0, 1.0))));
}

double NumberSlider::number() const {
    const double value =
        range_.minimum + (range_.maximum - range_.minimum) * QSlider::value() / sliderSteps;
    // No more digits than a step is worth.
    const double step = (range_.maximum - range_.minimum) / sliderSteps;
    const double unit = std::pow(10.0, std::floor(std::log10(step)));
    return std::clamp(std::round(value / unit) * unit, range_.minimum, range_.maximum);
}

QWidget* makeValueEditor(const FieldInfo& field, const ValueChosen& chosen,
                         const ValueRefused& refused) {
    switch (field.kind) {
    case FieldKind::boolean: {
        auto* box = new QCheckBox;
        QObject::connect(box, &QCheckBox::toggled, box, [chosen](bool on) { chosen(Json(on)); });
        return box;
    }
    case FieldKind::integer: {
        auto* spin = new WholeNumberEdit;
        spin->refused = [refused, field](const QString& typed) {
            refused(typedRefusal(field, typed));
        };
        spin->setKeyboardTracking(false);
        spin->setRange(static_cast<int>(std::max(field.range.minimum, -2147483648.0)),
                       static_cast<int>(std::min(field.range.maximum, 2147483647.0)));
        QObject::connect(spin, &QSpinBox::valueChanged, spin,
                         [chosen](int value) { chosen(Json(value)); });
        return spin;
    }
    case FieldKind::choice: {
        auto* box = new QComboBox;
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        for (const std::string& choice : field.choices)
            // A name with a dot is that of a population, and stands as it is.
            box->addItem(choice.find('.') == std::string::npos ? shown(choice).replace('_', ' ')
                                                               : shown(choice),
                         shown(choice));
        QObject::connect(box, &QComboBox::activated, box, [chosen, box] {
            chosen(Json(box->currentData().toString().toStdString()));
        });
        return box;
    }
    case FieldKind::text: {
        auto* line = new QLineEdit;
        QObject::connect(line, &QLineEdit::editingFinished, line, [chosen, line] {
            if (line->isModified())
                chosen(Json(line->text().toStdString()));
            line->setModified(false);
        });
        return line;
    }
    case FieldKind::real:
        break;
    }
    auto* number = new NumberEdit(field.range, field.automatic);
    QObject::connect(number, &QLineEdit::editingFinished, number, [chosen, refused, number, field] {
        QString typed;
        if (number->take(typed))
            chosen(autoOrNumber(number->value()));
        else if (!typed.isEmpty())
            refused(typedRefusal(field, typed));
    });
    return number;
}

void showInEditor(QWidget* editor, const FieldInfo& field, const Json& value) {
    const QSignalBlocker blocker(editor);
    switch (field.kind) {
    case FieldKind::boolean:
        static_cast<QCheckBox*>(editor)->setChecked(value.get<bool>());
        break;
    case FieldKind::integer:
        static_cast<QSpinBox*>(editor)->setValue(value.get<int>());
        break;
    case FieldKind::choice: {
        auto* box = static_cast<QComboBox*>(editor);
        box->setCurrentIndex(box->findData(shown(value.get<std::string>())));
        break;
    }
    case FieldKind::text:
        static_cast<QLineEdit*>(editor)->setText(shown(value.get<std::string>()));
        break;
    case FieldKind::real: {
        auto* line = static_cast<NumberEdit*>(editor);
        const double number = value.is_number() ? value.get<double>() : std::nan("");
        const bool same =
            line->value() == number || (std::isnan(line->value()) && std::isnan(number));
        if (!editor->hasFocus() || !same)
            line->setValue(number);
        break;
    }
    }
}

} // namespace hippodrome

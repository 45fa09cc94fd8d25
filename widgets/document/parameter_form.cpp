#include "widgets/document/parameter_form.h"

#include "widgets/style/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleValidator>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <cmath>
#include <functional>

namespace hippodrome {

namespace {

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

/// A real number: a line that shows the shortest form, from 1e-5 to metres; or, as NaN, "auto".
class NumberEdit : public QLineEdit {
public:
    NumberEdit(const Range& range, bool automatic) : range_(range), automatic_(automatic) {
        setMinimumWidth(60);
    }

    void setValue(double value) {
        value_ = value;
        setText(text_(value));
        setCursorPosition(0); // of a number that is too long, its beginning
    }
    double value() const { return value_; }
    /// Takes what was typed; false when it is no other number of the range, and `refused` says what
    /// it was.
    bool take(QString& refused) {
        bool fine = false;
        const QString text = QLineEdit::text();
        if (automatic_ && text.trimmed() == automaticValue) {
            const bool wasNumber = !std::isnan(value_);
            setValue(std::nan(""));
            return wasNumber;
        }
        const double typed = text.toDouble(&fine);
        const bool differs = fine && typed != value_;
        if (!fine || !(typed >= range_.minimum && typed <= range_.maximum) ||
            !std::isfinite(typed)) {
            refused = text;
            setValue(value_);
            return false;
        }
        setValue(typed);
        return differs;
    }

private:
    static QString text_(double value) {
        return QString::fromStdString(std::isnan(value) ? automaticValue : formatNumber(value));
    }

    Range range_;
    bool automatic_ = false;
    double value_ = 0.0;
};

/// A whole number. What lies outside the range can be typed, and is then refused with a word rather
/// than cut down to something else.
class WholeNumberEdit : public QSpinBox {
public:
    std::function<void(const QString&)> refused;

protected:
    QValidator::State validate(QString& text, int& position) const override {
        const QValidator::State state = QSpinBox::validate(text, position);
        bool number = false;
        (void)text.toLongLong(&number);
        return state == QValidator::Invalid && number ? QValidator::Intermediate : state;
    }
    void fixup(QString& text) const override {
        if (refused)
            refused(text);
        text = QString::number(value());
    }
};

QString typedRefusal(const FieldInfo& field, const QString& typed) {
    return (field.automatic
                ? QObject::tr(
                      "%1: expected a number from %2 to %3, or auto, found \"%4\"; it stays "
                      "as it was")
                : QObject::tr(
                      "%1: expected a number from %2 to %3, found \"%4\"; it stays as it was"))
        .arg(text(field.label), text(formatNumber(field.range.minimum)),
             text(formatNumber(field.range.maximum)), typed.left(60));
}

QString helpText(const FieldInfo& field) {
    QString help = QString("<b>%1</b><br>%2").arg(text(field.label), text(field.help));
    if (std::isfinite(field.range.minimum) || std::isfinite(field.range.maximum))
        help += QString("<br>Range: %1 to %2")
                    .arg(text(formatNumber(field.range.minimum)),
                         text(formatNumber(field.range.maximum)));
    help += QString("<br>Default: %1").arg(text(describeJson(field.defaultValue)));
    if (!field.source.empty())
        help += QString("<br>Source: %1").arg(text(field.source));
    help += QString("<br>In files: <code>%1</code>").arg(text(field.key));
    return help;
}

QString effectWord(Effect effect) {
    switch (effect) {
    case Effect::live:
        return {};
    case Effect::restartsTraining:
        return QObject::tr("restarts training");
    case Effect::restartsRun:
        return QObject::tr("restarts the run");
    }
    return {};
}

/// Words that would be cut off beside a label.
bool isWide(const FieldInfo& field) {
    return std::any_of(field.choices.begin(), field.choices.end(),
                       [](const std::string& choice) { return choice.size() > 9; });
}

} // namespace

ParameterForm::ParameterForm(QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void ParameterForm::setFields(const QString& title, const QString& prefix,
                              const std::vector<FieldInfo>& fields, const Json& parameters) {
    const bool same =
        prefix == prefix_ && std::equal(fields.begin(), fields.end(), fields_.begin(),
                                        fields_.end(), [](const FieldInfo& a, const FieldInfo& b) {
                                            return a.key == b.key && a.choices == b.choices;
                                        });
    prefix_ = prefix;
    fields_ = fields;
    if (!same)
        rebuild(title);
    for (std::size_t i = 0; i < fields_.size(); ++i)
        if (const Json* value = findMember(parameters, fields_[i].key))
            showValue(editors_[i], fields_[i], *value);
}

void ParameterForm::rebuild(const QString& title) {
    editors_.clear();
    auto* content = new QWidget;
    auto* form = new QFormLayout(content);
    form->setContentsMargins(rhythm, rhythm, rhythm, rhythm);
    form->setHorizontalSpacing(rhythm);
    form->setVerticalSpacing(rhythm / 2);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto* heading = new QLabel(QString("<b>%1</b>").arg(title.toHtmlEscaped()));
    form->addRow(heading);
    QString group;
    for (const FieldInfo& field : fields_) {
        const QString key = text(field.key);
        const QString fieldGroup = key.contains('.') ? key.section('.', 0, -2) : QString();
        if (fieldGroup != group && !fieldGroup.isEmpty()) {
            auto* label = new QLabel(QString(fieldGroup).replace('_', ' '));
            label->setStyleSheet(
                QString("color: %1; margin-top: 6px").arg(theme().secondaryText.name()));
            form->addRow(label);
        }
        group = fieldGroup;
        QWidget* editor = makeEditor(field, prefix_ + key);
        editor->setToolTip(helpText(field));
        editor->setWhatsThis(helpText(field));
        editor->setAccessibleName(text(field.label));
        editors_.push_back(editor);
        QString labelText = text(field.label);
        if (!field.unit.empty())
            labelText += QString(" [%1]").arg(text(field.unit));
        auto* label = new QLabel(labelText);
        label->setToolTip(helpText(field));
        label->setWordWrap(true);
        const QString effect = effectWord(field.effect);
        if (!effect.isEmpty()) {
            label->setText(QString("%1 <span style='color:%2'>↻</span>")
                               .arg(labelText.toHtmlEscaped(), theme().edit.name()));
            label->setToolTip(helpText(field) + "<br><b>↻ " + effect + "</b>");
        }
        if (isWide(field)) {
            form->addRow(label);
            form->addRow(editor);
        } else {
            form->addRow(label, editor);
        }
    }
    const bool restarts = std::any_of(fields_.begin(), fields_.end(), [](const FieldInfo& field) {
        return field.effect != Effect::live;
    });
    auto* legend = new QLabel(tr("↻ restarts training; everything else acts at once"));
    legend->setStyleSheet(QString("color: %1").arg(theme().secondaryText.name()));
    legend->setWordWrap(true);
    legend->setVisible(restarts);
    form->addRow(legend);
    // The editor that asks for other fields is among those that go: not while it speaks.
    if (QWidget* before = takeWidget())
        before->deleteLater();
    setWidget(content);
    for (QWidget* editor : editors_)
        editor->installEventFilter(this);
}

void ParameterForm::announce(const QString& key, const Json& value) {
    emit edited(key, QString::fromStdString(value.dump()));
}

QWidget* ParameterForm::makeEditor(const FieldInfo& field, const QString& key) {
    switch (field.kind) {
    case FieldKind::boolean: {
        auto* box = new QCheckBox;
        connect(box, &QCheckBox::toggled, this, [this, key](bool on) { announce(key, Json(on)); });
        return box;
    }
    case FieldKind::integer: {
        auto* spin = new WholeNumberEdit;
        spin->refused = [this, field](const QString& typed) {
            emit refused(typedRefusal(field, typed));
        };
        spin->setKeyboardTracking(false);
        spin->setRange(static_cast<int>(std::max(field.range.minimum, -2147483648.0)),
                       static_cast<int>(std::min(field.range.maximum, 2147483647.0)));
        connect(spin, &QSpinBox::valueChanged, this,
                [this, key](int value) { announce(key, Json(value)); });
        return spin;
    }
    case FieldKind::choice: {
        auto* box = new QComboBox;
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        for (const std::string& choice : field.choices)
            // A name with a dot is that of a population, and stands as it is.
            box->addItem(choice.find('.') == std::string::npos ? text(choice).replace('_', ' ')
                                                               : text(choice),
                         text(choice));
        connect(box, &QComboBox::activated, this, [this, key, box] {
            announce(key, Json(box->currentData().toString().toStdString()));
        });
        return box;
    }
    case FieldKind::text: {
        auto* line = new QLineEdit;
        connect(line, &QLineEdit::editingFinished, this, [this, key, line] {
            if (line->isModified())
                announce(key, Json(line->text().toStdString()));
            line->setModified(false);
        });
        return line;
    }
    case FieldKind::real:
        break;
    }
    auto* number = new NumberEdit(field.range, field.automatic);
    connect(number, &QLineEdit::editingFinished, this, [this, key, number, field] {
        QString typed;
        if (number->take(typed))
            announce(key, autoOrNumber(number->value()));
        else if (!typed.isEmpty())
            emit refused(typedRefusal(field, typed));
    });
    return number;
}

void ParameterForm::showValue(QWidget* editor, const FieldInfo& field, const Json& value) {
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
        box->setCurrentIndex(box->findData(text(value.get<std::string>())));
        break;
    }
    case FieldKind::text:
        static_cast<QLineEdit*>(editor)->setText(text(value.get<std::string>()));
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

bool ParameterForm::eventFilter(QObject* watched, QEvent* event) {
    // Undo takes back an edit of the scene, unless something has been typed that is not yet one.
    const auto typing = [watched] {
        if (const auto* spin = qobject_cast<QSpinBox*>(watched))
            return spin->cleanText() != QString::number(spin->value());
        const auto* line = qobject_cast<QLineEdit*>(watched);
        return line && line->isModified();
    };
    if (event->type() == QEvent::ShortcutOverride && !typing()) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QScrollArea::eventFilter(watched, event);
}

QWidget* ParameterForm::editor(const QString& key) const {
    for (std::size_t i = 0; i < fields_.size(); ++i)
        if (prefix_ + text(fields_[i].key) == key)
            return editors_[i];
    return nullptr;
}

} // namespace hippodrome

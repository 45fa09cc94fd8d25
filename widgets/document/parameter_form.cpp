#include "widgets/document/parameter_form.h"

#include "widgets/document/value_editors.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

QString helpText(const FieldInfo& field) {
    QString help = QString("<b>%1</b><br>%2").arg(text(field.label), text(field.help));
    if (std::isfinite(field.range.minimum) || std::isfinite(field.range.maximum))
        help += QString("<br>Range: %1 to %2")
                    .arg(text(formatNumber(field.range.minimum)),
                         text(formatNumber(field.range.maximum)));
    if (!field.defaultValue.is_null())
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

/// So many fields are no more than can be looked through.
constexpr std::size_t fewFields = 12;

/// Words that would be cut off beside a label.
bool isWide(const FieldInfo& field) {
    return std::any_of(field.choices.begin(), field.choices.end(),
                       [](const std::string& choice) { return choice.size() > 9; });
}

} // namespace

ParameterForm::ParameterForm(QWidget* parent)
    : QScrollArea(parent), bar_(new QWidget(this)), search_(new QLineEdit), all_(new QToolButton) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    search_->setPlaceholderText(tr("Search"));
    search_->setAccessibleName(tr("Search for a parameter"));
    search_->setToolTip(tr("A word of a parameter's name or of what it does"));
    search_->setClearButtonEnabled(true);
    all_->setText(tr("All"));
    all_->setCheckable(true);
    all_->setToolTip(tr("All parameters; otherwise those that act at once, and those that differ "
                        "from their defaults"));
    auto* row = new QHBoxLayout(bar_);
    row->setContentsMargins(rhythm, rhythm / 2, rhythm, 0);
    row->setSpacing(rhythm / 2);
    row->addWidget(search_, 1);
    row->addWidget(all_);
    connect(search_, &QLineEdit::textChanged, this, &ParameterForm::showRows);
    connect(all_, &QToolButton::toggled, this, &ParameterForm::showRows);
    connect(&TextScaleNotes::instance(), &TextScaleNotes::changed, this, &ParameterForm::placeBar);
    placeBar();
}

void ParameterForm::placeBar() {
    // A few fields need no search.
    const bool many = rows_.size() > fewFields;
    bar_->setVisible(many);
    const int height = many ? bar_->sizeHint().height() : 0;
    setViewportMargins(0, height, 0, 0);
    bar_->setGeometry(0, 0, width(), height);
}

void ParameterForm::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    placeBar();
}

void ParameterForm::setFields(const QString& title, const QString& prefix,
                              const std::vector<FieldInfo>& fields, const Json& parameters) {
    const bool same = prefix == prefix_ &&
                      std::equal(fields.begin(), fields.end(), rows_.begin(), rows_.end(),
                                 [](const FieldInfo& a, const Row& b) {
                                     return a.key == b.field.key && a.choices == b.field.choices;
                                 });
    prefix_ = prefix;
    if (!same)
        rebuild(title, fields);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        rows_[i].field = fields[i];
        if (const Json* value = findMember(parameters, fields[i].key))
            showValue(rows_[i], *value);
    }
    showRows();
}

void ParameterForm::rebuild(const QString& title, const std::vector<FieldInfo>& fields) {
    rows_.clear();
    groups_.clear();
    auto* content = new QWidget;
    layout_ = new QFormLayout(content);
    layout_->setContentsMargins(rhythm, rhythm, rhythm, rhythm);
    layout_->setHorizontalSpacing(rhythm);
    layout_->setVerticalSpacing(rhythm / 2);
    layout_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout_->addRow(new QLabel(QString("<b>%1</b>").arg(title.toHtmlEscaped())));
    QString group;
    for (const FieldInfo& field : fields) {
        const QString key = text(field.key);
        const QString fieldGroup = key.contains('.') ? key.section('.', 0, -2) : QString();
        if (fieldGroup != group && !fieldGroup.isEmpty()) {
            auto* label = new QLabel(QString(fieldGroup).replace('_', ' '));
            label->setStyleSheet(
                QString("color: %1; margin-top: 6px").arg(theme().secondaryText.name()));
            groups_.push_back({fieldGroup, layout_->rowCount()});
            layout_->addRow(label);
        }
        group = fieldGroup;
        addRow(field);
    }
    const bool restarts = std::any_of(fields.begin(), fields.end(), [](const FieldInfo& field) {
        return field.effect != Effect::live;
    });
    auto* legend = new QLabel(tr("↻ restarts training; everything else acts at once"));
    legend->setStyleSheet(QString("color: %1").arg(theme().secondaryText.name()));
    legend->setWordWrap(true);
    layout_->addRow(legend); // before it is shown, else it is a window for a moment
    legend->setVisible(restarts);
    nothing_ = new QLabel(tr("No parameter is called so."));
    nothing_->setWordWrap(true);
    layout_->addRow(nothing_);
    // The editor that asks for other fields is among those that go: not while it speaks.
    if (QWidget* before = takeWidget())
        before->deleteLater();
    setWidget(content);
    for (const Row& row : rows_)
        row.editor->installEventFilter(this);
    placeBar();
}

void ParameterForm::addRow(const FieldInfo& field) {
    Row row;
    row.field = field;
    const QString key = prefix_ + text(field.key);
    row.editor = makeValueEditor(
        field, [this, key](const Json& value) { announce(key, value); },
        [this](const QString& reason) { emit refused(reason); });
    row.editor->setToolTip(helpText(field));
    row.editor->setWhatsThis(helpText(field));
    row.editor->setAccessibleName(text(field.label));
    row.label = new QLabel;
    row.label->setWordWrap(true);
    const QString effect = effectWord(field.effect);
    row.label->setToolTip(helpText(field) +
                          (effect.isEmpty() ? QString() : "<br><b>↻ " + effect + "</b>"));
    row.reset = new QToolButton;
    row.reset->setText(QChar(0x21ba));
    row.reset->setStyleSheet("padding: 0 2px");
    row.reset->setToolTip(
        tr("Back to the default: %1").arg(text(describeJson(field.defaultValue))));
    row.reset->setAccessibleName(tr("%1: back to the default").arg(text(field.label)));
    row.reset->hide();
    connect(row.reset, &QToolButton::clicked, this,
            [this, key, value = field.defaultValue] { announce(key, value); });
    auto* cell = new QWidget;
    auto* column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* line = new QHBoxLayout;
    line->setSpacing(2);
    line->addWidget(row.editor, 1);
    line->addWidget(row.reset);
    column->addLayout(line);
    if (suitsSlider(field)) {
        auto* slider = new NumberSlider(field.range);
        slider->setToolTip(helpText(field));
        slider->setAccessibleName(tr("%1, as a slider").arg(text(field.label)));
        connect(slider, &QSlider::valueChanged, this,
                [this, key, slider] { announce(key, Json(slider->number())); });
        column->addWidget(slider);
        row.slider = slider;
    }
    row.first = layout_->rowCount();
    if (isWide(field)) {
        layout_->addRow(row.label);
        layout_->addRow(cell);
    } else {
        layout_->addRow(row.label, cell);
    }
    row.last = layout_->rowCount() - 1;
    rows_.push_back(row);
}

bool ParameterForm::isShown(const Row& row) const {
    const QString search = search_->text().trimmed();
    if (!search.isEmpty()) {
        const QString all = text(row.field.label + " " + row.field.key + " " + row.field.help);
        for (const QString& word : search.split(' ', Qt::SkipEmptyParts))
            if (!all.contains(word, Qt::CaseInsensitive))
                return false;
        return true;
    }
    return all_->isChecked() || rows_.size() <= fewFields || row.differs ||
           row.field.effect == Effect::live || row.editor->hasFocus();
}

void ParameterForm::showRows() {
    std::size_t shown = 0;
    for (const Row& row : rows_) {
        const bool on = isShown(row);
        shown += on;
        for (int i = row.first; i <= row.last; ++i)
            layout_->setRowVisible(i, on);
    }
    for (const auto& [group, at] : groups_) {
        const QString prefix = group + ".";
        layout_->setRowVisible(at, std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) {
                                   return text(row.field.key).startsWith(prefix) && isShown(row);
                               }));
    }
    if (nothing_)
        nothing_->setVisible(shown == 0 && !rows_.empty());
    all_->setText(all_->isChecked() ? tr("All") : tr("All %1").arg(rows_.size()));
}

void ParameterForm::reveal(const QString& key) {
    for (const Row& row : rows_) {
        if (prefix_ + text(row.field.key) != key)
            continue;
        search_->clear();
        if (!isShown(row))
            all_->setChecked(true);
        layout_->activate();
        ensureWidgetVisible(row.editor);
        row.editor->setFocus(Qt::ShortcutFocusReason);
    }
}

void ParameterForm::showLabel(const Row& row) {
    QString label = text(row.field.label).toHtmlEscaped();
    if (!row.field.unit.empty())
        label += QString(" [%1]").arg(text(row.field.unit).toHtmlEscaped());
    if (row.differs) // from its default
        label = "<b>" + label + "</b>";
    if (row.field.effect != Effect::live)
        label += QString(" <span style='color:%1'>↻</span>").arg(theme().edit.name());
    row.label->setText(label);
    row.reset->setVisible(row.differs);
}

void ParameterForm::announce(const QString& key, const Json& value) {
    emit edited(key, QString::fromStdString(value.dump()));
}

void ParameterForm::showValue(Row& row, const Json& value) {
    QWidget* editor = row.editor;
    row.differs = !row.field.defaultValue.is_null() && value != row.field.defaultValue;
    showLabel(row);
    if (row.slider && value.is_number()) {
        const QSignalBlocker quiet(row.slider);
        if (!row.slider->isSliderDown())
            static_cast<NumberSlider*>(row.slider)->setNumber(value.get<double>());
    }
    showInEditor(editor, row.field, value);
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
    for (const Row& row : rows_)
        if (prefix_ + text(row.field.key) == key)
            return row.editor;
    return nullptr;
}

} // namespace hippodrome

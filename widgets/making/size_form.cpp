#include "widgets/making/size_form.h"

#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

bool isLength(const FieldInfo& field) {
    return field.unit == "m";
}

/// No digits that are only rounding.
QString sizeText(double value) {
    return QString::number(std::round(value * 1e6) / 1e6, 'g', 8);
}

} // namespace

SizeForm::SizeForm(QWidget* parent)
    : QWidget(parent), form_(new QFormLayout(this)), unit_(new QComboBox) {
    form_->setContentsMargins(0, 0, 0, 0);
    form_->setHorizontalSpacing(rhythm);
    form_->setVerticalSpacing(rhythm / 2);
    unit_->addItem(tr("metres (m)"), 1.0);
    unit_->addItem(tr("centimetres (cm)"), 0.01);
    unit_->setToolTip(tr("In which unit sizes are typed; \"120 cm\" is understood in both"));
    unit_->setAccessibleName(tr("Unit"));
    unit_->setCurrentIndex(QSettings().value("lengthUnit").toString() == "cm" ? 1 : 0);
    form_->addRow(tr("Sizes in"), unit_);
    connect(unit_, &QComboBox::currentIndexChanged, this, [this] {
        QSettings().setValue("lengthUnit", unit_->currentIndex() == 1 ? "cm" : "m");
        showUnits();
    });
}

double SizeForm::metresPerUnit() const {
    return unit_->currentData().toDouble();
}

void SizeForm::setFields(const std::vector<FieldInfo>& fields, const Json& values) {
    while (form_->rowCount() > 1)
        form_->removeRow(0);
    rows_.clear();
    values_ = Json::object();
    for (const FieldInfo& field : fields) {
        const Json* given = findMember(values, field.key);
        values_[field.key] = given ? *given : field.defaultValue;
        Row row{field, nullptr, nullptr, nullptr};
        const QString help = QString::fromStdString(field.help);
        QWidget* editor = nullptr;
        if (field.kind == FieldKind::boolean) {
            row.box = new QCheckBox(QString::fromStdString(field.label));
            row.box->setChecked(values_[field.key].get<bool>());
            connect(row.box, &QCheckBox::toggled, this, &SizeForm::read);
            editor = row.box;
        } else {
            row.line = new QLineEdit;
            row.line->setAccessibleName(QString::fromStdString(field.label));
            connect(row.line, &QLineEdit::textEdited, this, &SizeForm::read);
            editor = row.line;
            row.label = new QLabel;
            row.label->setToolTip(help);
        }
        editor->setToolTip(help);
        if (row.label)
            form_->insertRow(form_->rowCount() - 1, row.label, editor);
        else
            form_->insertRow(form_->rowCount() - 1, editor);
        if (isVisible()) // at once, so that one can type into it
            editor->show();
        rows_.push_back(row);
    }
    showUnits();
    read();
}

/// Writes every number in the unit that is chosen.
void SizeForm::showUnits() {
    const QString unit = unit_->currentIndex() == 1 ? "cm" : "m";
    for (const Row& row : rows_) {
        if (!row.line)
            continue;
        const double value = values_[row.field.key].get<double>();
        const QString label = QString::fromStdString(row.field.label);
        row.label->setText(isLength(row.field) ? QString("%1 [%2]").arg(label, unit) : label);
        row.line->setText(sizeText(isLength(row.field) ? value / metresPerUnit() : value));
    }
}

/// The number of a row [m], if it holds one within the range.
std::optional<double> SizeForm::typed(const Row& row) const {
    QString text = row.line->text().trimmed().replace(',', '.');
    double unit = isLength(row.field) ? metresPerUnit() : 1.0;
    for (const auto& [suffix, metres] : {std::pair{"cm", 0.01}, {"m", 1.0}})
        if (isLength(row.field) && text.endsWith(suffix)) {
            text.chop(static_cast<int>(qstrlen(suffix)));
            unit = metres;
            break;
        }
    bool fine = false;
    const double value = text.trimmed().toDouble(&fine) * unit;
    const bool whole = row.field.kind != FieldKind::integer || value == std::round(value);
    const double slack = 1e-12; // 10 cm are 0.1 m
    if (!fine || !std::isfinite(value) || !whole || value < row.field.range.minimum - slack ||
        value > row.field.range.maximum + slack)
        return std::nullopt;
    return std::clamp(value, row.field.range.minimum, row.field.range.maximum);
}

void SizeForm::read() {
    fault_.clear();
    for (const Row& row : rows_) {
        if (row.box) {
            values_[row.field.key] = row.box->isChecked();
            continue;
        }
        const auto value = typed(row);
        row.line->setStyleSheet(value ? QString()
                                      : QString("color: %1").arg(theme().danger.name()));
        if (value && row.field.kind == FieldKind::integer)
            values_[row.field.key] = static_cast<int>(*value);
        else if (value)
            values_[row.field.key] = *value;
        else if (fault_.isEmpty()) {
            const double unit = isLength(row.field) ? metresPerUnit() : 1.0;
            fault_ = tr("%1: type a number from %2 to %3")
                         .arg(QString::fromStdString(row.field.label),
                              sizeText(row.field.range.minimum / unit),
                              sizeText(row.field.range.maximum / unit));
            if (isLength(row.field))
                fault_ += unit_->currentIndex() == 1 ? " cm" : " m";
        }
    }
    emit changed();
}

void SizeForm::typeFirst() {
    for (const Row& row : rows_)
        if (row.line) {
            row.line->setFocus();
            row.line->selectAll();
            return;
        }
}

QWidget* SizeForm::editor(const std::string& key) const {
    for (const Row& row : rows_)
        if (row.field.key == key)
            return row.line ? static_cast<QWidget*>(row.line) : row.box;
    return nullptr;
}

} // namespace hippodrome

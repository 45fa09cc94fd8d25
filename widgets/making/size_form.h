#pragma once

#include "core/base/field.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace hippodrome {

/// A form for the sizes of a shape, typed in metres or centimetres ("1.2", "120 cm").
class SizeForm : public QWidget {
    Q_OBJECT

public:
    explicit SizeForm(QWidget* parent = nullptr);

    /// Other fields, with their defaults or with `values` [m].
    void setFields(const std::vector<FieldInfo>& fields, const Json& values);
    /// What was typed [m]; fields that hold no possible number have what they had before.
    const Json& values() const { return values_; }
    /// Every field holds a possible number.
    bool isSound() const { return fault_.isEmpty(); }
    /// What is wrong; empty when nothing is.
    const QString& fault() const { return fault_; }
    /// Hands the keyboard to the first number, chosen to be typed over.
    void typeFirst();
    QWidget* editor(const std::string& key) const;
    /// The choice between metres and centimetres.
    QComboBox* unitChoice() { return unit_; }

signals:
    void changed();

private:
    struct Row {
        FieldInfo field;
        QLabel* label = nullptr;
        QLineEdit* line = nullptr; ///< of a number
        QCheckBox* box = nullptr;  ///< of a boolean
    };
    void read();
    void showUnits();
    double metresPerUnit() const;
    std::optional<double> typed(const Row& row) const;

    QFormLayout* form_;
    QComboBox* unit_;
    std::vector<Row> rows_;
    Json values_ = Json::object();
    QString fault_;
};

} // namespace hippodrome

#pragma once

#include "core/base/field.h"

#include <QLineEdit>
#include <QSlider>
#include <QSpinBox>

#include <functional>

namespace hippodrome {

/// A real number: a line that shows the shortest form, from 1e-5 to metres; or, as NaN, "auto".
class NumberEdit : public QLineEdit {
public:
    NumberEdit(const Range& range, bool automatic);

    void setValue(double value);
    double value() const { return value_; }
    /// Takes what was typed; false when it is no other number of the range, and `refused` says what
    /// it was.
    bool take(QString& refused);

private:
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
    QValidator::State validate(QString& text, int& position) const override;
    void fixup(QString& text) const override;
};

using ValueChosen = std::function<void(const Json& value)>;
using ValueRefused = std::function<void(const QString& reason)>;
/// The editor of a field; what a person chooses is told, and what is no value of it is refused.
QWidget* makeValueEditor(const FieldInfo& field, const ValueChosen& chosen,
                         const ValueRefused& refused);
/// Shows a value in such an editor; nothing is told.
void showInEditor(QWidget* editor, const FieldInfo& field, const Json& value);

/// A number that is meant to be played with: one that acts at once and whose range is narrow enough
/// to be seen on a line.
bool suitsSlider(const FieldInfo& field);
/// For such a number.
class NumberSlider : public QSlider {
public:
    explicit NumberSlider(const Range& range);

    void setNumber(double value);
    double number() const;

private:
    Range range_;
};

} // namespace hippodrome

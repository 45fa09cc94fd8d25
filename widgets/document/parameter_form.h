#pragma once

#include "core/base/field.h"

#include <QScrollArea>

#include <vector>

class QFormLayout;

namespace hippodrome {

/// A form made from declared fields: label, editor with unit and range, help on hover, and what a
/// change does to the running simulation. Groups (`place_code.width`) get headings.
class ParameterForm : public QScrollArea {
    Q_OBJECT

public:
    explicit ParameterForm(QWidget* parent = nullptr);

    /// Shows `fields` with the values of `parameters`, under keys that begin with `prefix`
    /// (`brains.place_cells.`). Editors are kept when only values differ.
    void setFields(const QString& title, const QString& prefix,
                   const std::vector<FieldInfo>& fields, const Json& parameters);
    /// The editor of a field, by its whole key.
    QWidget* editor(const QString& key) const;

signals:
    /// What was typed is no value of a field, which keeps the one it had.
    void refused(const QString& reason);
    /// A person chose another value, given as JSON text.
    void edited(const QString& key, const QString& json);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void announce(const QString& key, const Json& value);
    QWidget* makeEditor(const FieldInfo& field, const QString& key);
    void showValue(QWidget* editor, const FieldInfo& field, const Json& value);
    void rebuild(const QString& title);

    QString prefix_;
    std::vector<FieldInfo> fields_;
    std::vector<QWidget*> editors_;
};

} // namespace hippodrome

#pragma once

#include "core/base/field.h"

#include <QScrollArea>

#include <utility>
#include <vector>

class QFormLayout;
class QLabel;
class QLineEdit;
class QSlider;
class QToolButton;

namespace hippodrome {

/// A form made from declared fields: label, editor with unit and range, help on hover, and what a
/// change does to the running simulation. Groups (`place_code.width`) get headings. What acts at
/// once, and what differs from its default, comes first; the rest is shown when all of it is asked
/// for or searched for. What differs is bold, and can be put back.
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
    /// Makes sure that a field is to be seen, and gives it the focus.
    void reveal(const QString& key);
    QLineEdit& search() { return *search_; }
    QToolButton& all() { return *all_; }

signals:
    /// What was typed is no value of a field, which keeps the one it had.
    void refused(const QString& reason);
    /// A person chose another value, given as JSON text.
    void edited(const QString& key, const QString& json);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// A field on screen.
    struct Row {
        FieldInfo field;
        QWidget* editor = nullptr;
        QLabel* label = nullptr;
        QToolButton* reset = nullptr;
        QSlider* slider = nullptr; ///< of numbers that are meant to be played with
        bool differs = false;      ///< from its default
        int first = 0, last = 0;   ///< of the layout's rows
    };
    void announce(const QString& key, const Json& value);
    void addRow(const FieldInfo& field);
    void showValue(Row& row, const Json& value);
    void showLabel(const Row& row);
    bool isShown(const Row& row) const;
    void showRows();
    void rebuild(const QString& title, const std::vector<FieldInfo>& fields);
    void placeBar();

    QString prefix_;
    std::vector<Row> rows_;
    std::vector<std::pair<QString, int>> groups_; ///< and the rows of their headings
    QWidget* bar_;                                ///< above what scrolls
    QLineEdit* search_;
    QToolButton* all_;
    QFormLayout* layout_ = nullptr;
    QLabel* nothing_ = nullptr; ///< where nothing is found
};

} // namespace hippodrome

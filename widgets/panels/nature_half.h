#pragma once

#include "core/base/nature.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace hippodrome {

/// A half of a panel that shows biology beside artifice: which of the two, a sentence about it, a
/// choice of whose, and what is added below.
class NatureHalf : public QWidget {
    Q_OBJECT

public:
    NatureHalf(Nature nature, const QString& sentence, const QString& choiceHelp,
               QWidget* parent = nullptr);

    QComboBox& choice() { return *choice_; }
    void add(QWidget* content);
    /// Takes over the colours of a theme that was chosen.
    void applyTheme();

private:
    Nature nature_;
    QString sentence_;
    QLabel* title_ = nullptr;
    QComboBox* choice_ = nullptr;
    QVBoxLayout* layout_ = nullptr;
};

/// Fills a panel with two halves of equal width: the machine left, as it is above in the rows, and
/// the brain right. Nowhere are they the other way around.
void layOutHalves(QWidget* panel, NatureHalf* machine, NatureHalf* brain);

} // namespace hippodrome

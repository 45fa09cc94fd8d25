#pragma once

#include "widgets/document/document.h"
#include "widgets/document/parameter_form.h"

#include <QFrame>

class QPushButton;

namespace hippodrome {

/// The numbers of one part of the arena, over the window until one clicks elsewhere; each change is
/// a step of undo.
class PartPanel : public QFrame {
    Q_OBJECT

public:
    PartPanel(Document& document, int part, QWidget* parent);

    ParameterForm& form() { return *form_; }
    /// Near a place of the screen, with the first field in hand.
    void showAt(QPoint globalPlace);
    /// That is a part with something to show.
    static bool canShow(const Arena& arena, int part);

private:
    void read();
    void edit(const QString& key, const QString& json);

    Document& document_;
    int part_;
    ParameterForm* form_;
};

} // namespace hippodrome

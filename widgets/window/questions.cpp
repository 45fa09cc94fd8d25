#include "widgets/window/questions.h"

#include <QMessageBox>
#include <QPushButton>

namespace hippodrome {

Answer ask(QWidget* window, const QString& title, const QString& text, const AnswerTexts& texts) {
    QMessageBox box(texts.warning ? QMessageBox::Warning : QMessageBox::Question, title, text,
                    QMessageBox::NoButton, window);
    box.setTextFormat(Qt::PlainText);
    QPushButton* keep = box.addButton(texts.keep, QMessageBox::AcceptRole);
    QPushButton* discard = texts.discard.isEmpty()
                               ? nullptr
                               : box.addButton(texts.discard, QMessageBox::DestructiveRole);
    QPushButton* cancel = box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(texts.byDefault == Answer::keep ? keep : cancel);
    box.setEscapeButton(cancel);
    box.exec();
    if (box.clickedButton() == keep)
        return Answer::keep;
    return discard && box.clickedButton() == discard ? Answer::discard : Answer::cancel;
}

} // namespace hippodrome

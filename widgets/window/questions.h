#pragma once

#include <QString>

class QWidget;

namespace hippodrome {

enum class Answer { keep, discard, cancel };

/// The buttons of a question, besides Cancel.
struct AnswerTexts {
    QString keep;
    QString discard = {}; ///< empty: there is no such button
    bool warning = false;
    Answer byDefault = Answer::keep; ///< for Enter; Escape cancels
};

/// Asks, in plain text, and waits for the answer.
Answer ask(QWidget* window, const QString& title, const QString& text, const AnswerTexts& texts);

} // namespace hippodrome

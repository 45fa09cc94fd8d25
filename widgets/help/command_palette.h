#pragma once

#include <QDialog>
#include <QKeySequence>
#include <QString>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace hippodrome {

/// Something that can be done by its name.
struct NamedCommand {
    QString text;   ///< "Run from the beginning"
    QString place;  ///< where it is otherwise found: "Scene", "parameter of lstm", "scene"
    QString search; ///< further words by which it is found
    QKeySequence keys;
    std::function<void()> run;
};

/// How well a command answers a search, all of whose words it must hold, in capitals or not: 0 not
/// at all; words at the beginning of its name count most.
int relevance(const NamedCommand& command, const QString& search);

/// Everything that the window can do, found by typing: actions, parameters, scenes. Return does the
/// one that is marked, arrows mark another, Escape leaves.
class CommandPalette : public QDialog {
    Q_OBJECT

public:
    explicit CommandPalette(std::vector<NamedCommand> commands, QWidget* parent = nullptr);

    QLineEdit& search() { return *search_; }
    QListWidget& list() { return *list_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void runMarked();

    std::vector<NamedCommand> commands_;
    QLineEdit* search_;
    QListWidget* list_;
};

} // namespace hippodrome

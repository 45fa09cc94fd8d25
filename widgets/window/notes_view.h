#pragma once

#include <QScrollArea>

#include <memory>
#include <string>
#include <vector>

class QLabel;

namespace hippodrome {

/// What the scene says to the lecturer, and what is to be said about its data and its run.
class NotesView : public QScrollArea {
    Q_OBJECT

public:
    explicit NotesView(QWidget* parent = nullptr);

    /// Notes of another scene; nothing is known about its run yet.
    void setScene(const std::string& notes);
    void setRunNotes(std::shared_ptr<const std::vector<std::string>> notes);

private:
    void compose();

    QLabel* text_;
    std::string scene_;
    std::shared_ptr<const std::vector<std::string>> run_;
};

} // namespace hippodrome

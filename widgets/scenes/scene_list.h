#pragma once

#include <QListWidget>

class QToolButton;

namespace hippodrome {

/// The scenes of a folder and of the folders in it, to be opened by a click.
class SceneList : public QListWidget {
    Q_OBJECT

public:
    explicit SceneList(QWidget* parent = nullptr);

    void setFolder(const QString& folder);
    /// Marks the file that is open, when it is on the list.
    void mark(const QString& file);
    /// To be placed beside the list's heading.
    QToolButton* browseButton() { return browseButton_; }

signals:
    void chosen(const QString& file);
    void browseRequested();

protected:
    /// A letter that is typed there searches, and chooses no tool.
    bool event(QEvent* event) override;

private:
    QToolButton* browseButton_;
};

} // namespace hippodrome

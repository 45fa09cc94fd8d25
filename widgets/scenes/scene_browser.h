#pragma once

#include "widgets/scenes/scene_card.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace hippodrome {

/// Scenes to choose from, as cards: those that come with the program by topic, a person's own
/// beside them; what is typed is searched for in titles, questions, papers, brains and notes.
/// Return or a double click opens; what the pointer is on is described below.
class SceneBrowser : public QDialog {
    Q_OBJECT

public:
    /// `own` is the folder of a person's scenes; it need not be there.
    SceneBrowser(const QString& bundled, const QString& own, QWidget* parent = nullptr);

    QLineEdit& search() { return *search_; }
    QListWidget& topics() { return *topics_; }
    QListWidget& cards() { return *cards_; }
    QString description() const;

signals:
    void chosen(const QString& file);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fillTopics();
    void fillCards();
    void describe(const QListWidgetItem* item);
    void open(const QListWidgetItem* item);

    std::vector<CatalogueEntry> entries_;
    std::size_t bundledCount_ = 0; ///< of entries_; a person's own follow
    QLineEdit* search_;
    QListWidget* topics_;
    QListWidget* cards_;
    QLabel* description_;
    QLabel* nothing_;
};

} // namespace hippodrome

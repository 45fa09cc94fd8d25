#pragma once

#include <QDialog>
#include <QString>

#include <vector>

class QLineEdit;
class QTextBrowser;
class QTreeWidget;
class QUrl;

namespace hippodrome {

/// A page of docs/, as it is built into the program.
struct ManualPage {
    QString name;  ///< "models/place_cells"
    QString title; ///< its first heading
    QString group; ///< "Brains"
    QString text;  ///< Markdown
};

/// Every page, in the order in which a reader meets them.
const std::vector<ManualPage>& manualPages();
/// nullptr when there is none with this name.
const ManualPage* findManualPage(const QString& name);
/// "Grid score (60°)" is `grid-score-60`, as links name it.
QString headingAnchor(const QString& heading);

/// The page of the manual, `models/place_cells` or `metrics#grid-score`, that says more about a
/// widget; the nearest one around it that names one, else the first page.
void setManualPage(QWidget* widget, const QString& page);
QString manualPageOf(const QWidget* widget);

/// The pages of docs/ in a window: a table of contents, a search over all of it, and links.
class Manual : public QDialog {
    Q_OBJECT

public:
    explicit Manual(QWidget* parent = nullptr);

    /// `metrics#grid-score`; the first page for one that there is none of.
    void showPage(const QString& page);
    QString page() const { return page_; }
    QLineEdit& search() { return *search_; }
    QTreeWidget& contents() { return *contents_; }
    QTextBrowser& text() { return *text_; }

private:
    void fillContents();
    void fillFound(const QString& words);
    void follow(const QUrl& link);
    void scrollTo(const QString& anchor);

    QLineEdit* search_;
    QTreeWidget* contents_;
    QTextBrowser* text_;
    QString page_;
};

} // namespace hippodrome

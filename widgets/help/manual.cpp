#include "widgets/help/manual.h"

#include "widgets/help/glossary.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace hippodrome {

namespace {

constexpr const char* root = ":/manual/";
constexpr const char* pageProperty = "hippodromeManualPage";
/// Made here and not in a file.
constexpr const char* glossaryName = "glossary";

struct Group {
    const char* title;
    QStringList pages; ///< names; one that ends with / stands for its folder
};

const std::vector<Group>& groups() {
    static const std::vector<Group> all{
        {QT_TR_NOOP("The window"), {"window", glossaryName, "metrics", "experiments"}},
        {QT_TR_NOOP("Brains"), {"models/"}},
        {QT_TR_NOOP("Agents"), {"agents/README", "agents/", "revaluation"}},
        {QT_TR_NOOP("What was measured"), {"emergence", "performance", "reliability"}},
        {QT_TR_NOOP("Files and the command line"), {"files", "sweeps"}}};
    return all;
}

QString titleOf(const QString& markdown) {
    for (const QString& line : markdown.split('\n'))
        if (line.startsWith("# "))
            return line.mid(2).remove('`').trimmed();
    return {};
}

QString textOf(const QString& name) {
    if (name == glossaryName)
        return glossaryMarkdown();
    QFile file(root + name + ".md");
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList namesOf(const QString& entry) {
    if (!entry.endsWith('/'))
        return {entry};
    QStringList names;
    for (const QString& file : QDir(root + entry).entryList({"*.md"}, QDir::Files, QDir::Name))
        names << entry + file.chopped(3);
    return names;
}

} // namespace

const std::vector<ManualPage>& manualPages() {
    static const std::vector<ManualPage> pages = [] {
        std::vector<ManualPage> all;
        for (const Group& group : groups())
            for (const QString& entry : group.pages)
                for (const QString& name : namesOf(entry)) {
                    const QString text = textOf(name);
                    const bool known =
                        std::any_of(all.begin(), all.end(),
                                    [&](const ManualPage& page) { return page.name == name; });
                    if (!text.isEmpty() && !known)
                        all.push_back({name, titleOf(text), Manual::tr(group.title), text});
                }
        return all;
    }();
    return pages;
}

const ManualPage* findManualPage(const QString& name) {
    for (const ManualPage& page : manualPages())
        if (page.name == name)
            return &page;
    return nullptr;
}

QString headingAnchor(const QString& heading) {
    QString anchor;
    for (const QChar letter : heading.toLower())
        if (letter.isLetterOrNumber() || letter == '_' || letter == '-')
            anchor += letter;
        else if (letter == ' ')
            anchor += '-';
    return anchor;
}

void setManualPage(QWidget* widget, const QString& page) {
    widget->setProperty(pageProperty, page);
}

QString manualPageOf(const QWidget* widget) {
    for (; widget; widget = widget->parentWidget())
        if (const QString page = widget->property(pageProperty).toString(); !page.isEmpty())
            return page;
    return "window";
}

Manual::Manual(QWidget* parent)
    : QDialog(parent), search_(new QLineEdit), contents_(new QTreeWidget), text_(new QTextBrowser) {
    setWindowTitle(tr("Manual"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    search_->setPlaceholderText(tr("Search the manual"));
    search_->setAccessibleName(tr("Search the manual"));
    search_->setToolTip(tr("Words that a page is to hold"));
    search_->setClearButtonEnabled(true);
    contents_->setHeaderHidden(true);
    contents_->setAccessibleName(tr("Pages"));
    contents_->setToolTip(tr("A click shows the page"));
    text_->setOpenLinks(false);
    text_->setAccessibleName(tr("Page"));
    text_->document()->setDocumentMargin(2 * rhythm);
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(rhythm, rhythm, rhythm, rhythm);
    column->addWidget(search_);
    column->addWidget(contents_, 1);
    auto* halves = new QSplitter(Qt::Horizontal);
    halves->setHandleWidth(1);
    halves->setChildrenCollapsible(false);
    halves->addWidget(left);
    halves->addWidget(text_);
    halves->setSizes({scaled(240), scaled(600)});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(halves);
    resize(scaled(880), scaled(600));
    connect(search_, &QLineEdit::textChanged, this, [this](const QString& words) {
        words.trimmed().isEmpty() ? fillContents() : fillFound(words.trimmed());
    });
    connect(contents_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (item && !item->data(0, Qt::UserRole).toString().isEmpty())
            showPage(item->data(0, Qt::UserRole).toString());
    });
    connect(text_, &QTextBrowser::anchorClicked, this, &Manual::follow);
    fillContents();
    showPage({});
}

void Manual::fillContents() {
    const QSignalBlocker quiet(contents_);
    contents_->clear();
    QTreeWidgetItem* group = nullptr;
    for (const ManualPage& page : manualPages()) {
        if (!group || group->text(0) != page.group) {
            group = new QTreeWidgetItem(contents_, {page.group});
            group->setFlags(Qt::ItemIsEnabled);
        }
        auto* item = new QTreeWidgetItem(group, {page.title});
        item->setData(0, Qt::UserRole, page.name);
        if (page.name == page_)
            contents_->setCurrentItem(item);
    }
    contents_->expandAll();
}

void Manual::fillFound(const QString& words) {
    const QSignalBlocker quiet(contents_);
    contents_->clear();
    const QStringList all = words.split(' ', Qt::SkipEmptyParts);
    for (const ManualPage& page : manualPages()) {
        if (!std::all_of(all.begin(), all.end(), [&](const QString& word) {
                return page.text.contains(word, Qt::CaseInsensitive);
            }))
            continue;
        auto* found = new QTreeWidgetItem(contents_, {page.title});
        found->setData(0, Qt::UserRole, page.name);
        // Its sections that hold a word.
        QString heading;
        QStringList told;
        for (const QString& line : page.text.split('\n')) {
            if (line.startsWith("## ") || line.startsWith("### "))
                heading = line.section(' ', 1).remove('`').remove('*').trimmed();
            if (heading.isEmpty() || told.contains(heading) ||
                !line.contains(all.front(), Qt::CaseInsensitive))
                continue;
            told << heading;
            auto* section = new QTreeWidgetItem(found, {heading});
            section->setData(0, Qt::UserRole, page.name + "#" + headingAnchor(heading));
        }
    }
    contents_->expandAll();
    if (contents_->topLevelItemCount() == 0)
        new QTreeWidgetItem(contents_, {tr("Nothing is found")});
}

void Manual::showPage(const QString& wanted) {
    const QString name = wanted.section('#', 0, 0), anchor = wanted.section('#', 1);
    const ManualPage* page = findManualPage(name);
    if (!page && !manualPages().empty())
        page = &manualPages().front();
    if (!page)
        return;
    if (page_ != page->name) {
        page_ = page->name;
        const QString folder = page_.contains('/') ? page_.section('/', 0, -2) + "/" : QString();
        text_->document()->setBaseUrl(QUrl("qrc" + QString(root) + folder));
        text_->document()->setMarkdown(page->text);
    }
    if (anchor.isEmpty())
        text_->verticalScrollBar()->setValue(0);
    else
        scrollTo(anchor);
    if (const QString word = search_->text().trimmed().section(' ', 0, 0);
        !word.isEmpty() && anchor.isEmpty())
        text_->find(word);
}

void Manual::scrollTo(const QString& anchor) {
    for (QTextBlock block = text_->document()->begin(); block.isValid(); block = block.next())
        if (block.blockFormat().headingLevel() > 0 && headingAnchor(block.text()) == anchor) {
            QTextCursor cursor(block);
            text_->moveCursor(QTextCursor::End); // so that the heading then stands at the top
            text_->setTextCursor(cursor);
            text_->ensureCursorVisible();
            return;
        }
}

void Manual::follow(const QUrl& link) {
    if (!link.scheme().isEmpty() && link.scheme() != "qrc") {
        QDesktopServices::openUrl(link);
        return;
    }
    if (link.path().isEmpty())
        return scrollTo(link.fragment());
    const QString folder = page_.contains('/') ? page_.section('/', 0, -2) + "/" : QString();
    QString name = QDir::cleanPath(folder + link.path());
    if (!name.endsWith(".md"))
        return;
    name.chop(3);
    if (findManualPage(name))
        showPage(link.fragment().isEmpty() ? name : name + "#" + link.fragment());
}

} // namespace hippodrome

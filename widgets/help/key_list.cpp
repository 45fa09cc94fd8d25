#include "widgets/help/key_list.h"

#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace hippodrome {

namespace {

void addEntries(const QList<QAction*>& actions, const QString& place,
                std::vector<MenuEntry>& entries) {
    for (QAction* action : actions) {
        if (action->isSeparator())
            continue;
        const MenuEntry entry{place, action};
        if (const QMenu* menu = action->menu())
            addEntries(menu->actions(),
                       place.isEmpty() ? entry.text() : place + " > " + entry.text(), entries);
        else
            entries.push_back(entry);
    }
}

} // namespace

QString MenuEntry::text() const {
    return QString(action->text()).remove('&').remove(QChar(0x2026));
}

std::vector<MenuEntry> menuEntries(const QMenuBar& bar) {
    std::vector<MenuEntry> entries;
    addEntries(bar.actions(), {}, entries);
    return entries;
}

KeyList::KeyList(const QMenuBar& bar, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keys"));
    auto* search = new QLineEdit;
    search->setPlaceholderText(tr("Search keys"));
    search->setAccessibleName(tr("Search keys"));
    search->setToolTip(tr("A key, or a word of what it does"));
    search->setClearButtonEnabled(true);
    auto* list = new QTreeWidget;
    list->setHeaderLabels({tr("What it does"), tr("Key"), tr("Where")});
    list->setRootIsDecorated(false);
    list->setAccessibleName(tr("Keys and what they do"));
    list->setToolTip(tr("A double click on a heading sorts"));
    list->setSortingEnabled(false);
    const auto add = [list](const QString& what, const QString& keys, const QString& where) {
        new QTreeWidgetItem(list, {what, keys, where});
    };
    for (const MenuEntry& entry : menuEntries(bar)) {
        QStringList keys;
        for (const QKeySequence& sequence : entry.action->shortcuts())
            keys << sequence.toString(QKeySequence::NativeText);
        if (!keys.isEmpty())
            add(entry.text(), keys.join(tr(" or ")), entry.menu);
    }
    add(tr("The next unit"), tr("arrow keys"), tr("gallery"));
    add(tr("Steers the rat, where a scene lets it be steered"), tr("arrow keys"), tr("arena"));
    add(tr("Moves what is seen"), tr("middle button, dragged"), tr("arena"));
    add(tr("Nearer, farther"), tr("Ctrl+wheel"), tr("arena, gallery"));
    add(tr("Gives up what is being drawn; back to all units"), tr("Esc"), tr("everywhere"));
    for (int column = 0; column < 3; ++column)
        list->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    connect(search, &QLineEdit::textChanged, list, [list](const QString& text) {
        for (int i = 0; i < list->topLevelItemCount(); ++i) {
            QTreeWidgetItem* item = list->topLevelItem(i);
            const QString all = item->text(0) + " " + item->text(1) + " " + item->text(2);
            item->setHidden(!all.contains(text, Qt::CaseInsensitive));
        }
    });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(rhythm, rhythm, rhythm, rhythm);
    layout->addWidget(search);
    layout->addWidget(list, 1);
    resize(scaled(600), scaled(520));
}

} // namespace hippodrome

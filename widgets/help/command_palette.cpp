#include "widgets/help/command_palette.h"

#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace hippodrome {

namespace {

constexpr int mostShown = 200;

} // namespace

int relevance(const NamedCommand& command, const QString& search) {
    const QStringList words = search.split(' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return 1;
    int sum = 0;
    for (const QString& word : words) {
        const qsizetype at = command.text.indexOf(word, 0, Qt::CaseInsensitive);
        const bool begins = at == 0 || (at > 0 && !command.text[at - 1].isLetterOrNumber());
        if (at == 0)
            sum += 8;
        else if (begins)
            sum += 6;
        else if (at > 0)
            sum += 4;
        else if (command.place.contains(word, Qt::CaseInsensitive))
            sum += 2;
        else if (command.search.contains(word, Qt::CaseInsensitive))
            sum += 1;
        else
            return 0;
    }
    return sum;
}

CommandPalette::CommandPalette(std::vector<NamedCommand> commands, QWidget* parent)
    : QDialog(parent), commands_(std::move(commands)), search_(new QLineEdit),
      list_(new QListWidget) {
    setWindowTitle(tr("What to do?"));
    search_->setPlaceholderText(tr("An action, a parameter or a scene"));
    search_->setAccessibleName(tr("Search for a command"));
    search_->setToolTip(tr("Some words of what is to be done; Return does what is marked"));
    search_->installEventFilter(this);
    list_->setAccessibleName(tr("Commands found"));
    list_->setToolTip(tr("A double click or Return does it"));
    list_->setUniformItemSizes(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(rhythm, rhythm, rhythm, rhythm);
    layout->addWidget(search_);
    layout->addWidget(list_, 1);
    resize(scaled(560), scaled(380));
    connect(search_, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(list_, &QListWidget::itemActivated, this, &CommandPalette::runMarked);
    fill();
    search_->setFocus();
}

void CommandPalette::fill() {
    std::vector<std::pair<int, int>> found; // relevance, index
    for (std::size_t i = 0; i < commands_.size(); ++i)
        if (const int value = relevance(commands_[i], search_->text()); value > 0)
            found.push_back({value, static_cast<int>(i)});
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    list_->clear();
    for (const auto& [value, index] : found) {
        const NamedCommand& command = commands_[static_cast<std::size_t>(index)];
        QString text = QString("%1    %2").arg(command.text, command.place);
        if (!command.keys.isEmpty())
            text += QString("    %1").arg(command.keys.toString(QKeySequence::NativeText));
        auto* item = new QListWidgetItem(text, list_);
        item->setData(Qt::UserRole, index);
        if (list_->count() >= mostShown)
            break;
    }
    list_->setCurrentRow(0);
}

void CommandPalette::runMarked() {
    const QListWidgetItem* item = list_->currentItem();
    if (!item)
        return;
    const auto run = commands_[static_cast<std::size_t>(item->data(Qt::UserRole).toInt())].run;
    accept(); // first, so that what it opens stands above
    run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched != search_ || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const int step = key->key() == Qt::Key_Down       ? 1
                     : key->key() == Qt::Key_Up       ? -1
                     : key->key() == Qt::Key_PageDown ? 10
                     : key->key() == Qt::Key_PageUp   ? -10
                                                      : 0;
    if (step != 0 && list_->count() > 0) {
        list_->setCurrentRow(std::clamp(list_->currentRow() + step, 0, list_->count() - 1));
        return true;
    }
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        runMarked();
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace hippodrome

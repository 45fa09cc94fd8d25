#include "widgets/scenes/scene_browser.h"

#include "widgets/style/format.h"
#include "widgets/style/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include <algorithm>

namespace hippodrome {

namespace {

constexpr const char* allTopics = "";
constexpr const char* ownScenes = "mine";

} // namespace

SceneBrowser::SceneBrowser(const QString& bundled, const QString& own, QWidget* parent)
    : QDialog(parent), entries_(catalogueOf(bundled.toStdString())), bundledCount_(entries_.size()),
      search_(new QLineEdit), topics_(new QListWidget), cards_(new QListWidget),
      description_(new QLabel), nothing_(new QLabel) {
    for (CatalogueEntry& entry : catalogueOf(own.toStdString()))
        entries_.push_back(std::move(entry));
    setWindowTitle(tr("Scenes"));

    search_->setPlaceholderText(tr("Search in titles, questions, papers, brains and notes"));
    search_->setClearButtonEnabled(true);
    search_->setAccessibleName(tr("Search"));
    search_->setToolTip(tr("All words must occur; arrow keys choose among what is found"));
    search_->installEventFilter(this);
    topics_->setFrameShape(QFrame::NoFrame);
    topics_->setAccessibleName(tr("Topics"));
    topics_->setToolTip(tr("Scenes of one topic"));
    cards_->setAccessibleName(tr("Scenes"));
    cards_->setFrameShape(QFrame::NoFrame);
    cards_->setViewMode(QListView::IconMode);
    cards_->setResizeMode(QListView::Adjust);
    cards_->setMovement(QListView::Static);
    cards_->setUniformItemSizes(true);
    cards_->setSpacing(rhythm / 2);
    cards_->setMouseTracking(true);
    cards_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    cards_->setItemDelegate(new SceneCards(entries_, cards_));
    description_->setWordWrap(true);
    description_->setTextFormat(Qt::PlainText); // notes come from files
    description_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    nothing_->setAlignment(Qt::AlignCenter);
    nothing_->setWordWrap(true);

    auto* open = new QPushButton(tr("Open"));
    open->setDefault(true);
    open->setToolTip(tr("Opens the scene that is chosen (Return)"));
    auto* close = new QPushButton(tr("Cancel"));
    close->setAutoDefault(false);
    close->setToolTip(tr("Goes on with the scene that is open (Escape)"));

    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(open);
    auto* right = new QVBoxLayout;
    right->addWidget(search_);
    right->addWidget(cards_, 1);
    right->addWidget(nothing_, 1);
    right->addWidget(description_);
    right->addLayout(buttons);
    auto* both = new QHBoxLayout(this);
    both->addWidget(topics_);
    both->addLayout(right, 1);

    connect(search_, &QLineEdit::textChanged, this, &SceneBrowser::fillCards);
    connect(topics_, &QListWidget::currentItemChanged, this, &SceneBrowser::fillCards);
    connect(cards_, &QListWidget::currentItemChanged, this, &SceneBrowser::describe);
    connect(cards_, &QListWidget::itemEntered, this, &SceneBrowser::describe);
    connect(cards_, &QListWidget::itemActivated, this, &SceneBrowser::open);
    connect(open, &QPushButton::clicked, this, [this] { this->open(cards_->currentItem()); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);

    const QFontMetrics metrics(font());
    const QSize card = SceneCards::cardSize(metrics);
    description_->setFixedHeight(4 * metrics.lineSpacing());
    fillTopics();
    search_->setFocus();
    resize(topics_->width() + 3 * (card.width() + rhythm) + 6 * rhythm, 2 * card.height() + 160);
}

void SceneBrowser::fillTopics() {
    const auto add = [&](const QString& label, const QString& key, long count) {
        auto* item = new QListWidgetItem(QString("%1  %2").arg(label).arg(count));
        item->setData(Qt::UserRole, key);
        topics_->addItem(item);
    };
    const auto bundledEnd = entries_.begin() + static_cast<long>(bundledCount_);
    add(tr("All"), allTopics, static_cast<long>(entries_.size()));
    for (const SceneTopic& topic : sceneTopics())
        add(QString::fromStdString(topic.label), QString::fromStdString(topic.key),
            std::count_if(entries_.begin(), bundledEnd, [&](const CatalogueEntry& entry) {
                return entry.about.topic == topic.key;
            }));
    add(tr("Mine"), ownScenes, entries_.end() - bundledEnd);
    topics_->setFixedWidth(topics_->sizeHintForColumn(0) + 4 * rhythm);
    topics_->setCurrentRow(0);
}

void SceneBrowser::fillCards() {
    const QString topic = topics_->currentItem()
                              ? topics_->currentItem()->data(Qt::UserRole).toString()
                              : QString(allTopics);
    std::vector<std::pair<int, std::size_t>> found;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const bool mine = i >= bundledCount_;
        const bool there =
            topic == allTopics ||
            (topic == ownScenes
                 ? mine
                 : !mine && topic == QString::fromStdString(entries_[i].about.topic));
        if (const int worth = relevance(entries_[i], search_->text().toStdString());
            there && worth > 0)
            found.emplace_back(-worth, i);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    cards_->clear();
    for (const auto& [worth, i] : found) {
        auto* item = new QListWidgetItem;
        item->setData(Qt::AccessibleTextRole, QString::fromStdString(entries_[i].title));
        item->setData(Qt::UserRole, QString::fromStdString(entries_[i].file.string()));
        item->setData(SceneCards::entryRole, static_cast<qulonglong>(i));
        const QString paper = QString::fromStdString(entries_[i].about.paper);
        item->setToolTip(plainToolTip(QString::fromStdString(entries_[i].name) +
                                      (paper.isEmpty() ? paper : "\n" + paper)));
        cards_->addItem(item);
    }
    cards_->setVisible(!found.empty());
    nothing_->setVisible(found.empty());
    nothing_->setText(topic == ownScenes && search_->text().isEmpty()
                          ? tr("Scenes that you save appear here.")
                          : tr("No scene has all of these words."));
    cards_->setCurrentRow(found.empty() ? -1 : 0);
    if (found.empty())
        describe(nullptr);
}

void SceneBrowser::describe(const QListWidgetItem* item) {
    const std::size_t which = item ? item->data(SceneCards::entryRole).toULongLong() : 0;
    description_->setText(item ? QString::fromStdString(entries_[which].notes) : QString());
}

QString SceneBrowser::description() const {
    return description_->text();
}

void SceneBrowser::open(const QListWidgetItem* item) {
    if (!item)
        return;
    const QString file = item->data(Qt::UserRole).toString();
    accept();
    emit chosen(file);
}

bool SceneBrowser::eventFilter(QObject* watched, QEvent* event) {
    // While one types, arrow keys choose a card.
    if (watched == search_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up || key == Qt::Key_PageDown ||
            key == Qt::Key_PageUp) {
            cards_->setFocus();
            return key == Qt::Key_Down || key == Qt::Key_Up;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void SceneBrowser::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && cards_)
        cards_->viewport()->update();
}

} // namespace hippodrome

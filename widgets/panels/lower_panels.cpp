#include "widgets/panels/lower_panels.h"

#include "widgets/panels/levels.h"
#include "widgets/style/text_size.h"
#include "widgets/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace hippodrome {

LowerPanels::LowerPanels(Document& document, QWidget* parent) : QWidget(parent) {
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    sentence_ = new QLabel;
    sentence_->setContentsMargins(rhythm, 0, rhythm, rhythm / 4);
    // It is cut where there is no room, and said whole by its tool tip.
    sentence_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setTextRole(sentence_, TextRole::small);
    whole->addWidget(sentence_);
    stack_ = new QStackedWidget;
    whole->addWidget(stack_, 1);
    for (const PanelType& type : panelTypes()) {
        panels_.push_back(make(type, document));
        stack_->addWidget(panels_.back());
    }
    buildButtons();
    setShown(panelTypes().front().key);
}

LowerPanel* LowerPanels::make(const PanelType& type, Document& document) {
    LowerPanel* panel = type.create();
    connect(panel, &LowerPanel::agentChosen, this, &LowerPanels::agentChosen);
    connect(panel, &LowerPanel::watchedAgentsChanged, this, &LowerPanels::watchedAgentsChanged);
    connect(panel, &LowerPanel::rivalRequested, &document,
            [&document](const QString& rival) { document.addRival(rival.toStdString()); });
    connect(panel, &LowerPanel::rivalRemoved, &document,
            [&document](const QString& rival) { document.removeRival(rival.toStdString()); });
    return panel;
}

void LowerPanels::buildButtons() {
    buttons_ = new QWidget(this);
    auto* row = new QHBoxLayout(buttons_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(rhythm / 2);
    const auto add = [row](const QString& text, const QString& help) {
        auto* button = new QToolButton;
        button->setText(text);
        button->setToolTip(help);
        button->setCheckable(true);
        row->addWidget(button);
        return button;
    };
    for (const LevelType& type : levelTypes()) {
        QToolButton* button =
            add(type.brief, tr("<b>%1</b><br>Brain and machine are %2 at this level. %3")
                                .arg(type.title, type.verdict, type.question));
        button->setAccessibleName(type.title);
        connect(button, &QToolButton::clicked, this,
                [this, level = type.level] { showLevel(level); });
        levels_[static_cast<std::size_t>(type.level)] = button;
    }
    row->addSpacing(2 * rhythm);
    for (const PanelType& type : panelTypes()) {
        const QString keys = type.shortcut.toString(QKeySequence::NativeText);
        QToolButton* button =
            add(type.title, keys.isEmpty() ? type.help : QString("%1 (%2)").arg(type.help, keys));
        connect(button, &QToolButton::clicked, this, [this, key = type.key] { emit chosen(key); });
        choices_.push_back(button);
    }
    row->addStretch();
}

QToolButton& LowerPanels::panelButton(const std::string& key) {
    const auto index = static_cast<std::size_t>(&panelTypes().named(key) - &panelTypes()[0]);
    return *choices_[index];
}

void LowerPanels::showLevel(MarrLevel level) {
    std::string key = shownLast_[static_cast<std::size_t>(level)];
    for (const PanelType& type : panelTypes())
        if (key.empty() && type.level == level)
            key = type.key;
    levelButton(level).setChecked(shownType().level == level);
    if (!key.empty())
        emit chosen(key);
}

void LowerPanels::setShown(const std::string& key) {
    int index = 0;
    for (std::size_t i = 0; i < panels_.size(); ++i)
        if (panelTypes()[i].key == key)
            index = static_cast<int>(i);
    stack_->setCurrentIndex(index);
    const PanelType& type = shownType();
    shownLast_[static_cast<std::size_t>(type.level)] = type.key;
    for (const LevelType& level : levelTypes())
        levelButton(level.level).setChecked(level.level == type.level);
    const auto alike =
        std::count_if(panelTypes().begin(), panelTypes().end(),
                      [&](const PanelType& other) { return other.level == type.level; });
    for (std::size_t i = 0; i < choices_.size(); ++i) {
        choices_[i]->setVisible(panelTypes()[i].level == type.level && alike > 1);
        choices_[i]->setChecked(static_cast<int>(i) == index);
    }
    saySentence();
}

void LowerPanels::saySentence() {
    const QString text = latest_ ? levelSentence(shownType().level, *latest_)
                                 : levelType(shownType().level).question;
    if (text == sentence_->text())
        return;
    sentence_->setText(text);
    sentence_->setToolTip(text);
}

LowerPanel& LowerPanels::shown() const {
    return *panels_[static_cast<std::size_t>(stack_->currentIndex())];
}

const PanelType& LowerPanels::shownType() const {
    return panelTypes()[static_cast<std::size_t>(stack_->currentIndex())];
}

void LowerPanels::takeSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    for (LowerPanel* panel : panels_)
        panel->takeSnapshot(snapshot, panel == &shown());
    const bool first = !latest_;
    latest_ = snapshot;
    // Who shows a level changes seldom, and moments come sixty times a second.
    constexpr long momentsBetween = 15;
    if (first || snapshot->state != RunState::running || snapshot->sequence % momentsBetween == 0)
        saySentence();
}

void LowerPanels::refresh() {
    if (++frames_ % shown().framesPerRefresh() == 0)
        shown().refreshNext();
}

} // namespace hippodrome

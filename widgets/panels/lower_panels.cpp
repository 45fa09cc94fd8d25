#include "widgets/panels/lower_panels.h"

#include "widgets/style/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>

namespace hippodrome {

LowerPanels::LowerPanels(Document& document, QWidget* parent) : QWidget(parent) {
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    stack_ = new QStackedWidget;
    whole->addWidget(stack_);
    buttons_ = new QWidget(this);
    group_ = new QButtonGroup(this);
    auto* row = new QHBoxLayout(buttons_);
    row->setContentsMargins(rhythm, 0, 0, 0);
    row->setSpacing(0);
    for (const PanelType& kind : panelTypes()) {
        LowerPanel* panel = kind.create();
        connect(panel, &LowerPanel::agentChosen, this, &LowerPanels::agentChosen);
        connect(panel, &LowerPanel::watchedAgentsChanged, this, &LowerPanels::watchedAgentsChanged);
        connect(panel, &LowerPanel::rivalRequested, &document,
                [&document](const QString& type) { document.addRival(type.toStdString()); });
        connect(panel, &LowerPanel::rivalRemoved, &document,
                [&document](const QString& rival) { document.removeRival(rival.toStdString()); });
        panels_.push_back(panel);
        auto* button = new QToolButton;
        button->setText(kind.title);
        const QString keys = kind.shortcut.toString(QKeySequence::NativeText);
        button->setToolTip(keys.isEmpty() ? kind.help : QString("%1 (%2)").arg(kind.help, keys));
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::NoFocus);
        group_->addButton(button, stack_->addWidget(panel));
        row->addWidget(button);
    }
    connect(group_, &QButtonGroup::idClicked, this,
            [this](int id) { emit chosen(panelTypes()[static_cast<std::size_t>(id)].key); });
}

void LowerPanels::setShown(const std::string& key) {
    int index = 0;
    for (std::size_t i = 0; i < panels_.size(); ++i)
        if (panelTypes()[i].key == key)
            index = static_cast<int>(i);
    stack_->setCurrentIndex(index);
    group_->button(index)->setChecked(true);
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
}

void LowerPanels::refresh() {
    if (++frames_ % shown().framesPerRefresh() == 0)
        shown().refreshNext();
}

} // namespace hippodrome

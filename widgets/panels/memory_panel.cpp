#include "widgets/panels/memory_panel.h"

#include "widgets/style/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace hippodrome {

namespace {

/// The first agent of a kind that goes over what it remembers.
const AgentType* offerOf(Nature nature) {
    const auto& types = agentTypes();
    const auto found = std::find_if(types.begin(), types.end(), [nature](const AgentType& type) {
        return type.nature == nature && type.learner && type.replays;
    });
    return found == types.end() ? nullptr : &*found;
}

} // namespace

MemoryPanel::MemoryPanel(QWidget* parent) : LowerPanel(parent) {
    left_.nature = Nature::biological;
    left_.sentence = tr("hippocampus: experiences, and what replay makes of them");
    left_.offer = offerOf(left_.nature);
    right_.nature = Nature::artificial;
    right_.sentence = tr("replay buffer, online network, target network");
    right_.offer = offerOf(right_.nature);
    auto* halves = new QSplitter(Qt::Horizontal);
    halves->setHandleWidth(1);
    halves->setChildrenCollapsible(false);
    halves->addWidget(buildSide(left_, tr("No agent here goes over what it remembers as a "
                                          "hippocampus may.")));
    halves->addWidget(
        buildSide(right_, tr("No agent here is a deep Q-network with a replay memory.")));
    halves->setSizes({1000, 1000});
    applyTheme();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(halves);
}

QWidget* MemoryPanel::buildSide(Side& side, const QString& offerText) {
    side.title = new QLabel;
    side.title->setMinimumWidth(60); // the sentence may be cut
    side.agents = new QComboBox;
    side.agents->setToolTip(tr("Whose memory to show"));
    side.agents->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    side.agents->setAccessibleName(side.agents->toolTip());
    connect(side.agents, &QComboBox::activated, this, &MemoryPanel::watchedAgentsChanged);
    side.view = new MemoryView;
    side.empty = new QWidget;
    auto* offer = new QVBoxLayout(side.empty);
    auto* text = new QLabel(offerText);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    auto* button = new QPushButton;
    button->setVisible(side.offer != nullptr);
    if (side.offer) {
        button->setText(tr("Add %1 as a rival").arg(QString::fromStdString(side.offer->label)));
        connect(button, &QPushButton::clicked, this, [this, type = side.offer] {
            emit rivalRequested(QString::fromStdString(type->key));
        });
    }
    offer->addStretch();
    offer->addWidget(text);
    offer->addWidget(button, 0, Qt::AlignCenter);
    offer->addStretch();
    auto* header = new QWidget;
    header->setFixedHeight(headerHeight);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(rhythm, 0, rhythm, 0);
    row->setSpacing(rhythm);
    row->addWidget(side.title, 1);
    row->addWidget(side.agents);
    auto* half = new QWidget;
    auto* layout = new QVBoxLayout(half);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(side.view, 1);
    layout->addWidget(side.empty, 1);
    return half;
}

void MemoryPanel::applyTheme() {
    for (Side* side : {&left_, &right_})
        side->title->setText(
            QString("<b style='color:%1'>%2</b>&nbsp; <span style='color:%3'>%4</span>")
                .arg(colourOf(side->nature).name(), wordOf(side->nature),
                     theme().secondaryText.name(), side->sentence));
}

void MemoryPanel::setView(const ViewParameters& view) {
    const QString name = QString::fromStdString(view.colourMap);
    left_.view->setColourMap(name);
    right_.view->setColourMap(name);
}

std::vector<int> MemoryPanel::watchedAgents() const {
    std::vector<int> agents;
    for (const Side* side : {&left_, &right_})
        if (side->agents->count() > 0)
            agents.push_back(side->agents->currentData().toInt());
    return agents;
}

void MemoryPanel::takeSnapshot(const std::shared_ptr<const Snapshot>& snapshot, bool shown) {
    if (!shown)
        return;
    follow(left_, snapshot);
    follow(right_, snapshot);
}

void MemoryPanel::follow(Side& side, const std::shared_ptr<const Snapshot>& latest) {
    const Snapshot& snapshot = *latest;
    QStringList names, shown;
    std::vector<int> numbers;
    // Those that go over what they remember come first.
    for (const bool replaying : {true, false})
        for (std::size_t i = 0; i < snapshot.agents.size(); ++i) {
            const AgentMoment& agent = snapshot.agents[i];
            if (agent.type->nature != side.nature || !agent.type->learner ||
                agent.type->replays != replaying)
                continue;
            names << QString("%1  %2").arg(i + 1).arg(QString::fromStdString(agent.type->label));
            numbers.push_back(static_cast<int>(i));
        }
    for (int i = 0; i < side.agents->count(); ++i)
        shown << side.agents->itemText(i);
    if (names != shown) {
        side.agents->clear();
        for (qsizetype i = 0; i < names.size(); ++i)
            side.agents->addItem(names[i], numbers[static_cast<std::size_t>(i)]);
        side.agents->setVisible(names.size() > 1);
        side.view->setVisible(!names.isEmpty());
        side.empty->setVisible(names.isEmpty());
        emit watchedAgentsChanged();
    }
    const int number = names.isEmpty() ? -1 : side.agents->currentData().toInt();
    side.view->setMoment(latest, number);
}

PanelType MemoryPanel::type() {
    return {.key = "memory",
            .title = tr("Memory"),
            .help = tr("What the agents remember and go over: hippocampus beside replay buffer"),
            .menu = tr("What agents &remember"),
            .shortcut = Qt::Key_F6,
            .create = [] { return new MemoryPanel; }};
}

} // namespace hippodrome

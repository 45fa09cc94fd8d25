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
    build(brain_, Nature::biological, tr("hippocampus: experiences, and what replay makes of them"),
          tr("No agent here goes over what it remembers as a hippocampus may."));
    build(machine_, Nature::artificial, tr("replay buffer, online network, target network"),
          tr("No agent here is a deep Q-network with a replay memory."));
    layOutHalves(this, machine_.half, brain_.half);
}

void MemoryPanel::build(Side& side, Nature nature, const QString& sentence,
                        const QString& offerText) {
    side.nature = nature;
    side.half = new NatureHalf(nature, sentence, tr("Whose memory to show"));
    side.half->choice().setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(&side.half->choice(), &QComboBox::activated, this, &MemoryPanel::watchedAgentsChanged);
    side.view = new MemoryView;
    side.half->add(side.view);
    side.empty = offer(nature, offerText);
    side.half->add(side.empty);
}

QWidget* MemoryPanel::offer(Nature nature, const QString& offerText) {
    auto* empty = new QWidget;
    auto* layout = new QVBoxLayout(empty);
    auto* text = new QLabel(offerText);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    layout->addStretch();
    layout->addWidget(text);
    if (const AgentType* type = offerOf(nature)) {
        auto* button =
            new QPushButton(tr("Add %1 as a rival").arg(QString::fromStdString(type->label)));
        connect(button, &QPushButton::clicked, this,
                [this, type] { emit rivalRequested(QString::fromStdString(type->key)); });
        layout->addWidget(button, 0, Qt::AlignCenter);
    }
    layout->addStretch();
    return empty;
}

void MemoryPanel::applyTheme() {
    brain_.half->applyTheme();
    machine_.half->applyTheme();
}

void MemoryPanel::setView(const ViewParameters& view) {
    const QString name = QString::fromStdString(view.colourMap);
    brain_.view->setColourMap(name);
    machine_.view->setColourMap(name);
}

std::vector<int> MemoryPanel::watchedAgents() const {
    std::vector<int> agents;
    for (const Side* side : {&brain_, &machine_})
        if (side->half->choice().count() > 0)
            agents.push_back(side->half->choice().currentData().toInt());
    return agents;
}

void MemoryPanel::takeSnapshot(const std::shared_ptr<const Snapshot>& snapshot, bool shown) {
    if (!shown)
        return;
    follow(brain_, snapshot);
    follow(machine_, snapshot);
}

void MemoryPanel::follow(Side& side, const std::shared_ptr<const Snapshot>& latest) {
    const Snapshot& snapshot = *latest;
    QComboBox& agents = side.half->choice();
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
    for (int i = 0; i < agents.count(); ++i)
        shown << agents.itemText(i);
    if (names != shown) {
        agents.clear();
        for (qsizetype i = 0; i < names.size(); ++i)
            agents.addItem(names[i], numbers[static_cast<std::size_t>(i)]);
        agents.setVisible(names.size() > 1);
        side.view->setVisible(!names.isEmpty());
        side.empty->setVisible(names.isEmpty());
        emit watchedAgentsChanged();
    }
    const int number = names.isEmpty() ? -1 : agents.currentData().toInt();
    side.view->setMoment(latest, number);
}

PanelType MemoryPanel::type() {
    return {.key = "memory",
            .title = tr("Memory"),
            .help = tr("What the agents remember and go over: hippocampus beside replay buffer"),
            .menu = tr("What agents &remember"),
            .shortcut = Qt::Key_F6,
            .level = MarrLevel::algorithm,
            .create = [] { return new MemoryPanel; }};
}

} // namespace hippodrome

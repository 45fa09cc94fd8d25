#include "widgets/arena/agent_panel.h"

#include "core/agents/agent.h"

#include "widgets/arena/learning_numbers.h"
#include "widgets/style/text_size.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace hippodrome {

AgentPanel::AgentPanel(Document& document, QWidget* parent)
    : QWidget(parent), document_(document), title_(new QLabel), status_(new QLabel),
      layerBox_(new QComboBox), choicesButton_(new QToolButton), replaysButton_(new QToolButton),
      rivalButton_(new QToolButton), arena_(new ArenaView(document)), gallery_(new LayerGallery) {
    arena_->setAccessibleName(tr("Arena of the agents"));
    arena_->setShowRivals(!document.scene().rivals.empty());
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(1);
    splitter->addWidget(arena_);
    splitter->addWidget(gallery_);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({480, 380});
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildHeader();
    layout->addWidget(splitter, 1);
    setMinimumHeight(smallestHeight);
    connect(gallery_, &LayerGallery::layerChosen, this, [this](const QString& key) {
        const bool shown = view_.overlay == key.toStdString();
        document_.setValue("view.overlay", Json(shown ? "" : key.toStdString()));
    });
    connect(arena_, &ArenaView::pointed, this, [this](std::optional<Vec2> place) {
        pointed_ = place;
        emit pointerMoved();
    });
}

bool AgentPanel::suits(const Scene& scene) {
    const bool learns = agentType(scene.agent.type).learner != nullptr;
    // An agent without maps of its own is seen well enough in the arenas of the brains.
    return learns || !scene.rivals.empty() ||
           (scene.brains.empty() &&
            (scene.agent.type != agentTypes().front().key || scene.task.hasEpisodes()));
}

void AgentPanel::buildHeader() {
    auto* header = new HeaderStrip;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(rhythm, 0, rhythm, 0);
    row->setSpacing(rhythm);
    title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(title_, 1);
    status_->setStyleSheet(QString("color: %1").arg(theme().secondaryText.name()));
    row->addWidget(status_);
    layerBox_->setToolTip(tr("Which map of what it knows lies over the arena"));
    layerBox_->setAccessibleName(layerBox_->toolTip());
    layerBox_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    layerBox_->addItem(tr("no map"), "");
    layerBox_->addItem(tr("Value"), "value");
    row->addWidget(layerBox_);
    connect(layerBox_, &QComboBox::activated, this, [this] {
        document_.setValue("view.overlay", Json(layerBox_->currentData().toString().toStdString()));
    });
    const auto setUp = [&](QToolButton* button, const QString& text, const QString& help,
                           const char* key) {
        button->setText(text);
        button->setToolTip(help);
        button->setCheckable(true);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this,
                [this, key](bool on) { document_.setValue(key, Json(on)); });
    };
    setUp(choicesButton_, tr("Policy"), tr("An arrow for what it would do in each tile"),
          "view.choices");
    setUp(replaysButton_, tr("Replay"),
          tr("What it goes over from memory: forward solid, reverse dashed, without order dotted"),
          "view.replays");
    rivalButton_->setText(tr("+ Rival"));
    rivalButton_->setToolTip(tr("Another agent in a copy of this world; the race begins again"));
    row->addWidget(rivalButton_);
    connect(rivalButton_, &QToolButton::clicked, this, &AgentPanel::askRival);
    static_cast<QVBoxLayout*>(layout())->addWidget(header);
}

void AgentPanel::askRival() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (const AgentType& type : agentTypes()) {
        if (!type.learner)
            continue;
        QAction* action = menu->addAction(QString::fromStdString(type.label), this,
                                          [this, key = type.key] { document_.addRival(key); });
        action->setToolTip(QString::fromStdString(type.help));
    }
    menu->popup(rivalButton_->mapToGlobal(rivalButton_->rect().bottomLeft()));
}

void AgentPanel::setAgent(int agent) {
    if (agent == agent_)
        return;
    agent_ = agent;
    emit agentChosen(agent);
}

void AgentPanel::setView(const ViewParameters& view) {
    view_ = view;
    colours_ = ColourMap(QString::fromStdString(view.colourMap));
    gallery_->setColourMap(colours_.name());
    gallery_->setChosen(view.overlay);
    choicesButton_->setChecked(view.choices);
    replaysButton_->setChecked(view.replays);
    arena_->setShowTrail(view.trail);
    if (snapshot_)
        setSnapshot(snapshot_);
}

void AgentPanel::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
    snapshot_ = std::move(snapshot);
    arena_->setSnapshot(snapshot_);
    arena_->setShowRivals(snapshot_->agents.size() > 1);
    if (agent_ >= static_cast<int>(snapshot_->agents.size()))
        setAgent(0);
    const AgentMoment& agent = snapshot_->agents[static_cast<std::size_t>(agent_)];
    showStatus(agent);
    if (agent.picture)
        offerLayers(*agent.picture);
    arena_->setOverlay({agent.picture, view_.overlay, view_.choices, view_.replays}, colours_);
    gallery_->setMoment(agent.picture, snapshot_->arena);
    const bool learns = agent.type->learner != nullptr; // others have no maps
    for (QWidget* shown :
         std::initializer_list<QWidget*>{gallery_, layerBox_, choicesButton_, replaysButton_})
        shown->setVisible(learns);
}

void AgentPanel::showStatus(const AgentMoment& agent) {
    const QString title =
        QString("<b>%1</b>&nbsp;&nbsp;%2 <span style='color:%3'>%4</span>")
            .arg(snapshot_->agents.size() > 1
                     ? tr("AGENT %1 of %2").arg(agent_ + 1).arg(snapshot_->agents.size())
                     : tr("AGENT"),
                 QString::fromStdString(agent.type->label), theme().secondaryText.name(),
                 QString::fromStdString(agent.name).toHtmlEscaped());
    if (title != title_->text())
        title_->setText(title);
    const QString status = statusOf(agent);
    if (status == status_->text())
        return;
    status_->setText(status);
    status_->setToolTip(status); // where there is no room for all of it
}

void AgentPanel::offerLayers(const AgentPicture& picture) {
    QStringList keys{"", "value"}, labels{tr("no map"), tr("Value")};
    for (std::size_t i = 1; i < picture.layers.size(); ++i) {
        keys << QString::fromStdString(picture.layers[i].key);
        labels << QString::fromStdString(picture.layers[i].label);
    }
    if (!picture.successors.values.empty() || view_.overlay == "successors" ||
        layerBox_->findData("successors") >= 0) {
        keys << "successors";
        labels << tr("Successor map under the pointer");
    }
    QStringList shown;
    for (int i = 0; i < layerBox_->count(); ++i)
        shown << layerBox_->itemData(i).toString();
    if (keys != shown) {
        layerBox_->clear();
        for (qsizetype i = 0; i < keys.size(); ++i)
            layerBox_->addItem(labels[i], keys[i]);
    }
    const int chosen = layerBox_->findData(QString::fromStdString(view_.overlay));
    if (layerBox_->currentIndex() != std::max(0, chosen))
        layerBox_->setCurrentIndex(std::max(0, chosen));
}

} // namespace hippodrome

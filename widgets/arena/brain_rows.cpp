#include "widgets/arena/brain_rows.h"

#include "widgets/tools/agent_tools.h"

#include <QKeyEvent>
#include <QLabel>
#include <QScrollBar>
#include <QSplitter>

#include <algorithm>

namespace hippodrome {

namespace {

/// What decides which panels there are: two scenes with the same text have the same ones.
std::string panelsOf(const Scene& scene) {
    std::string text = AgentPanel::suits(scene) ? scene.agent.type : "";
    for (const Rival& rival : scene.rivals)
        text += " " + rival.name + ":" + rival.agent.type;
    for (const BrainEntry& entry : scene.brains)
        text += "/" + entry.name + ":" + entry.brain.type;
    return text;
}

/// It may be the one whose click has led here.
template <class Panel>
void takeAway(Panel* panel) {
    panel->arena().setTool(nullptr);
    panel->hide();
    panel->deleteLater();
}

} // namespace

BrainRows::BrainRows(Document& document, QWidget* parent)
    : QScrollArea(parent), document_(document) {
    rows_ = new QSplitter(Qt::Vertical);
    rows_->setHandleWidth(1);
    rows_->setChildrenCollapsible(false);
    auto* hint = new QLabel(tr("This scene has no brain. Add one to its file under \"brains\", or "
                               "open another scene from the list."));
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    emptyHint_ = hint;
    rows_->addWidget(emptyHint_);
    connect(&document, &Document::changed, this, [this](const SceneChange& change) {
        if (change.what != SceneChange::What::everything)
            return;
        for (BrainPanel* panel : brains_)
            panel->gallery().setState({});
        galleries_.clear();
        emit sceneReplaced();
    });
    // Many brains need more room than a screen has.
    setWidget(rows_);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumHeight(BrainPanel::smallestHeight);
}

bool BrainRows::outdated() const {
    return panelsOf(document_.scene()) != madeFor_;
}

void BrainRows::rebuild() {
    for (BrainPanel* panel : brains_) {
        galleries_[panel->brainName()] = panel->gallery().state();
        takeAway(panel);
    }
    brains_.clear();
    const Scene& scene = document_.scene();
    madeFor_ = panelsOf(scene);
    rebuildAgents();
    emptyHint_->setVisible(scene.brains.empty() && !agents_);
    // The machine above, the brain below, as they are left and right in the panels.
    std::vector<BrainEntry> entries = scene.brains;
    std::stable_partition(entries.begin(), entries.end(), [](const BrainEntry& entry) {
        return brainType(entry.brain.type).nature == Nature::artificial;
    });
    for (const BrainEntry& entry : entries) {
        auto* panel = new BrainPanel(document_, entry);
        connectArena(panel->arena());
        connect(panel, &BrainPanel::unitSelected, this,
                [this](const QString& brain, const QString& population, int unit) {
                    emit unitSelected({brain, population, unit});
                });
        connect(
            &panel->gallery(), &Gallery::contextMenuRequested, this,
            [this, panel](int unit, QPoint place) { emit unitMenuRequested(panel, unit, place); });
        connectGallery(*panel);
        rows_->addWidget(panel);
        brains_.push_back(panel);
    }
    // New rows are seen from the first on, however high they become.
    QMetaObject::invokeMethod(
        this, [this] { verticalScrollBar()->setValue(0); }, Qt::QueuedConnection);
}

void BrainRows::connectGallery(BrainPanel& panel) {
    Gallery& gallery = panel.gallery();
    if (const auto kept = galleries_.find(panel.brainName()); kept != galleries_.end())
        gallery.setState(kept->second);
    connect(&gallery, &Gallery::tileSideChosen, this, [this](int side) {
        for (BrainPanel* other : brains_)
            other->gallery().setTileSide(side);
    });
    connect(&gallery, &Gallery::enlargeRequested, this, [this, &panel](int unit, UnitPlot plot) {
        emit unitEnlarged({QString::fromStdString(panel.brainName()), panel.population(), unit},
                          plot);
    });
}

void BrainRows::rebuildAgents() {
    if (agents_)
        takeAway(agents_);
    agents_ = nullptr;
    if (AgentPanel::suits(document_.scene())) {
        agents_ = new AgentPanel(document_);
        connectArena(agents_->arena());
        agents_->setAgent(
            std::min(chosenAgent_, static_cast<int>(document_.scene().rivals.size())));
        connect(agents_, &AgentPanel::agentChosen, this, &BrainRows::agentChosen);
        connect(agents_, &AgentPanel::pointerMoved, this, &BrainRows::agentPointerMoved);
        rows_->insertWidget(0, agents_);
    }
    emit agentsRebuilt();
}

void BrainRows::connectArena(ArenaView& arena) {
    arena.setTool(tool_);
    arena.installEventFilter(this);
    connect(&arena, &ArenaView::contextMenuRequested, this,
            [this, &arena](QPoint place) { emit arenaMenuRequested(&arena, place); });
}

std::vector<ArenaView*> BrainRows::arenas() const {
    std::vector<ArenaView*> arenas;
    for (BrainPanel* panel : brains_)
        arenas.push_back(&panel->arena());
    if (agents_)
        arenas.push_back(&agents_->arena());
    return arenas;
}

void BrainRows::setTool(Tool* tool) {
    tool_ = tool;
    for (ArenaView* arena : arenas())
        arena->setTool(tool);
}

void BrainRows::chooseAgent(int agent) {
    chosenAgent_ = agent;
    if (agents_)
        agents_->setAgent(agent);
}

void BrainRows::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (agents_)
        agents_->setSnapshot(snapshot);
    for (BrainPanel* panel : brains_)
        panel->setSnapshot(snapshot);
}

void BrainRows::setMaps(const std::shared_ptr<const MapsSnapshot>& maps) {
    for (BrainPanel* panel : brains_)
        panel->setMaps(maps);
}

void BrainRows::setBeside(const std::shared_ptr<const MapsSnapshot>& maps) {
    for (BrainPanel* panel : brains_)
        panel->setBeside(maps);
}

void BrainRows::setView(const ViewParameters& view) {
    for (BrainPanel* panel : brains_) {
        panel->gallery().setOrder(sortOrders().named(view.sortBy));
        panel->gallery().setColourMap(QString::fromStdString(view.colourMap));
        panel->arena().setShowTrail(view.trail);
        panel->setShowFieldOutlines(view.fieldOutlines);
    }
    if (agents_)
        agents_->setView(view);
}

void BrainRows::setSelection(const Selection& unit) {
    for (BrainPanel* panel : brains_)
        panel->gallery().setSelectedUnit(panel->brainName() == unit.brain.toStdString() ? unit.unit
                                                                                        : -1);
}

void BrainRows::zoomToFit() {
    for (ArenaView* arena : arenas())
        arena->zoomToFit();
}

void BrainRows::focusArena() {
    if (const auto all = arenas(); !all.empty())
        all.front()->setFocus();
}

std::optional<std::optional<Vec2>> BrainRows::steered(Vec2 position) {
    if (!Steering::suits(document_.scene()))
        return std::nullopt;
    const auto* leading = qobject_cast<SteerTool*>(tool_);
    return steering_.news(position, leading ? leading->target() : std::nullopt);
}

void BrainRows::repaintArenas() {
    for (BrainPanel* panel : brains_)
        if (panel->isVisible())
            panel->arena().repaint();
    if (agents_)
        agents_->arena().repaint();
}

bool BrainRows::eventFilter(QObject* watched, QEvent* event) {
    if ((event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease) &&
        qobject_cast<ArenaView*>(watched) && Steering::suits(document_.scene()) &&
        steering_.takeKey(*static_cast<QKeyEvent*>(event)))
        return true;
    return QScrollArea::eventFilter(watched, event);
}

} // namespace hippodrome

// Agents that learn: whose knowledge is shown, and steering by hand.
#include "core/agents/agent.h"

#include "widgets/arena/agent_panel.h"
#include "widgets/tools/agent_tools.h"
#include "widgets/window/main_window.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QSplitter>

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// Nearer than this to the pointer, the rat that is led slows down [m].
constexpr double leadingDistance = 0.08;
/// A change of direction that is less than this is not passed on.
constexpr double steeringStep = 0.05;

std::optional<Vec2> directionOf(int key) {
    switch (key) {
    case Qt::Key_Left:
        return Vec2{-1, 0};
    case Qt::Key_Right:
        return Vec2{1, 0};
    case Qt::Key_Up:
        return Vec2{0, 1};
    case Qt::Key_Down:
        return Vec2{0, -1};
    default:
        return std::nullopt;
    }
}

bool isSteered(const Scene& scene) {
    return agentType(scene.agent.type).steered ||
           std::any_of(scene.rivals.begin(), scene.rivals.end(),
                       [](const Rival& rival) { return agentType(rival.agent.type).steered; });
}

} // namespace

void MainWindow::rebuildAgents() {
    if (agents_) { // it may be the one whose click has led here
        agents_->arena().setTool(nullptr);
        agents_->hide();
        agents_->deleteLater();
    }
    agents_ = nullptr;
    if (!AgentPanel::suits(document_.scene()))
        return watchAgents();
    agents_ = new AgentPanel(document_);
    agents_->arena().setTool(tool_);
    agents_->arena().installEventFilter(this);
    agents_->setAgent(std::min(chosenAgent_, static_cast<int>(document_.scene().rivals.size())));
    connect(agents_, &AgentPanel::agentChosen, this, &MainWindow::chooseAgent);
    connect(agents_, &AgentPanel::pointerMoved, this, &MainWindow::watchAgents);
    connect(&agents_->arena(), &ArenaView::contextMenuRequested, this,
            [this](QPoint place) { showArenaMenu(agents_->arena(), place); });
    brainRows_->insertWidget(0, agents_);
    watchAgents();
}

void MainWindow::chooseAgent(int agent) {
    chosenAgent_ = agent;
    if (agents_)
        agents_->setAgent(agent);
    lower_->each(&LowerPanel::setChosenAgent, agent);
    watchAgents();
}

void MainWindow::watchAgents() {
    if (!session_)
        return;
    std::vector<int> watched;
    if (agents_)
        watched.push_back(agents_->agent());
    for (const int shown : lower_->shown().watchedAgents())
        if (std::find(watched.begin(), watched.end(), shown) == watched.end())
            watched.push_back(shown);
    session_->watchAgents(watched, agents_ ? agents_->pointed() : std::nullopt);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    // A letter typed into the list of scenes searches there, and chooses no tool.
    if (watched == sceneList_ && event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = (key->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
        if (plain && !key->text().isEmpty() && key->text().front().isPrint()) {
            event->accept();
            return true;
        }
    }
    // Arrow keys steer wherever the keyboard's focus is, but for texts and lists that need them.
    if ((event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease) &&
        qobject_cast<ArenaView*>(watched) && isSteered(document_.scene())) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const auto direction = directionOf(key->key());
        if (direction && key->modifiers().testFlag(Qt::NoModifier)) {
            if (!key->isAutoRepeat()) {
                if (event->type() == QEvent::KeyPress)
                    steeringKeys_.insert(key->key());
                else
                    steeringKeys_.erase(key->key());
            }
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::steer() {
    if (!session_ || !isSteered(document_.scene()))
        return;
    std::optional<Vec2> direction;
    for (const int key : steeringKeys_)
        direction = direction.value_or(Vec2{}) + *directionOf(key);
    const auto* leading = qobject_cast<SteerTool*>(tool_);
    if (const auto snapshot = session_->latest(); snapshot && leading && leading->target()) {
        const Vec2 way = *leading->target() - snapshot->rat.position;
        direction = 1.0 / std::max(leadingDistance, length(way)) * way;
    }
    const bool same = direction.has_value() == steered_.has_value() &&
                      (!direction || length(*direction - *steered_) < steeringStep);
    if (same)
        return;
    steered_ = direction;
    session_->steer(direction);
}

} // namespace hippodrome

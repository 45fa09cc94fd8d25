#include "widgets/window/run_display.h"

#include "widgets/lessons/ablation_window.h"
#include "widgets/lessons/solo_trade.h"
#include "widgets/panels/chart_panel.h"

#include <QToolButton>

#include <algorithm>

namespace hippodrome {

RunDisplay::RunDisplay(RunWatcher& run, const Views& views, QObject* parent)
    : QObject(parent), run_(run), to_(views),
      enlarged_(new UnitWindows({views.reporter, [this] { return to_.exports.label(); },
                                 [this](const QString& file, const Selection& unit) {
                                     to_.exports.exportNumbersOf(file, unit.brain, unit.population,
                                                                 unit.unit);
                                 }},
                                qobject_cast<QWidget*>(parent))) {
    connectRun();
    connectViews();
}

void RunDisplay::connectRun() {
    connect(&run_, &RunWatcher::said, &to_.reporter, &Reporter::say);
    connect(&run_, &RunWatcher::frameBegins, this, &RunDisplay::beginFrame);
    connect(&run_, &RunWatcher::snapshotTaken, this, &RunDisplay::takeSnapshot);
    connect(&run_, &RunWatcher::mapsTaken, this, &RunDisplay::takeMaps);
    connect(&run_, &RunWatcher::idle, &to_.panels, &LowerPanels::refresh);
    connect(&run_, &RunWatcher::frameEnds, &to_.rows, &BrainRows::repaintArenas);
    connect(&run_, &RunWatcher::runBegan, this, [this](long from) {
        to_.keeper.noteRun(from);
        if (from > 0)
            to_.panels.each(&LowerPanel::forgetAfter, from);
        else
            to_.panels.each(&LowerPanel::clear);
    });
}

void RunDisplay::connectViews() {
    connect(&to_.rows, &BrainRows::agentsRebuilt, this, &RunDisplay::watchAgents);
    connect(&to_.rows, &BrainRows::agentPointerMoved, this, &RunDisplay::watchAgents);
    connect(&to_.rows, &BrainRows::agentChosen, this, &RunDisplay::chooseAgent);
    connect(&to_.rows, &BrainRows::unitSelected, this, &RunDisplay::select);
    connect(&to_.rows, &BrainRows::sceneReplaced, enlarged_, &UnitWindows::closeAll);
    connect(&to_.rows, &BrainRows::unitEnlarged, enlarged_, &UnitWindows::open);
    connect(&to_.inspector, &Inspector::enlargeRequested, this,
            [this](UnitPlot plot) { enlarged_->open(selection_, plot); });
    connect(&to_.panels, &LowerPanels::agentChosen, this, &RunDisplay::chooseAgent);
    connect(&to_.panels, &LowerPanels::watchedAgentsChanged, this, &RunDisplay::watchAgents);
    connect(&to_.past, &PastViewer::moved, this, [this](std::optional<long> update) {
        to_.panels.each(&LowerPanel::setCursor, update);
    });
    connect(&to_.past, &PastViewer::mapsReady, this, &RunDisplay::showMaps);
    connect(&to_.compare, &CompareBar::changed, this, &RunDisplay::showCompared);
    connect(&to_.inspector, &Inspector::contextMenuRequested, this, &RunDisplay::showUnitMenu);
    connect(&to_.inspector, &Inspector::allUnitsRequested, this, [this] { select(); });
    connect(&to_.inspector, &Inspector::listenToggled, this, &RunDisplay::listen);
}

void RunDisplay::applyView(const ViewParameters& view) {
    to_.rows.setView(view);
    to_.inspector.setColourMap(QString::fromStdString(view.colourMap));
    enlarged_->setColourMap(QString::fromStdString(view.colourMap));
    to_.panels.each(&LowerPanel::setView, view);
    to_.panels.setShown(view.panel);
    if (Session* running = session()) {
        running->showInside(to_.panels.shownType().inside);
        running->setSpeed(view.speed);
        running->setTraining(view.train);
        running->showMaps(view.maps);
    }
    watchAgents();
}

void RunDisplay::beginFrame() {
    const auto snapshot = run_.latest();
    if (const auto steered = to_.rows.steered(snapshot ? snapshot->rat.position : Vec2{}))
        session()->steer(*steered);
    to_.past.follow();
    to_.exports.follow();
}

void RunDisplay::takeSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    to_.notes.setRunNotes(snapshot->notes);
    to_.panels.takeSnapshot(snapshot);
    if (maps_)
        listener_.play(*snapshot, *maps_, selection_);
    to_.keeper.noteRate(snapshot->updatesPerSecond);
    to_.status.showRates(*snapshot, run_.frames().framesPerSecond());
    to_.rows.setSnapshot(snapshot);
}

void RunDisplay::takeMaps(const std::shared_ptr<const MapsSnapshot>& maps, bool current) {
    if (current)
        to_.panels.each(&LowerPanel::takeMaps, *maps);
    const auto& charts = to_.panels.get<ChartPanel>();
    if (const auto* lesson = to_.panels.window()->findChild<AblationWindow*>();
        lesson && lesson->solo())
        lesson->solo()->setNow(charts.gridShare(), charts.decodingError());
    if (!to_.past.moment())
        showMaps(maps);
}

void RunDisplay::showMaps(const std::shared_ptr<const MapsSnapshot>& maps) {
    maps_ = maps;
    to_.form.setMaps(maps);
    to_.compare.setNow(maps);
    showCompared();
}

void RunDisplay::showCompared() {
    const std::shared_ptr<const MapsSnapshot> maps = to_.compare.shown();
    if (!maps)
        return;
    to_.exports.setMaps(maps, run_.session());
    to_.rows.setMaps(maps);
    to_.rows.setBeside(to_.compare.beside());
    to_.inspector.setMaps(maps);
    enlarged_->setMaps(maps);
}

void RunDisplay::select(const Selection& unit) {
    selection_ = unit;
    to_.inspector.setUnit(unit.brain, unit.population, unit.unit);
    to_.rows.setSelection(unit);
    if (session())
        session()->watchUnit(unit.brain.toStdString(), unit.population.toStdString(), unit.unit);
    to_.past.select(unit);
}

void RunDisplay::chooseAgent(int agent) {
    to_.rows.chooseAgent(agent);
    to_.panels.each(&LowerPanel::setChosenAgent, agent);
    watchAgents();
}

void RunDisplay::watchAgents() {
    if (!session())
        return;
    const AgentPanel* agents = to_.rows.agents();
    std::vector<int> watched;
    if (agents)
        watched.push_back(agents->agent());
    for (const int shown : to_.panels.shown().watchedAgents())
        if (std::find(watched.begin(), watched.end(), shown) == watched.end())
            watched.push_back(shown);
    session()->watchAgents(watched, agents ? agents->pointed() : std::nullopt);
}

void RunDisplay::listen(bool on) {
    const QString fault = listener_.listen(on, run_.latest().get());
    if (fault.isEmpty())
        return;
    to_.reporter.say(tr("Spikes cannot be heard: %1").arg(fault), true);
    to_.inspector.listenButton().setChecked(false);
}

void RunDisplay::showUnitMenu(QPoint place) {
    for (BrainPanel* panel : to_.rows.brains())
        if (panel->brainName() == selection_.brain.toStdString())
            to_.exports.showUnitMenu(panel, selection_.unit, place);
}

} // namespace hippodrome

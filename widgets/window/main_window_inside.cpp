// The level of implementation: the panel that shows it, and spikes that can be heard.
#include "widgets/window/main_window.h"

#include <QToolButton>

#include <algorithm>

namespace hippodrome {

void MainWindow::choosePanel(const std::string& panel) {
    document_.setPanel(panel);
    applyView();
}

void MainWindow::showPanel(const std::string& panel) {
    lower_->setShown(panel);
    if (session_)
        session_->showInside(lower_->shownType().inside);
    watchAgents();
}

void MainWindow::listen(bool on) {
    if (!on) {
        clicks_.stop();
        return;
    }
    const QString fault = clicks_.start();
    if (fault.isEmpty()) {
        const auto snapshot = session_ ? session_->latest() : nullptr;
        heardUntil_ = snapshot ? snapshot->time : 0.0;
        return;
    }
    showMessage(tr("Spikes cannot be heard: %1").arg(fault), true);
    inspector_->listenButton().setChecked(false);
}

void MainWindow::playSpikes(const Snapshot& snapshot) {
    if (!clicks_.isOn() || !maps_)
        return;
    // Spikes are counted through all spiking populations of a brain.
    int first = 0;
    for (const PopulationPicture& picture : maps_->populations) {
        if (picture.brain != selectedBrain_.toStdString())
            continue;
        if (picture.population.name == selectedPopulation_.toStdString())
            break;
        first += picture.population.spiking ? picture.population.units : 0;
    }
    std::vector<double> delays;
    const double speed = std::max(snapshot.speed, 1e-3);
    heardUntil_ = std::min(heardUntil_, snapshot.time); // a run may begin anew
    for (const BrainMoment& brain : snapshot.brains)
        if (brain.name == selectedBrain_.toStdString())
            for (const RecentSpike& spike : brain.spikes)
                if (spike.time > heardUntil_ && spike.unit == first + selectedUnit_)
                    delays.push_back((spike.time - heardUntil_) / speed);
    heardUntil_ = snapshot.time;
    clicks_.play(delays);
}

} // namespace hippodrome

// The level of implementation: the panel that shows it, and spikes that can be heard.
#include "widgets/panels/learning_panel.h"
#include "widgets/panels/memory_panel.h"
#include "widgets/style/theme.h"
#include "widgets/window/main_window.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace hippodrome {

QWidget* MainWindow::buildPanelChoice() {
    panelButtons_ = new QButtonGroup(this);
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(rhythm, 0, 0, 0);
    layout->setSpacing(0);
    const auto add = [&](const QString& text, const QString& help, ViewParameters::Panel panel) {
        auto* button = new QToolButton;
        button->setText(text);
        button->setToolTip(help);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::NoFocus);
        panelButtons_->addButton(button, static_cast<int>(panel));
        layout->addWidget(button);
    };
    add(tr("Charts"), tr("How well each brain does, over training and time"),
        ViewParameters::Panel::charts);
    add(tr("Learning"), tr("How the agents learn, and how soon they recover from an edit (F5)"),
        ViewParameters::Panel::learning);
    add(tr("Memory"),
        tr("What the agents remember and go over (F6): hippocampus beside replay buffer"),
        ViewParameters::Panel::memory);
    add(tr("Inside"),
        tr("What goes on inside (F4): spikes, rhythm and synapses beside gates and errors"),
        ViewParameters::Panel::implementation);
    connect(panelButtons_, &QButtonGroup::idClicked, this,
            [this](int id) { choosePanel(static_cast<ViewParameters::Panel>(id)); });
    return row;
}

void MainWindow::choosePanel(ViewParameters::Panel panel) {
    document_.setPanel(panel);
    applyView();
}

void MainWindow::showPanel(ViewParameters::Panel panel) {
    const bool inside = panel == ViewParameters::Panel::implementation;
    QWidget* shown = charts_;
    if (inside)
        shown = implementation_;
    else if (panel == ViewParameters::Panel::learning)
        shown = learning_;
    else if (panel == ViewParameters::Panel::memory)
        shown = memory_;
    lower_->setCurrentWidget(shown);
    panelButtons_->button(static_cast<int>(panel))->setChecked(true);
    if (session_)
        session_->showInside(inside);
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

#include "widgets/panels/implementation_panel.h"

#include <QComboBox>

namespace hippodrome {

ImplementationPanel::ImplementationPanel(QWidget* parent) : LowerPanel(parent) {
    build(brain_, Nature::biological, tr("spikes and local changes"));
    build(machine_, Nature::artificial, tr("activity forwards, errors backwards"));
    layOutHalves(this, machine_.half, brain_.half);
}

void ImplementationPanel::build(Side& side, Nature nature, const QString& sentence) {
    side.nature = nature;
    side.half = new NatureHalf(nature, sentence, tr("Whose inside to show"));
    side.view = new InsideView;
    side.half->add(side.view);
}

void ImplementationPanel::applyTheme() {
    brain_.half->applyTheme();
    machine_.half->applyTheme();
}

QString ImplementationPanel::shownBrain(Nature nature) const {
    return (nature == Nature::biological ? brain_ : machine_).half->choice().currentText();
}

void ImplementationPanel::takeSnapshot(const std::shared_ptr<const Snapshot>& snapshot,
                                       bool shown) {
    if (!shown)
        return;
    follow(brain_, *snapshot);
    follow(machine_, *snapshot);
}

void ImplementationPanel::follow(Side& side, const Snapshot& snapshot) {
    QComboBox& brains = side.half->choice();
    QStringList names, shown;
    for (const BrainMoment& brain : snapshot.brains)
        if (brain.nature == side.nature)
            names << QString::fromStdString(brain.name);
    for (int i = 0; i < brains.count(); ++i)
        shown << brains.itemText(i);
    if (names != shown) {
        const QString before = brains.currentText();
        brains.clear();
        brains.addItems(names);
        // One with something to show comes first.
        int first = static_cast<int>(names.indexOf(before));
        for (const BrainMoment& brain : snapshot.brains)
            if (first < 0 && brain.nature == side.nature &&
                (brain.spikingUnits > 0 || (brain.inside && !brain.inside->tables.empty())))
                first = static_cast<int>(names.indexOf(QString::fromStdString(brain.name)));
        brains.setCurrentIndex(std::max(0, first));
        brains.setVisible(names.size() > 1);
    }
    side.half->setVisible(!names.isEmpty());
    for (const BrainMoment& brain : snapshot.brains)
        if (brain.nature == side.nature && brains.currentText().toStdString() == brain.name)
            return side.view->setMoment(brain, snapshot.time);
    side.view->clear();
}

void ImplementationPanel::setView(const ViewParameters& view) {
    const QString name = QString::fromStdString(view.colourMap);
    brain_.view->setColourMap(name);
    machine_.view->setColourMap(name);
}

PanelType ImplementationPanel::type() {
    return {.key = "implementation",
            .title = tr("Inside"),
            .help = tr("What goes on inside: spikes, rhythm and synapses beside gates and errors"),
            .menu = tr("What goes on &inside"),
            .shortcut = Qt::Key_F4,
            .level = MarrLevel::implementation,
            .inside = true,
            .create = [] { return new ImplementationPanel; }};
}

} // namespace hippodrome

#include "widgets/panels/implementation_panel.h"

#include "widgets/style/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

namespace hippodrome {

ImplementationPanel::ImplementationPanel(QWidget* parent) : LowerPanel(parent) {
    left_.nature = Nature::biological;
    left_.sentence = tr("spikes and local changes");
    right_.nature = Nature::artificial;
    right_.sentence = tr("activity forwards, errors backwards");
    auto* halves = new QSplitter(Qt::Horizontal);
    halves->setHandleWidth(1);
    halves->setChildrenCollapsible(false);
    halves->addWidget(buildSide(left_));
    halves->addWidget(buildSide(right_));
    applyTheme();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(halves);
}

void ImplementationPanel::applyTheme() {
    for (Side* side : {&left_, &right_})
        side->title->setText(
            QString("<b style='color:%1'>%2</b>&nbsp; <span style='color:%3'>%4</span>")
                .arg(colourOf(side->nature).name(), wordOf(side->nature),
                     theme().secondaryText.name(), side->sentence));
}

QWidget* ImplementationPanel::buildSide(Side& side) {
    side.title = new QLabel;
    side.title->setMinimumWidth(60); // the sentence may be cut
    side.brains = new QComboBox;
    side.brains->setToolTip(tr("Whose inside to show"));
    side.brains->setAccessibleName(side.brains->toolTip());
    side.view = new InsideView;
    auto* header = new QWidget;
    header->setFixedHeight(headerHeight);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(rhythm, 0, rhythm, 0);
    row->setSpacing(rhythm);
    row->addWidget(side.title, 1);
    row->addWidget(side.brains);
    side.half = new QWidget;
    auto* layout = new QVBoxLayout(side.half);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(side.view, 1);
    return side.half;
}

QString ImplementationPanel::shownBrain(Nature nature) const {
    return (nature == Nature::biological ? left_ : right_).brains->currentText();
}

void ImplementationPanel::takeSnapshot(const std::shared_ptr<const Snapshot>& snapshot,
                                       bool shown) {
    if (!shown)
        return;
    follow(left_, *snapshot);
    follow(right_, *snapshot);
}

void ImplementationPanel::follow(Side& side, const Snapshot& snapshot) {
    QStringList names, shown;
    for (const BrainMoment& brain : snapshot.brains)
        if (brain.nature == side.nature)
            names << QString::fromStdString(brain.name);
    for (int i = 0; i < side.brains->count(); ++i)
        shown << side.brains->itemText(i);
    if (names != shown) {
        const QString before = side.brains->currentText();
        side.brains->clear();
        side.brains->addItems(names);
        // One with something to show comes first.
        int first = static_cast<int>(names.indexOf(before));
        for (const BrainMoment& brain : snapshot.brains)
            if (first < 0 && brain.nature == side.nature &&
                (brain.spikingUnits > 0 || (brain.inside && !brain.inside->tables.empty())))
                first = static_cast<int>(names.indexOf(QString::fromStdString(brain.name)));
        side.brains->setCurrentIndex(std::max(0, first));
        side.brains->setVisible(names.size() > 1);
    }
    side.half->setVisible(!names.isEmpty());
    for (const BrainMoment& brain : snapshot.brains)
        if (brain.nature == side.nature && side.brains->currentText().toStdString() == brain.name)
            return side.view->setMoment(brain, snapshot.time);
    side.view->clear();
}

void ImplementationPanel::setView(const ViewParameters& view) {
    const QString name = QString::fromStdString(view.colourMap);
    left_.view->setColourMap(name);
    right_.view->setColourMap(name);
}

PanelType ImplementationPanel::type() {
    return {.key = "implementation",
            .title = tr("Inside"),
            .help = tr("What goes on inside: spikes, rhythm and synapses beside gates and errors"),
            .menu = tr("What goes on &inside"),
            .shortcut = Qt::Key_F4,
            .inside = true,
            .create = [] { return new ImplementationPanel; }};
}

} // namespace hippodrome

// The form of parameters, and how the scene says that everything is shown.
#include "core/motion/motion_model.h"

#include "widgets/arena/agent_panel.h"
#include "widgets/document/agent_form.h"
#include "widgets/window/main_window.h"

#include <QComboBox>

namespace hippodrome {

void MainWindow::rebuildForm() {
    const QString prefix = formChoice_->currentData().toString();
    const Scene& scene = document_.scene();
    if (prefix.startsWith("brains.")) {
        const BrainEntry* entry = scene.findBrain(prefix.section('.', 1, 1).toStdString());
        if (entry) {
            const BrainType& type = brainType(entry->brain.type);
            form_->setFields(QString::fromStdString(type.label), prefix, type.fields,
                             entry->brain.parameters);
        }
    } else if (prefix == "motion.") {
        for (const MotionType& type : motionTypes())
            if (type.key == scene.motion.type)
                form_->setFields(QString::fromStdString(type.label), prefix, type.fields,
                                 scene.motion.parameters);
    } else if (prefix == "agent." || prefix.startsWith("rivals.")) {
        std::vector<std::string> populations;
        for (std::size_t i = 0; maps_ && i < maps_->populations.size(); ++i)
            populations.push_back(maps_->populations[i].brain + "." +
                                  maps_->populations[i].population.name);
        const Rival* rival = scene.findRival(prefix.section('.', 1, 1).toStdString());
        const AgentForm agent = agentForm(rival ? rival->agent : scene.agent, populations);
        form_->setFields(rival ? tr("Rival") : tr("Agent"), prefix, agent.fields, agent.values);
    } else if (prefix == "task.") {
        form_->setFields(tr("Task"), prefix, Task::fields().infos(),
                         Task::fields().write(scene.task));
    } else if (prefix == "senses.") {
        form_->setFields(tr("Senses"), prefix, SensesParameters::fields().infos(),
                         SensesParameters::fields().write(scene.senses));
    } else if (prefix == "recording.") {
        form_->setFields(tr("Recording"), prefix, RecordingParameters::fields().infos(),
                         RecordingParameters::fields().write(scene.recording));
    } else if (prefix == "view.") {
        std::vector<FieldInfo> fields = ViewParameters::fields().infos();
        for (FieldInfo& field : fields)
            if (field.key == "panel") { // which there are only the window knows
                field.kind = FieldKind::choice;
                for (const PanelType& type : panelTypes())
                    field.choices.push_back(type.key);
            }
        form_->setFields(tr("View"), prefix, fields, ViewParameters::fields().write(scene.view));
    }
}

void MainWindow::applyView() {
    const ViewParameters& view = document_.scene().view;
    for (BrainPanel* panel : panels_) {
        panel->gallery().setSortBy(view.sortBy);
        panel->gallery().setColourMap(QString::fromStdString(view.colourMap));
        panel->arena().setShowTrail(view.trail);
        panel->setShowFieldOutlines(view.fieldOutlines);
    }
    if (agents_)
        agents_->setView(view);
    inspector_->setColourMap(QString::fromStdString(view.colourMap));
    lower_->each(&LowerPanel::setView, view);
    showPanel(view.panel);
    sortBox_->setCurrentIndex(view.sortBy == ViewParameters::SortBy::gridScore ? 0 : 1);
    const Json maps = ViewParameters::fields().write(view).at("maps");
    mapsBox_->setCurrentIndex(mapsBox_->findData(QString::fromStdString(maps.get<std::string>())));
    trainAction_->setChecked(view.train);
    int nearest = speedBox_->count() - 1;
    for (int i = 0; i < speedBox_->count(); ++i)
        if (speedBox_->itemData(i).toDouble() == view.speed)
            nearest = i;
    speedBox_->setCurrentIndex(nearest);
    if (session_) {
        session_->setSpeed(view.speed);
        session_->setTraining(view.train);
        session_->showMaps(view.maps);
    }
}

} // namespace hippodrome

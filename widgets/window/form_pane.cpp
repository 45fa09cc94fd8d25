#include "widgets/window/form_pane.h"

#include "core/motion/motion_model.h"

#include "widgets/document/agent_form.h"
#include "widgets/panels/lower_panel.h"

#include <QComboBox>

#include <algorithm>

namespace hippodrome {

namespace {

/// Which panels there are only the window knows.
std::vector<FieldInfo> viewFields() {
    std::vector<FieldInfo> fields = ViewParameters::fields().infos();
    for (FieldInfo& field : fields)
        if (field.key == "panel") {
            field.kind = FieldKind::choice;
            for (const PanelType& type : panelTypes())
                field.choices.push_back(type.key);
        }
    return fields;
}

} // namespace

FormPane::FormPane(Document& document, Reporter& reporter)
    : QObject(&reporter), document_(document) {
    choice_ = new QComboBox;
    choice_->setToolTip(tr("Whose parameters to show"));
    connect(choice_, &QComboBox::currentIndexChanged, this, &FormPane::rebuild);
    form_ = new ParameterForm;
    connect(form_, &ParameterForm::edited, this, [this](const QString& key, const QString& json) {
        if (!document_.setValue(key, Json::parse(json.toStdString())))
            rebuild();
    });
    connect(form_, &ParameterForm::refused, &reporter,
            [&reporter](const QString& reason) { reporter.say(reason, true); });
}

std::vector<FormPane::Part> FormPane::parts() const {
    const Scene& scene = document_.scene();
    std::vector<Part> parts;
    const auto text = [](const std::string& s) { return QString::fromStdString(s); };
    for (const BrainEntry& entry : scene.brains) {
        const BrainType& type = brainType(entry.brain.type);
        parts.push_back({"brains." + text(entry.name) + ".", text(entry.name), text(type.label),
                         type.fields, entry.brain.parameters, text(entry.brain.type)});
    }
    const MotionType& motion = motionTypes().named(scene.motion.type);
    parts.push_back({"motion.", tr("motion"), text(motion.label), motion.fields,
                     scene.motion.parameters, text(scene.motion.type)});
    const auto addAgent = [&](const QString& prefix, const QString& name, const QString& label,
                              const Component& agent) {
        AgentForm form = agentForm(agent, populations_);
        parts.push_back({prefix, name, label, std::move(form.fields), std::move(form.values),
                         text(agent.type)});
    };
    addAgent("agent.", tr("agent"), tr("Agent"), scene.agent);
    for (const Rival& rival : scene.rivals)
        addAgent("rivals." + text(rival.name) + ".", tr("rival %1").arg(text(rival.name)),
                 tr("Rival"), rival.agent);
    parts.push_back({"task.", tr("task"), tr("Task"), Task::fields().infos(),
                     Task::fields().write(scene.task)});
    parts.push_back({"senses.", tr("senses"), tr("Senses"), SensesParameters::fields().infos(),
                     SensesParameters::fields().write(scene.senses)});
    parts.push_back({"recording.", tr("recording"), tr("Recording"),
                     RecordingParameters::fields().infos(),
                     RecordingParameters::fields().write(scene.recording)});
    parts.push_back({"view.", tr("view"), tr("View"), viewFields(),
                     ViewParameters::fields().write(scene.view)});
    return parts;
}

std::vector<FormPane::Entry> FormPane::entries() const {
    std::vector<Entry> entries;
    for (const Part& part : parts())
        for (const FieldInfo& field : part.fields)
            entries.push_back({part.prefix + QString::fromStdString(field.key),
                               QString::fromStdString(field.label), part.name,
                               QString::fromStdString(field.help)});
    return entries;
}

void FormPane::reveal(const QString& key) {
    for (const Part& part : parts())
        if (key.startsWith(part.prefix))
            choice_->setCurrentIndex(choice_->findData(part.prefix));
    form_->reveal(key);
}

QString FormPane::kind() const {
    const QString prefix = choice_->currentData().toString();
    for (const Part& part : parts())
        if (part.prefix == prefix)
            return part.kind;
    return {};
}

void FormPane::rebuildChoice() {
    const QVariant shown = choice_->currentData();
    choice_->clear();
    for (const Part& part : parts())
        choice_->addItem(part.name, part.prefix);
    choice_->setCurrentIndex(std::max(0, choice_->findData(shown)));
    rebuild();
}

void FormPane::rebuild() {
    const QString prefix = choice_->currentData().toString();
    for (const Part& part : parts())
        if (part.prefix == prefix)
            form_->setFields(part.label, part.prefix, part.fields, part.values);
}

void FormPane::setMaps(const std::shared_ptr<const MapsSnapshot>& maps) {
    std::vector<std::string> populations;
    for (const PopulationPicture& picture : maps->populations)
        populations.push_back(picture.brain + "." + picture.population.name);
    const bool others = populations.size() != populations_.size();
    populations_ = std::move(populations);
    const QString shown = choice_->currentData().toString();
    if (others && (shown == "agent." || shown.startsWith("rivals.")))
        rebuild();
}

} // namespace hippodrome

#include "widgets/panels/levels.h"

#include "widgets/style/theme.h"

#include <QCoreApplication>
#include <QStringList>

namespace hippodrome {

namespace {

QString say(const char* text) {
    return QCoreApplication::translate("Levels", text);
}

bool showsAt(MarrLevel level, const BrainMoment& brain) {
    switch (level) {
    case MarrLevel::goal:
        return brain.decoded.has_value() || brain.training.has_value();
    case MarrLevel::algorithm:
        return true;
    case MarrLevel::implementation:
        return brain.spikingUnits > 0 || brain.training.has_value() ||
               (brain.inside && !brain.inside->tables.empty());
    }
    return false;
}

bool agentShowsAt(MarrLevel level, const AgentMoment& agent) {
    return level != MarrLevel::implementation && agent.type && agent.type->learner;
}

} // namespace

const std::array<LevelType, 3>& levelTypes() {
    static const std::array<LevelType, 3> types{
        LevelType{MarrLevel::goal, say("Goal of the computation"), say("Goal"),
                  say("almost the same"), say("Where am I, how do I get there?")},
        LevelType{MarrLevel::algorithm, say("Algorithm and representation"), say("Algorithm"),
                  say("comparable here and there"),
                  say("By which steps, on which fields, grids and memories?")},
        LevelType{MarrLevel::implementation, say("Implementation"), say("Implementation"),
                  say("quite different"),
                  say("Spikes and local rules, or gates and a backward pass?")}};
    return types;
}

const LevelType& levelType(MarrLevel level) {
    return levelTypes()[static_cast<std::size_t>(level)];
}

QString shownAt(MarrLevel level, Nature nature, const Snapshot& snapshot) {
    QStringList names;
    for (const BrainMoment& brain : snapshot.brains)
        if (brain.nature == nature && showsAt(level, brain))
            names << QString::fromStdString(brain.name).replace('_', ' ');
    for (const AgentMoment& agent : snapshot.agents)
        if (agentShowsAt(level, agent) && agent.type->nature == nature)
            names << QString::fromStdString(agent.name.empty() ? agent.type->label : agent.name)
                         .replace('_', ' ');
    names.removeDuplicates();
    return names.join(", ");
}

QString levelSentence(MarrLevel level, const Snapshot& snapshot) {
    const LevelType& type = levelType(level);
    QString text = QString("<b>%1</b> <span style='color:%2'>%3</span>&nbsp; %4")
                       .arg(type.verdict.left(1).toUpper() + type.verdict.mid(1),
                            theme().secondaryText.name(), type.question, QString());
    for (const Nature nature : {Nature::artificial, Nature::biological}) {
        const QString names = shownAt(level, nature, snapshot);
        text += QString("&nbsp; <span style='color:%1'>%2</span> %3")
                    .arg(colourOf(nature).name(),
                         nature == Nature::biological ? say("Brain:") : say("Machine:"),
                         names.isEmpty() ? say("nothing in this scene") : names.toHtmlEscaped());
    }
    return text;
}

} // namespace hippodrome

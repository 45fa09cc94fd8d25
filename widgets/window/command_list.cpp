#include "widgets/window/command_list.h"

#include "core/scene/catalogue.h"

#include "widgets/help/key_list.h"
#include "widgets/window/main_window.h"

#include <QAction>
#include <QMenuBar>

namespace hippodrome {

namespace {

void addActions(MainWindow& window, std::vector<NamedCommand>& commands) {
    for (const MenuEntry& entry : menuEntries(*window.menuBar()))
        if (entry.action->isEnabled())
            commands.push_back({entry.text(), entry.menu, entry.action->toolTip(),
                                entry.action->shortcut(),
                                [action = entry.action] { action->trigger(); }});
}

void addParameters(MainWindow& window, std::vector<NamedCommand>& commands) {
    for (const FormPane::Entry& entry : window.formPane().entries())
        commands.push_back({entry.label,
                            MainWindow::tr("parameter of %1").arg(entry.part),
                            entry.key + " " + entry.help,
                            {},
                            [&window, key = entry.key] {
                                window.arrangement().dock("parameters")->show();
                                window.formPane().reveal(key);
                            }});
}

void addScenes(MainWindow& window, std::vector<NamedCommand>& commands) {
    for (const QString& folder : {window.sceneFolder(), window.keeper().documentsFolder()}) {
        if (folder.isEmpty())
            continue;
        for (const CatalogueEntry& entry : catalogueOf(folder.toStdString())) {
            const auto text = [](const std::string& s) { return QString::fromStdString(s); };
            commands.push_back({text(entry.title),
                                MainWindow::tr("scene"),
                                text(entry.name) + " " + text(entry.about.question) + " " +
                                    text(entry.about.paper),
                                {},
                                [&window, file = text(entry.file.string())] {
                                    window.openIfNothingIsLost(file);
                                }});
        }
    }
}

} // namespace

std::vector<NamedCommand> namedCommands(MainWindow& window) {
    std::vector<NamedCommand> commands;
    addActions(window, commands);
    addParameters(window, commands);
    addScenes(window, commands);
    return commands;
}

} // namespace hippodrome

#include "widgets/panels/chart_panel.h"
#include "widgets/panels/goal_panel.h"
#include "widgets/panels/implementation_panel.h"
#include "widgets/panels/memory_panel.h"

namespace hippodrome {

// A line for each panel, in the order of their buttons.
const Kinds<PanelType>& panelTypes() {
    static const Kinds<PanelType> types("a panel", {
                                                       ChartPanel::type(),
                                                       GoalPanel::type(),
                                                       MemoryPanel::type(),
                                                       ImplementationPanel::type(),
                                                   });
    return types;
}

void checkPanel(const Scene& scene, const std::filesystem::path& file) {
    if (panelTypes().find(scene.view.panel))
        return;
    const JsonDocument document = readJsonFile(file);
    ObjectReader whole{JsonCursor(document)};
    ObjectReader view(whole.required("view"));
    (void)panelTypes().named(view.required("panel"));
}

} // namespace hippodrome

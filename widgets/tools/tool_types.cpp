#include "widgets/tools/agent_tools.h"
#include "widgets/tools/draw_tools.h"
#include "widgets/tools/edit_tools.h"
#include "widgets/tools/point_tools.h"
#include "widgets/tools/shape_tools.h"

namespace hippodrome {

// A line for each tool, in the order of the tool bar.
const Kinds<ToolType>& toolTypes() {
    static const Kinds<ToolType> types("a tool", {
                                                     SelectTool::type(),
                                                     WallTool::type(),
                                                     RectangleTool::type(),
                                                     CircleTool::type(),
                                                     PolygonTool::type(),
                                                     RewardTool::type(),
                                                     ObjectTool::type(),
                                                     StartTool::type(),
                                                     EraseTool::type(),
                                                     SteerTool::type(),
                                                 });
    return types;
}

std::vector<std::unique_ptr<Tool>> makeTools(Document& document) {
    std::vector<std::unique_ptr<Tool>> tools;
    for (const ToolType& type : toolTypes())
        tools.push_back(type.create(document, type));
    return tools;
}

} // namespace hippodrome

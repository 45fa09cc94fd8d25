#include "widgets/document/agent_form.h"

#include "core/agents/agent.h"

#include <algorithm>

namespace hippodrome {

AgentForm agentForm(const Component& agent, const std::vector<std::string>& populations) {
    AgentForm form;
    FieldInfo type;
    type.key = "type";
    type.label = "Type";
    type.help = "What chooses the rat's movement.";
    type.kind = FieldKind::choice;
    type.defaultValue = "forager";
    for (const AgentType& one : agentTypes()) {
        type.choices.push_back(one.key);
        type.help += "<br>" + one.key + ": " + one.help;
    }
    form.fields.push_back(std::move(type));
    for (FieldInfo field : agentType(agent.type).fields) {
        if (field.key == "body.state") {
            field.kind = FieldKind::choice;
            field.choices = {"tiles"};
            field.choices.insert(field.choices.end(), populations.begin(), populations.end());
            // One that is not known yet, or no longer, is shown all the same.
            const std::string now = findMember(agent.parameters, field.key)->get<std::string>();
            if (std::find(field.choices.begin(), field.choices.end(), now) == field.choices.end())
                field.choices.push_back(now);
        }
        form.fields.push_back(std::move(field));
    }
    form.values = agent.parameters;
    form.values["type"] = agent.type;
    return form;
}

} // namespace hippodrome

#include "core/base/field.h"

#include <cmath>

namespace hippodrome {

namespace {

Json schemaOfField(const FieldInfo& field) {
    Json schema = Json::object();
    switch (field.kind) {
    case FieldKind::boolean:
        schema["type"] = "boolean";
        break;
    case FieldKind::integer:
        schema["type"] = "integer";
        break;
    case FieldKind::real:
        schema["type"] = "number";
        break;
    case FieldKind::choice:
        schema["enum"] = field.choices;
        break;
    case FieldKind::text:
        schema["type"] = "string";
        break;
    }
    if (std::isfinite(field.range.minimum))
        schema["minimum"] = field.range.minimum;
    if (std::isfinite(field.range.maximum))
        schema["maximum"] = field.range.maximum;
    schema["default"] = field.defaultValue;
    std::string description = field.label + (field.unit.empty() ? "" : " [" + field.unit + "]");
    description += ". " + field.help;
    schema["description"] =
        field.source.empty() ? description : description + " Source: " + field.source + ".";
    return schema;
}

} // namespace

Json schemaOf(const std::vector<FieldInfo>& fields) {
    Json schema = {{"type", "object"}, {"additionalProperties", false}};
    schema["properties"] = Json::object();
    for (const FieldInfo& field : fields)
        schema["properties"][field.key] = schemaOfField(field);
    return schema;
}

const FieldInfo* findField(const std::vector<FieldInfo>& fields, const std::string& key) {
    for (const FieldInfo& field : fields)
        if (field.key == key)
            return &field;
    return nullptr;
}

} // namespace hippodrome

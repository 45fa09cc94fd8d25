#include "core/base/field.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

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
    if (field.automatic) {
        const Json number = std::exchange(schema, Json::object());
        schema["anyOf"] = {number, {{"const", automaticValue}}};
    }
    schema["default"] = field.defaultValue;
    std::string description = field.label + (field.unit.empty() ? "" : " [" + field.unit + "]");
    description += ". " + field.help;
    schema["description"] =
        field.source.empty() ? description : description + " Source: " + field.source + ".";
    return schema;
}

} // namespace

double numberOrAuto(const JsonCursor& cursor, const Range& range) {
    if (!cursor.value().is_string())
        return cursor.number(range);
    if (cursor.text() != automaticValue)
        cursor.failExpected("a number, or \"auto\"");
    return std::numeric_limits<double>::quiet_NaN();
}

Json autoOrNumber(double value) {
    return std::isnan(value) ? Json(automaticValue) : Json(value);
}

Json schemaOf(const std::vector<FieldInfo>& fields) {
    const Json emptyObject = {
        {"type", "object"}, {"additionalProperties", false}, {"properties", Json::object()}};
    Json schema = emptyObject;
    for (const FieldInfo& field : fields) {
        Json* object = &schema;
        std::string key = field.key;
        for (std::size_t dot = key.find('.'); dot != std::string::npos; dot = key.find('.')) {
            Json& properties = (*object)["properties"];
            const std::string group = key.substr(0, dot);
            if (!properties.contains(group))
                properties[group] = emptyObject;
            object = &properties[group];
            key = key.substr(dot + 1);
        }
        (*object)["properties"][key] = schemaOfField(field);
    }
    return schema;
}

const Json* findMember(const Json& object, const std::string& dottedKey) {
    const Json* value = &object;
    std::size_t begin = 0;
    while (begin <= dottedKey.size()) {
        const std::size_t end = std::min(dottedKey.find('.', begin), dottedKey.size());
        const std::string key = dottedKey.substr(begin, end - begin);
        if (!value->is_object() || !value->contains(key))
            return nullptr;
        value = &value->at(key);
        begin = end + 1;
    }
    return value;
}

Json* findMember(Json& object, const std::string& dottedKey) {
    return const_cast<Json*>(findMember(std::as_const(object), dottedKey));
}

void removeYoungDefaults(const std::vector<FieldInfo>& fields, Json& object) {
    for (const FieldInfo& field : fields) {
        const Json* value = field.since.empty() ? nullptr : findMember(object, field.key);
        if (!value || *value != field.defaultValue)
            continue;
        std::string key = field.key;
        while (true) {
            const std::size_t dot = key.rfind('.');
            Json& owner =
                dot == std::string::npos ? object : *findMember(object, key.substr(0, dot));
            owner.erase(dot == std::string::npos ? key : key.substr(dot + 1));
            if (dot == std::string::npos || !owner.empty())
                break;
            key.resize(dot);
        }
    }
}

std::optional<Effect> effectOfChange(const std::vector<FieldInfo>& fields, const Json& before,
                                     const Json& after) {
    std::optional<Effect> strongest;
    for (const FieldInfo& field : fields) {
        const Json* old = findMember(before, field.key);
        const Json* fresh = findMember(after, field.key);
        if (!old || !fresh || *old != *fresh)
            strongest = std::max(strongest.value_or(Effect::live), field.effect);
    }
    return strongest;
}

const FieldInfo* findField(const std::vector<FieldInfo>& fields, const std::string& key) {
    for (const FieldInfo& field : fields)
        if (field.key == key)
            return &field;
    return nullptr;
}

} // namespace hippodrome

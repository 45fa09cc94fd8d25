#pragma once

#include "core/base/json_io.h"

#include <algorithm>
#include <cmath>
#include <regex>
#include <stdexcept>
#include <string>

namespace hippodrome::testing {

/// The first thing in `value` that a JSON Schema forbids, with its place; empty when it allows all.
/// Knows the keywords that our schemas use, and throws for any other, so that none is passed over.
inline std::string schemaFault(const Json& schema, const Json& value, const std::string& path) {
    const auto fault = [&](const std::string& keyword) { return path + ": " + keyword; };
    const auto isOfType = [&](const std::string& type) {
        return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
               (type == "string" && value.is_string()) ||
               (type == "boolean" && value.is_boolean()) ||
               (type == "number" && value.is_number()) ||
               (type == "integer" && value.is_number() &&
                std::floor(value.get<double>()) == value.get<double>());
    };
    for (const auto& item : schema.items()) {
        const std::string& keyword = item.key();
        const Json& rule = item.value();
        if (keyword == "$schema" || keyword == "title" || keyword == "description" ||
            keyword == "default" || keyword == "properties")
            continue; // properties: see additionalProperties
        if (keyword == "type") {
            if (!isOfType(rule))
                return fault("type");
        } else if (keyword == "const") {
            if (value != rule)
                return fault("const");
        } else if (keyword == "enum") {
            if (std::find(rule.begin(), rule.end(), value) == rule.end())
                return fault("enum");
        } else if (keyword == "minimum" || keyword == "exclusiveMinimum" || keyword == "maximum") {
            if (!value.is_number())
                continue;
            const double number = value, bound = rule;
            if ((keyword == "minimum" && number < bound) ||
                (keyword == "exclusiveMinimum" && number <= bound) ||
                (keyword == "maximum" && number > bound))
                return fault(keyword);
        } else if (keyword == "minItems" || keyword == "maxItems") {
            if (value.is_array() &&
                (keyword == "minItems" ? value.size() < rule.get<std::size_t>()
                                       : value.size() > rule.get<std::size_t>()))
                return fault(keyword);
        } else if (keyword == "anyOf") {
            if (std::none_of(rule.begin(), rule.end(), [&](const Json& one) {
                    return schemaFault(one, value, path).empty();
                }))
                return fault(keyword);
        } else if (keyword == "minLength") {
            if (value.is_string() && value.get<std::string>().size() < rule.get<std::size_t>())
                return fault(keyword);
        } else if (keyword == "pattern") {
            if (value.is_string() &&
                !std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>())))
                return fault(keyword);
        } else if (keyword == "required") {
            for (const Json& key : rule)
                if (value.is_object() && !value.contains(key.get<std::string>()))
                    return fault("required " + key.get<std::string>());
        } else if (keyword == "items") {
            for (std::size_t i = 0; value.is_array() && i < value.size(); ++i)
                if (auto inner = schemaFault(rule, value[i], path + "[" + std::to_string(i) + "]");
                    !inner.empty())
                    return inner;
        } else if (keyword == "additionalProperties") {
            for (const auto& member : value.items()) {
                if (!schema.at("properties").contains(member.key()))
                    return fault("unknown key " + member.key());
                if (auto inner = schemaFault(schema["properties"][member.key()], member.value(),
                                             memberPath(path, member.key()));
                    !inner.empty())
                    return inner;
            }
        } else if (keyword == "oneOf") {
            int fitting = 0;
            std::string faults;
            for (const Json& alternative : rule) {
                const std::string inner = schemaFault(alternative, value, path);
                fitting += inner.empty();
                faults += " {" + inner + "}";
            }
            if (fitting != 1)
                return fault("oneOf" + faults);
        } else {
            throw std::logic_error("the schema uses " + keyword);
        }
    }
    return {};
}

} // namespace hippodrome::testing

#include "core/scene/expectation.h"

namespace hippodrome {

namespace {

const std::vector<std::string>& relations() {
    static const std::vector<std::string> list = {"<", "<=", "=", ">=", ">"};
    return list;
}

} // namespace

Json readExpectations(const JsonCursor& cursor) {
    for (const JsonCursor& element : cursor.elements(Range{0, 1000})) {
        ObjectReader object(element);
        (void)object.required("metric").text();
        (void)object.required("relation").choice(relations());
        (void)object.required("value").number();
        for (const char* key : {"population", "phase", "place", "control", "text"})
            if (object.optional(key))
                (void)object.at(key).text();
        if (object.optional("unit"))
            (void)object.at("unit").integer(Range{0, 1e6});
        if (object.optional("tolerance"))
            (void)object.at("tolerance").number(Range{0, 1e9});
        if (object.optional("seeds"))
            (void)object.at("seeds").integer(Range{1, 10000});
        if (object.optional("pass_share"))
            (void)object.at("pass_share").number(Range{0, 1});
        object.finish();
    }
    return cursor.value();
}

Json expectationsSchema() {
    const Json text = {{"type", "string"}};
    const Json number = {{"type", "number"}};
    Json item = {{"type", "object"},
                 {"additionalProperties", false},
                 {"required", {"metric", "relation", "value"}}};
    item["properties"] = {{"metric", text},
                          {"population", text},
                          {"phase", text},
                          {"place", text},
                          {"unit", {{"type", "integer"}, {"minimum", 0}}},
                          {"relation", {{"enum", relations()}}},
                          {"value", number},
                          {"tolerance", {{"type", "number"}, {"minimum", 0}}},
                          {"seeds", {{"type", "integer"}, {"minimum", 1}}},
                          {"pass_share", {{"type", "number"}, {"minimum", 0}, {"maximum", 1}}},
                          {"control", text},
                          {"text", text}};
    return {{"type", "array"}, {"items", item}};
}

} // namespace hippodrome

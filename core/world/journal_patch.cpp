#include "core/world/journal_patch.h"

#include <algorithm>

namespace hippodrome {

namespace {

constexpr int deepest = 64;
constexpr std::size_t mostOperations = 100000;
constexpr std::size_t mostAdded = std::size_t{32} << 20; ///< [bytes], roughly
constexpr std::size_t bytesOfValue = 64;

/// What a value takes, roughly, and how deep it is; stops where either is too much.
struct Extent {
    std::size_t bytes = 0;
    int depth = 0;

    void add(const Json& value, int level) {
        depth = std::max(depth, level);
        bytes += bytesOfValue;
        if (value.is_string())
            bytes += value.get_ref<const std::string&>().size();
        if (bytes > mostAdded || level > deepest)
            return;
        if (value.is_object()) {
            for (const auto& item : value.items()) {
                bytes += item.key().size();
                add(item.value(), level + 1);
            }
        } else if (value.is_array()) {
            for (const Json& element : value)
                add(element, level + 1);
        }
    }
};

/// The library takes it for granted that what gets a new member can have one.
void requirePlace(const Json& value, const std::string& kind, const std::string& path) {
    const Json::json_pointer place(path);
    if (place.empty() || kind == "replace" || kind == "remove" || kind == "test")
        return;
    const Json& parent = value.at(place.parent_pointer());
    if (!parent.is_structured())
        throw Error("expected an object or a list to put something into, found " +
                    describeJson(parent) + ": " + kind + " to " + describeJson(path));
}

} // namespace

Json checkedPatch(const JsonCursor& cursor) {
    for (const JsonCursor& operation : cursor.elements(Range{0.0, double{mostOperations}})) {
        ObjectReader object(operation);
        const std::size_t kind =
            object.required("op").choice({"add", "replace", "test", "remove", "copy", "move"});
        (void)object.required("path").text();
        if (kind <= 2)
            (void)object.required("value");
        if (kind >= 4)
            (void)object.required("from").text();
    }
    return cursor.value();
}

Json patched(Json value, const Json& patch) {
    std::size_t added = 0;
    for (const Json& operation : patch) {
        const std::string kind = operation.at("op").get<std::string>();
        const std::string path = operation.at("path").get<std::string>();
        const Json* source = nullptr;
        if (kind == "copy" || kind == "move")
            source = &value.at(Json::json_pointer(operation.at("from").get<std::string>()));
        else if (kind == "add" || kind == "replace")
            source = &operation.at("value");
        if (source) {
            Extent extent;
            extent.add(*source, static_cast<int>(std::count(path.begin(), path.end(), '/')));
            added += extent.bytes;
            if (extent.depth > deepest)
                throw Error("the change nests values more than " + std::to_string(deepest) +
                            " levels deep: " + kind + " to " + describeJson(path));
            if (added > mostAdded)
                throw Error("the change adds more than the " + std::to_string(mostAdded) +
                            " bytes that are allowed: " + kind + " to " + describeJson(path));
        }
        if (kind == "move") {
            // In two: what is removed may be what the other place is counted from.
            const Json moved = *source;
            value.patch_inplace(Json::array({{{"op", "remove"}, {"path", operation.at("from")}}}));
            requirePlace(value, kind, path);
            value.patch_inplace(Json::array({{{"op", "add"}, {"path", path}, {"value", moved}}}));
            continue;
        }
        requirePlace(value, kind, path);
        value.patch_inplace(Json::array({operation}));
    }
    return value;
}

} // namespace hippodrome

#pragma once

#include "core/base/json_io.h"

#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hippodrome {

/// What a change of a parameter does to a running simulation.
enum class Effect {
    live,             ///< acts at the next tick or training step
    restartsTraining, ///< the brain that owns it starts again; the rat runs on
    restartsRun       ///< the world starts again
};

enum class FieldKind { boolean, integer, real, choice, text };

/// Everything that is known about one parameter. The scene reader, the form in the window, `--set`,
/// the JSON Schema and the printed tables all come from this.
struct FieldInfo {
    std::string key;    ///< name in files: lower case, words joined by `_`
    std::string label;  ///< name on screen
    std::string unit;   ///< SI, empty for a pure number
    std::string help;   ///< one sentence
    std::string source; ///< paper or program that the default comes from; may be empty
    FieldKind kind = FieldKind::real;
    Range range;                      ///< of a number, both ends allowed
    std::vector<std::string> choices; ///< of a choice
    Effect effect = Effect::live;
    /// `"auto"` is a value too: whoever owns the number works it out.
    bool automatic = false;
    /// The version of the program that brought the field; empty for those of 0.1.0.
    std::string since;
    Json defaultValue;
};

/// The part of a FieldInfo that a declaration spells out.
struct FieldText {
    std::string label;
    std::string unit = "";
    double minimum = -std::numeric_limits<double>::infinity();
    double maximum = std::numeric_limits<double>::infinity();
    std::string help = "";
    std::string source = "";
    Effect effect = Effect::restartsTraining;
    std::string since = "";
};

/// The declared fields of a parameter struct `P`: the only place that names them.
///
///     const Fields<WalkParameters>& WalkParameters::fields() {
///         static const Fields<WalkParameters> list = Fields<WalkParameters>()
///             .real("speed", &WalkParameters::speed, {.label = "Speed", .unit = "m/s", ...});
///         return list;
///     }
template <class P>
class Fields {
public:
    Fields& boolean(std::string key, bool P::*member, FieldText text);
    Fields& integer(std::string key, int P::*member, FieldText text);
    Fields& real(std::string key, double P::*member, FieldText text);
    /// A real number or `"auto"`, which `member` holds as NaN: its owner works the number out.
    Fields& realOrAuto(std::string key, double P::*member, FieldText text);
    Fields& text(std::string key, std::string P::*member, FieldText text);
    /// A choice between enumerators, each with its name in files.
    template <class E>
    Fields& choice(std::string key, E P::*member, std::vector<std::pair<std::string, E>> names,
                   FieldText text);

    /// The fields of a struct inside this one, under an object of their own; their infos get keys
    /// such as `walk.speed`.
    template <class S>
    Fields& group(std::string key, S P::*member, const Fields<S>& inner);

    /// The descriptions, in order of declaration, with the defaults of a default-made `P`.
    const std::vector<FieldInfo>& infos() const { return infos_; }

    /// Reads an object strictly; a missing key keeps its value in `defaults`.
    P read(const JsonCursor& cursor, P defaults = {}) const;
    /// Every field, in order.
    Json write(const P& parameters) const;

private:
    struct Access {
        std::string key;
        std::function<void(P&, const JsonCursor&)> read;
        std::function<Json(const P&)> write;
    };

    Fields& add(std::string key, FieldKind kind, FieldText text, std::vector<std::string> choices,
                Access access);

    std::vector<FieldInfo> infos_;
    std::vector<Access> accesses_;
};

/// What files hold where a number may be left to the program.
inline constexpr const char* automaticValue = "auto";
/// A number, or NaN for `"auto"`.
double numberOrAuto(const JsonCursor& cursor, const Range& range);
/// The reverse.
Json autoOrNumber(double value);

/// The JSON Schema (draft 2020-12) of an object with these fields.
Json schemaOf(const std::vector<FieldInfo>& fields);

/// The member of nested objects that a dotted key names, or nullptr.
const Json* findMember(const Json& object, const std::string& dottedKey);
Json* findMember(Json& object, const std::string& dottedKey);

/// Takes those fields out of a resolved object that are younger than 0.1.0 and stand at their
/// defaults, and the groups that have nothing left: what remains is what a version without them
/// would have written, so that hashes of scenes outlive the fields that are added.
void removeYoungDefaults(const std::vector<FieldInfo>& fields, Json& object);

/// The strongest effect among the fields whose values differ between two resolved objects; nothing
/// when they are equal.
std::optional<Effect> effectOfChange(const std::vector<FieldInfo>& fields, const Json& before,
                                     const Json& after);

/// The info with this key, or nullptr.
const FieldInfo* findField(const std::vector<FieldInfo>& fields, const std::string& key);

// -------------------------------------------------------------------------------------------------

template <class P>
Fields<P>& Fields<P>::add(std::string key, FieldKind kind, FieldText text,
                          std::vector<std::string> choices, Access access) {
    FieldInfo info;
    info.key = std::move(key);
    info.label = std::move(text.label);
    info.unit = std::move(text.unit);
    info.help = std::move(text.help);
    info.source = std::move(text.source);
    info.kind = kind;
    info.range = {text.minimum, text.maximum};
    info.choices = std::move(choices);
    info.effect = text.effect;
    info.since = std::move(text.since);
    info.defaultValue = access.write(P{});
    access.key = info.key;
    infos_.push_back(std::move(info));
    accesses_.push_back(std::move(access));
    return *this;
}

template <class P>
template <class S>
Fields<P>& Fields<P>::group(std::string key, S P::*member, const Fields<S>& inner) {
    const Json defaults = inner.write(P{}.*member);
    for (FieldInfo info : inner.infos()) {
        info.defaultValue = *findMember(defaults, info.key);
        info.key = key + "." + info.key;
        infos_.push_back(std::move(info));
    }
    accesses_.push_back(
        {key, [member, &inner](P& p, const JsonCursor& c) { p.*member = inner.read(c, p.*member); },
         [member, &inner](const P& p) { return inner.write(p.*member); }});
    return *this;
}

template <class P>
Fields<P>& Fields<P>::boolean(std::string key, bool P::*member, FieldText text) {
    return add(std::move(key), FieldKind::boolean, std::move(text), {},
               {{},
                [member](P& p, const JsonCursor& c) { p.*member = c.boolean(); },
                [member](const P& p) { return Json(p.*member); }});
}

template <class P>
Fields<P>& Fields<P>::integer(std::string key, int P::*member, FieldText text) {
    const Range range{text.minimum, text.maximum};
    return add(std::move(key), FieldKind::integer, std::move(text), {},
               {{},
                [member, range](P& p, const JsonCursor& c) { p.*member = c.integer(range); },
                [member](const P& p) { return Json(p.*member); }});
}

template <class P>
Fields<P>& Fields<P>::real(std::string key, double P::*member, FieldText text) {
    const Range range{text.minimum, text.maximum};
    return add(std::move(key), FieldKind::real, std::move(text), {},
               {{},
                [member, range](P& p, const JsonCursor& c) { p.*member = c.number(range); },
                [member](const P& p) { return Json(p.*member); }});
}

template <class P>
Fields<P>& Fields<P>::realOrAuto(std::string key, double P::*member, FieldText text) {
    const Range range{text.minimum, text.maximum};
    add(std::move(key), FieldKind::real, std::move(text), {},
        {{},
         [member, range](P& p, const JsonCursor& c) { p.*member = numberOrAuto(c, range); },
         [member](const P& p) { return autoOrNumber(p.*member); }});
    infos_.back().automatic = true;
    return *this;
}

template <class P>
Fields<P>& Fields<P>::text(std::string key, std::string P::*member, FieldText text) {
    return add(std::move(key), FieldKind::text, std::move(text), {},
               {{},
                [member](P& p, const JsonCursor& c) { p.*member = c.text(); },
                [member](const P& p) { return Json(p.*member); }});
}

template <class P>
template <class E>
Fields<P>& Fields<P>::choice(std::string key, E P::*member,
                             std::vector<std::pair<std::string, E>> names, FieldText text) {
    std::vector<std::string> choices;
    choices.reserve(names.size());
    for (const auto& name : names)
        choices.push_back(name.first);
    return add(std::move(key), FieldKind::choice, std::move(text), choices,
               {{},
                [member, names, choices](P& p, const JsonCursor& c) {
                    p.*member = names[c.choice(choices)].second;
                },
                [member, names](const P& p) {
                    for (const auto& name : names)
                        if (name.second == p.*member)
                            return Json(name.first);
                    return Json();
                }});
}

template <class P>
P Fields<P>::read(const JsonCursor& cursor, P defaults) const {
    ObjectReader object(cursor);
    for (const Access& access : accesses_)
        if (object.optional(access.key))
            access.read(defaults, object.at(access.key));
    object.finish();
    return defaults;
}

template <class P>
Json Fields<P>::write(const P& parameters) const {
    Json object = Json::object();
    for (const Access& access : accesses_)
        object[access.key] = access.write(parameters);
    return object;
}

} // namespace hippodrome

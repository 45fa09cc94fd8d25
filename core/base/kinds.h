#pragma once

#include "core/base/field.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace hippodrome {

/// What is known about a kind of anything that a file can name: a brain, a learner, an agent, a
/// motion model. Each of these adds how one is made.
struct Kind {
    std::string key;   ///< name in files: lower case, words joined by `_`
    std::string label; ///< name on screen
    std::string help;  ///< a sentence or two
    std::vector<FieldInfo> fields;
    /// Reads parameters strictly and spells out every default.
    std::function<Json(const JsonCursor& parameters)> resolve;
};

/// A kind whose parameters are a struct `P` with `P::fields()`.
template <class P>
Kind describe(std::string key, std::string label, std::string help) {
    return {std::move(key), std::move(label), std::move(help), P::fields().infos(),
            [](const JsonCursor& parameters) {
                return P::fields().write(P::fields().read(parameters));
            }};
}

/// All kinds of one thing, in the order in which they are offered. `T` has a `key`.
template <class T>
class Kinds {
public:
    /// `what` they are, for messages: "a motion model".
    Kinds(std::string what, std::vector<T> kinds)
        : what_(std::move(what)), kinds_(std::move(kinds)) {}

    auto begin() const { return kinds_.begin(); }
    auto end() const { return kinds_.end(); }
    std::size_t size() const { return kinds_.size(); }
    const T& front() const { return kinds_.front(); }
    const T& operator[](std::size_t index) const { return kinds_[index]; }

    /// nullptr when there is none with this key.
    const T* find(const std::string& key) const {
        const auto found = std::find_if(begin(), end(), [&](const T& t) { return t.key == key; });
        return found == end() ? nullptr : &*found;
    }
    /// One whose key is known to exist.
    const T& named(const std::string& key) const {
        const T* found = find(key);
        assert(found && "a kind that is not on its list");
        return found ? *found : front();
    }
    /// The one that a file names. Throws Error at the cursor, with those that there are.
    const T& named(const JsonCursor& key) const {
        const std::string name = key.text();
        if (const T* found = find(name))
            return *found;
        std::vector<std::string> known;
        for (const T& kind : kinds_)
            known.push_back(kind.key);
        std::string list;
        for (const std::string& candidate : known)
            list += (list.empty() ? "\"" : ", \"") + candidate + "\"";
        const std::string nearest = nearestWord(name, known);
        key.fail("expected " + what_ + ", one of " + list + ", found \"" + name + "\"" +
                 (nearest.empty() ? "" : "; did you mean \"" + nearest + "\"?"));
    }

private:
    std::string what_;
    std::vector<T> kinds_;
};

} // namespace hippodrome

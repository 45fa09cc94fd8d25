#pragma once

#include "core/arena/arena.h"
#include "core/base/kinds.h"

#include <functional>

namespace hippodrome {

/// A shape of arena that follows from a few lengths. Every arena that declared values give is
/// sound, and lies around the origin.
struct ArenaTemplate : Kind {
    std::function<Arena(const JsonCursor& parameters)> create;
};

/// Every shape that a new arena can have; the list is in arena_templates.cpp.
const Kinds<ArenaTemplate>& arenaTemplates();

/// A template for a parameter struct `P` with `P::fields()` and `Arena P::arena() const`.
template <class P>
ArenaTemplate describeTemplate(std::string key, std::string label, std::string help) {
    return {describe<P>(std::move(key), std::move(label), std::move(help)),
            [](const JsonCursor& parameters) { return P::fields().read(parameters).arena(); }};
}

/// A field for a length [m].
inline FieldText lengthField(std::string label, double minimum, double maximum, std::string help) {
    return {.label = std::move(label),
            .unit = "m",
            .minimum = minimum,
            .maximum = maximum,
            .help = std::move(help),
            .effect = Effect::live};
}

/// An arena of one polygon, which is moved so that its bounds have the origin in their middle.
Arena centredArena(Polygon boundary);

} // namespace hippodrome

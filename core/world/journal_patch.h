#pragma once

#include "core/base/json_io.h"

namespace hippodrome {

/// A JSON Patch (RFC 6902) as it stands in a journal: a list of objects. Throws Error.
Json checkedPatch(const JsonCursor& cursor);

/// `value` after a patch. Its operations are carried out one by one, since a few of them can copy a
/// value into itself until it fills the memory: what they add together is bounded, and so is how
/// deep they nest. Throws Error, or an exception of the library for a patch that does not fit.
Json patched(Json value, const Json& patch);

} // namespace hippodrome

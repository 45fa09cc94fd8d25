#pragma once

#include "core/base/json_io.h"

#include <set>
#include <string>

namespace hippodrome {

/// A name of lower-case letters, digits and `_`, which may stand in keys and file names. Throws
/// Error when it is not, or when `taken` has it; adds it to these. `what` is whose name it is, in
/// the singular.
std::string readName(const JsonCursor& cursor, const std::string& what,
                     std::set<std::string>& taken);

} // namespace hippodrome

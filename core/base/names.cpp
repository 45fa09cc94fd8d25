#include "core/base/names.h"

namespace hippodrome {

std::string readName(const JsonCursor& cursor, const std::string& what,
                     std::set<std::string>& taken) {
    const std::string name = cursor.text();
    if (name.empty() ||
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos)
        cursor.failExpected("a name of lower-case letters, digits and _");
    if (!taken.insert(name).second)
        cursor.fail("the name \"" + name + "\" is taken by an earlier " + what);
    return name;
}

} // namespace hippodrome

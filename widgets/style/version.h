#pragma once

#include <QString>

namespace hippodrome {

/// The program's version, as in `0.1.0`.
inline QString versionText() {
    return HIPPODROME_VERSION;
}

} // namespace hippodrome

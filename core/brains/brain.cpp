#include "core/brains/brain.h"

namespace hippodrome {

bool sameGround(const Arena& a, const Arena& b) {
    return a.boundary == b.boundary && a.periodic == b.periodic && a.holes == b.holes &&
           a.walls == b.walls;
}

} // namespace hippodrome

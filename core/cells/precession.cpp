#include "core/cells/precession.h"

#include <algorithm>
#include <cassert>

namespace hippodrome {

void Precession::modulate(const ArenaGeometry& arena, Vec2 position, Vec2 velocity, double time,
                          std::span<const Vec2> centres, std::span<const double> edges,
                          std::span<float> rates) const {
    if (!theta_.on)
        return;
    assert(centres.size() == rates.size() && edges.size() == rates.size());
    const double phase = theta_.phase(time), speed = length(velocity);
    const Vec2 ahead = speed > 1e-6 ? velocity / speed : Vec2{};
    for (std::size_t cell = 0; cell < rates.size(); ++cell) {
        if (rates[cell] == 0.0f)
            continue;
        const double passed = -dot(arena.displacement(position, centres[cell]), ahead);
        const double progress = std::clamp(passed / edges[cell], -1.0, 1.0);
        rates[cell] *=
            static_cast<float>(theta_.modulation(phase, theta_.preferredPhase(progress), scale_));
    }
}

} // namespace hippodrome

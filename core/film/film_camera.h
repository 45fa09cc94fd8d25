#pragma once

#include "core/film/film_frame.h"
#include "core/maps/map_gatherer.h"
#include "core/world/simulation.h"

#include <cstddef>
#include <memory>

namespace hippodrome {

/// Takes moments of a run: copies the maps that training keeps anyway, without a forward pass.
class FilmCamera {
public:
    /// The maps of now, in at most about `mostBytes`; those that have not changed since `before`
    /// are shared with it.
    std::shared_ptr<const FilmFrame> take(const Simulation& simulation, const FilmFrames& before,
                                          std::size_t mostBytes);

private:
    MapGatherer gatherer_;
};

} // namespace hippodrome

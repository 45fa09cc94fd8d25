#pragma once

#include "core/base/parallel.h"
#include "core/film/film_frame.h"

#include <cstdint>

namespace hippodrome {

/// Scores the moments that have none, with the null for every doubling of the updates (`nullMaps`
/// noise maps, drawn by `seed`). Scores of networks are those of the maps as they are kept, those
/// of formula cells of the exact ones; they do not depend on the threads. Moments are shared with
/// other threads: scored ones take the place of those without. Returns whether there were any.
bool scoreFrames(FilmFrames& frames, std::uint64_t seed, int nullMaps, ThreadPool& threads);

} // namespace hippodrome

#pragma once

#include "core/base/checkpoint.h"
#include "core/film/film_frame.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace hippodrome {

/// A film as its file has it.
struct FilmContents {
    static constexpr std::size_t mostEdits = 256;

    std::string sceneHash; ///< of the scene that the run started from
    std::uint64_t seed = 1;
    FilmFrames frames;
    std::vector<FilmEdit> edits;
    std::map<long, std::string> checkpoints; ///< bytes of the files, by update
};

/// Named blocks in the container of checkpoints: `film` holds everything small as JSON, the others
/// hold maps, scores and, as they are, the checkpoints.
Checkpoint writeFilm(const FilmContents& film);

/// Whether the blocks are those of a film, of whatever version.
bool holdsFilm(const Checkpoint& blocks);

/// Throws Error for what is damaged or something else.
FilmContents readFilm(const Checkpoint& blocks);

} // namespace hippodrome

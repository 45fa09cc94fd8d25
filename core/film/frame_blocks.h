#pragma once

#include "core/base/checkpoint.h"
#include "core/base/json_io.h"
#include "core/film/film_frame.h"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace hippodrome {

/// A whole number from 0 to `most`. Throws Error.
long countOf(const Json& value, double most = static_cast<double>(Checkpoint::mostCount));
/// A number of at most that size. Throws Error.
double finiteOf(const Json& value, double most);

/// Writes moments of a film as JSON, and their maps and scores as blocks beside it. Maps and arenas
/// that moments share are written once.
class FrameWriter {
public:
    explicit FrameWriter(Checkpoint& blocks) : blocks_(blocks) {}

    Json write(const FilmFrame& frame);
    /// Of all moments so far.
    const Json& arenas() const { return arenas_; }

private:
    Json mapsJson(const std::shared_ptr<const FilmedMaps>& maps);
    Json arenaJson(const ArenaPointer& arena);

    Checkpoint& blocks_;
    std::map<const FilmedMaps*, std::size_t> maps_;
    Json arenas_ = Json::array();
    ArenaPointer lastArena_;
};

/// Reads them back; what is damaged is refused with an Error or an exception of the JSON library.
class FrameReader {
public:
    /// `arenas` as FrameWriter gives them; null: 0.1.0 wrote none.
    FrameReader(const Checkpoint& blocks, const Json& arenas);

    std::shared_ptr<const FilmFrame> read(const Json& json);

private:
    std::shared_ptr<const FilmedMaps> mapsOf(const Json& json);
    FilmedPopulation populationOf(const Json& json, const Bounds& bounds,
                                  const std::string& scoresBlock);

    const Checkpoint& blocks_;
    std::vector<ArenaPointer> arenas_;
    std::map<std::string, std::shared_ptr<const FilmedMaps>> maps_; ///< by block
};

} // namespace hippodrome

#include "core/film/film_format.h"

#include "core/film/film_weights.h"
#include "core/film/frame_blocks.h"

#include <utility>

namespace hippodrome {

namespace {

constexpr const char* filmFormat = "hippodrome-film";
constexpr int filmVersion = 1;

std::string weightsBlock(long update) {
    return "weights." + std::to_string(update);
}

FilmContents contentsOf(const Checkpoint& blocks, const Json& json) {
    if (json.at("format") != filmFormat || json.at("version") != filmVersion)
        throw Error("expected version " + std::to_string(filmVersion) + ", found " +
                    json.at("version").dump());
    FilmContents film;
    film.sceneHash = json.at("scene_hash");
    film.seed = json.at("seed");
    FrameReader frames(blocks, json.contains("arenas") ? json.at("arenas") : Json());
    for (const Json& entry : json.at("frames")) {
        auto frame = frames.read(entry);
        if (frame->update <= (film.frames.empty() ? 0 : film.frames.back()->update))
            throw Error("its moments are out of order");
        film.frames.push_back(std::move(frame));
    }
    if (json.at("edits").size() > FilmContents::mostEdits ||
        json.at("weights").size() > FilmWeights::most)
        throw Error("more edits or weights than there can be");
    for (const Json& entry : json.at("edits"))
        film.edits.push_back({countOf(entry.at("update")),
                              finiteOf(entry.at("simulated_seconds"), Checkpoint::longestTime)});
    for (const Json& entry : json.at("weights")) {
        const long update = countOf(entry);
        film.checkpoints[update] = blocks.text(weightsBlock(update));
    }
    return film;
}

} // namespace

Checkpoint writeFilm(const FilmContents& film) {
    Checkpoint blocks;
    FrameWriter frames(blocks);
    Json moments = Json::array(), edits = Json::array(), weights = Json::array();
    for (const auto& frame : film.frames)
        moments.push_back(frames.write(*frame));
    for (const FilmEdit& edit : film.edits)
        edits.push_back({{"update", edit.update}, {"simulated_seconds", edit.time}});
    for (const auto& [update, bytes] : film.checkpoints) {
        weights.push_back(update);
        blocks.putText(weightsBlock(update), bytes);
    }
    blocks.putText("film", Json{{"format", filmFormat},
                                {"version", filmVersion},
                                {"scene_hash", film.sceneHash},
                                {"seed", film.seed},
                                {"arenas", frames.arenas()},
                                {"frames", moments},
                                {"edits", edits},
                                {"weights", weights}}
                               .dump());
    return blocks;
}

bool holdsFilm(const Checkpoint& blocks) {
    return blocks.has("film");
}

FilmContents readFilm(const Checkpoint& blocks) {
    if (!holdsFilm(blocks))
        throw Error("it holds something else, a checkpoint perhaps");
    try {
        return contentsOf(blocks, blocks.json("film").root);
    } catch (const Json::exception& fault) {
        throw Error(std::string("expected a film of Hippodrome: ") + fault.what());
    }
}

} // namespace hippodrome

// A film to be handed on: small enough to come with a scene.
#include "core/film/film.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// At most `count` of ascending updates, spread as evenly over their logarithm as they allow, the
/// last included.
std::vector<long> spread(std::vector<long> updates, std::size_t count) {
    if (updates.size() <= count)
        return updates;
    std::vector<long> chosen;
    const double first = std::log(static_cast<double>(updates.front()));
    const double last = std::log(static_cast<double>(updates.back()));
    const double steps = std::max(1.0, static_cast<double>(count) - 1.0);
    for (std::size_t i = 0; i < count; ++i) {
        const double wanted = last - (last - first) * static_cast<double>(i) / steps;
        const auto distance = [&](long update) {
            return std::abs(std::log(static_cast<double>(update)) - wanted);
        };
        const auto nearest = std::min_element(updates.begin(), updates.end(), [&](long a, long b) {
            return distance(a) < distance(b);
        });
        chosen.push_back(*nearest);
        updates.erase(nearest); // each is taken once
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

/// The state of a run without what training makes again.
std::string lightened(const std::filesystem::path& file, bool withMaps) {
    Checkpoint checkpoint = Checkpoint::read(file);
    checkpoint.dropIf([&](const std::string& name) {
        return name.find(".trainer.optimiser_") != std::string::npos ||
               (!withMaps && name.find(".probe.") != std::string::npos);
    });
    return checkpoint.bytes();
}

} // namespace

void Film::saveCompact(const std::filesystem::path& file, ThreadPool& threads, std::size_t moments,
                       std::size_t checkpoints) {
    score(threads);
    finishWriting();
    std::vector<long> updates;
    for (const auto& frame : frames_)
        updates.push_back(frame->update);
    const std::vector<long> kept = spread(updates, moments);
    FilmFrames frames;
    for (const auto& frame : frames_)
        if (std::binary_search(kept.begin(), kept.end(), frame->update))
            frames.push_back(frame);
    std::map<long, std::string> states;
    for (const long update : spread(weights(), checkpoints))
        states[update] = lightened(checkpoint(update), update == weights().back());
    writeFilm({sceneHash_, seed_, frames, edits_, states})
        .write(file, Checkpoint::Packing::deflate);
}

} // namespace hippodrome

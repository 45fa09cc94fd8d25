#include "core/film/film_weights.h"

#include "core/base/file_io.h"
#include "core/film/film_moments.h"

#include <memory>
#include <utility>

namespace hippodrome {

std::filesystem::path FilmWeights::newFile(long update) {
    return scratch_.path() / (std::to_string(++files_) + "-" + std::to_string(update) + ".hippo");
}

void FilmWeights::keep(const Simulation& simulation) {
    try {
        const long update = simulation.trainer().updates();
        const std::filesystem::path file = newFile(update);
        finishWriting(); // one at a time
        drop(update);    // an earlier one of the same moment
        // Copying the state takes little time, hashing and writing it longer than a frame.
        auto state = std::make_shared<const Checkpoint>(simulation.checkpoint());
        const std::size_t bytes = state->size();
        kept_[update] = {file, bytes,
                         std::async(std::launch::async, [state, file] { state->write(file); })};
        while (this->bytes() > limit)
            drop(kept_.begin()->first); // the oldest
    } catch (const std::exception& error) {
        // A disk that is full must not end a training; maps are kept all the same.
        fault_ = error.what();
    }
}

bool FilmWeights::finishWriting() {
    bool gone = false;
    for (auto entry = kept_.begin(); entry != kept_.end();) {
        try {
            if (entry->second.written.valid()) {
                entry->second.written.get();
                entry->second.written = {};
                fault_.clear();
            }
            ++entry;
        } catch (const std::exception& error) {
            fault_ = error.what();
            entry = kept_.erase(entry);
            gone = true;
        }
    }
    return gone;
}

void FilmWeights::drop(long update) {
    const auto found = kept_.find(update);
    if (found == kept_.end())
        return;
    if (found->second.written.valid())
        found->second.written.wait();
    std::error_code ignored;
    std::filesystem::remove(found->second.file, ignored);
    kept_.erase(found);
}

void FilmWeights::dropAfter(long update) {
    for (const long kept : updates())
        if (kept > update)
            drop(kept);
}

void FilmWeights::thin(long live) {
    for (const long kept : updates())
        if (!FilmMoments::keepsWeights(kept, live))
            drop(kept);
}

void FilmWeights::replaceWith(const std::map<long, std::string>& checkpoints) {
    std::map<long, Kept> files;
    for (const auto& [update, bytes] : checkpoints) {
        files[update] = {newFile(update), bytes.size(), {}};
        writeFileAtomically(files[update].file, bytes);
    }
    for (const long update : updates())
        drop(update);
    kept_ = std::move(files);
    fault_.clear();
}

std::vector<long> FilmWeights::updates() const {
    std::vector<long> updates;
    for (const auto& [update, kept] : kept_)
        updates.push_back(update);
    return updates;
}

std::filesystem::path FilmWeights::checkpoint(long update) const {
    const auto found = kept_.find(update);
    if (found == kept_.end())
        throw Error("the film holds no weights of update " + std::to_string(update));
    if (found->second.written.valid())
        found->second.written.get();
    return found->second.file;
}

std::size_t FilmWeights::bytes() const {
    std::size_t sum = 0;
    for (const auto& [update, kept] : kept_)
        sum += kept.bytes;
    return sum;
}

} // namespace hippodrome

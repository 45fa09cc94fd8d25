#pragma once

#include "core/film/scratch_folder.h"
#include "core/world/simulation.h"

#include <cstddef>
#include <filesystem>
#include <future>
#include <map>
#include <string>
#include <vector>

namespace hippodrome {

/// The exact state of a run at a few moments of its training, as checkpoints in a scratch folder of
/// at most `limit` bytes. They are written on a thread of their own, one at a time.
class FilmWeights {
public:
    static constexpr std::size_t limit = std::size_t{128} << 20; ///< bytes on disk
    static constexpr std::size_t most = 8;                       ///< with those of the end

    /// Keeps the state as it is now; the oldest ones go when there is no room. A disk that is full
    /// ends no training: it is told by `fault`.
    void keep(const Simulation& simulation);
    /// Waits until all are on disk; those that could not be written are gone. Returns whether any
    /// has gone.
    bool finishWriting();

    void drop(long update);
    void dropAfter(long update);
    /// Those that a film no longer keeps once `live` updates have been made.
    void thin(long live);
    void forgetFault() { fault_.clear(); }

    /// Takes the place of all that are here: bytes of checkpoints by update. Throws Error, and
    /// leaves those that are here.
    void replaceWith(const std::map<long, std::string>& checkpoints);

    bool empty() const { return kept_.empty(); }
    /// Ascending.
    std::vector<long> updates() const;
    /// The checkpoint of such an update, once it is written. Throws Error when there is none.
    std::filesystem::path checkpoint(long update) const;
    std::size_t bytes() const;
    /// Why one could not be kept; empty: they all could.
    const std::string& fault() const { return fault_; }

private:
    struct Kept {
        std::filesystem::path file;
        std::size_t bytes = 0;
        std::shared_future<void> written; ///< invalid: it is there already
    };

    std::filesystem::path newFile(long update);

    ScratchFolder scratch_;     ///< outlives the writing into it
    std::map<long, Kept> kept_; ///< by update
    std::string fault_;
    long files_ = 0; ///< made so far in the scratch folder
};

} // namespace hippodrome

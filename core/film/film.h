#pragma once

#include "core/film/film_camera.h"
#include "core/film/film_format.h"
#include "core/film/film_frame.h"
#include "core/film/film_moments.h"
#include "core/film/film_weights.h"
#include "core/world/simulation.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace hippodrome {

/// The history of a training: its maps at moments that grow sparser with age (see FilmMoments), and
/// the exact state of the run, as a checkpoint, at a few of them. Maps take at most `mapLimit`
/// bytes of memory, checkpoints at most `FilmWeights::limit` bytes on disk. Scores are worked out
/// when somebody wants them.
class Film {
public:
    static constexpr std::size_t mapLimit = std::size_t{128} << 20;
    static constexpr std::size_t mostEdits = FilmContents::mostEdits;
    /// Noise maps behind the percentiles of a moment.
    static constexpr int nullMaps = 200;

    /// After an update: keeps the moment if it is one. Returns true when the film has changed.
    bool note(const Simulation& simulation);
    /// The run ends or pauses here: keeps the moment, with weights, until training goes on.
    void close(const Simulation& simulation);
    /// The scene was edited; edits at one update are one.
    void noteEdit(const Simulation& simulation);
    /// The run goes back to this update: what came after it belongs to another branch.
    void forgetAfter(long update);
    void clear();

    const FilmFrames& frames() const { return frames_; }
    const std::vector<FilmEdit>& edits() const { return edits_; }
    /// Updates whose weights are kept, ascending.
    std::vector<long> weights() const { return weights_.updates(); }
    /// The checkpoint of such an update. Throws Error when there is none.
    std::filesystem::path checkpoint(long update) const { return weights_.checkpoint(update); }
    FilmIndex index() const;
    /// Update of the latest moment that is kept by the rule, not because a run ended there; 0:
    /// none.
    long lastMoment() const;
    /// Grows with every change.
    long sequence() const { return sequence_; }
    /// Memory taken by maps; shared ones count once.
    std::size_t bytes() const;
    std::size_t weightsBytes() const { return weights_.bytes(); }

    /// Scores the moments that have none (scoreFrames).
    void score(ThreadPool& threads);

    /// Scores, and gives the bytes of a file that holds everything. Throws Error.
    std::string bytes(ThreadPool& threads);
    /// The same, written to a file, whole or not at all. Throws Error.
    void save(const std::filesystem::path& file, ThreadPool& threads);
    /// Writes less of it, packed, to be handed on: at most so many moments and checkpoints, spread
    /// evenly over the logarithm of the updates, the last ones included. Checkpoints before the
    /// last keep no maps, and none keeps the state of its optimiser. Throws Error.
    void saveCompact(const std::filesystem::path& file, ThreadPool& threads,
                     std::size_t moments = 40, std::size_t checkpoints = 4);
    /// The file can be read and holds a film, of whatever version.
    static bool isFilm(const std::filesystem::path& file);
    /// Reads it back. Throws Error, also for a file that is truncated or something else.
    void load(const std::filesystem::path& file);
    /// The same from what was read of that file.
    void load(const Checkpoint& blocks, const std::filesystem::path& file);
    /// Goes on with the film that an earlier part of the same run has left, up to and with
    /// `update`, without the moment at which that part ended. Nothing when there is no such file.
    /// Throws Error, also for the film of another run.
    void continueFrom(const std::filesystem::path& file, const Simulation& simulation);

private:
    void take(const Simulation& simulation);
    void thin(long live);
    void keepTo(long update);
    /// The hash of the scene that the run started from as it reads today: fields that are younger
    /// than the film have their defaults.
    std::string startHash() const;
    /// Waits until all weights are on disk; those that could not be written are gone.
    void finishWriting();

    std::string sceneHash_; ///< of the scene that the run started from
    std::uint64_t seed_ = 1;
    FilmCamera camera_;
    FilmMoments moments_;
    FilmFrames frames_; ///< by update
    FilmWeights weights_;
    std::vector<FilmEdit> edits_;
    long sequence_ = 0;
};

} // namespace hippodrome

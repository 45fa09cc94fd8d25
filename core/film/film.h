#pragma once

#include "core/film/film_moments.h"
#include "core/film/scratch_folder.h"
#include "core/maps/map_gatherer.h"
#include "core/world/simulation.h"

#include <cstdint>
#include <filesystem>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace hippodrome {

/// Maps in eight bits: every unit from its lowest to its highest value in 254 steps.
struct FilmedMaps {
    static constexpr std::uint8_t unvisited = 255; ///< the level of a bin that has no value

    int units = 0;
    int rows = 0;
    int columns = 0;
    std::vector<float> lowest;        ///< per unit
    std::vector<float> highest;       ///< per unit
    std::vector<std::uint8_t> levels; ///< (units, rows, columns)

    /// Of the first `mostUnits` units.
    static FilmedMaps of(const PopulationMaps& maps, int mostUnits);
    PopulationMaps maps() const;
    std::size_t bytes() const;
    friend bool operator==(const FilmedMaps&, const FilmedMaps&) = default;
};

/// One population at a moment. Maps are shared with the moment before when nothing has changed.
struct FilmedPopulation {
    std::string brain;
    Nature nature = Nature::biological;
    Population population;
    BinGrid grid;        ///< of the maps shown
    BinGrid scoringGrid; ///< of those scored
    std::shared_ptr<const FilmedMaps> shown;
    std::shared_ptr<const FilmedMaps> scored;    ///< nullptr: those shown
    std::shared_ptr<const FilmedMaps> direction; ///< head tuning; nullptr: not known
    std::vector<UnitScores> scores;              ///< of these maps; empty: not scored yet
    NullScores null;                             ///< measured once per doubling of the updates
};

/// How a training brain was doing.
struct FilmedTraining {
    std::string brain;
    TrainingReport report;
};

/// All maps at a moment.
struct FilmFrame {
    long update = 0;   ///< rounds of updates that were complete
    double time = 0.0; ///< simulated [s]
    int epoch = 0;     ///< of the recorder: edits of the arena so far
    Bounds bounds;
    bool periodic = false;
    ArenaPointer arena; ///< nullptr: filmed by 0.1.0, which did not keep it
    std::vector<FilmedPopulation> populations;
    std::vector<FilmedTraining> training;

    std::size_t bytes() const;
    /// As the window shows them.
    MapsSnapshot snapshot() const;
};

/// Enough of the arena was visited for the scores of a population to be compared with noise.
bool nullApplies(const FilmFrame& frame, const FilmedPopulation& filmed);

/// An edit of the scene.
struct FilmEdit {
    long update = 0;
    double time = 0.0; ///< simulated [s]
    friend bool operator==(const FilmEdit&, const FilmEdit&) = default;
};

/// What may be looked at of a film, for other threads.
struct FilmIndex {
    long sequence = 0; ///< grows with every change
    std::vector<std::shared_ptr<const FilmFrame>> frames;
    std::vector<FilmEdit> edits;
    std::vector<long> weights; ///< updates whose exact weights are kept
    std::string fault;         ///< why weights could not be kept; empty: they could
};

/// The history of a training: its maps at moments that grow sparser with age (see FilmMoments), and
/// the exact state of the run, as a checkpoint, at a few of them. Maps take at most `mapLimit`
/// bytes of memory, checkpoints at most `weightsLimit` bytes on disk, in a scratch folder. Taking a
/// moment copies the maps that training keeps anyway, without a forward pass; scores are worked out
/// later, when somebody wants them.
class Film {
public:
    static constexpr std::size_t mapLimit = std::size_t{128} << 20;
    static constexpr std::size_t weightsLimit = std::size_t{128} << 20;
    static constexpr std::size_t mostWeights = 8; ///< with those of the end
    static constexpr std::size_t mostEdits = 256;
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

    const std::vector<std::shared_ptr<const FilmFrame>>& frames() const { return frames_; }
    const std::vector<FilmEdit>& edits() const { return edits_; }
    /// Updates whose weights are kept, ascending.
    std::vector<long> weights() const;
    /// The checkpoint of such an update. Throws Error when there is none.
    std::filesystem::path checkpoint(long update) const;
    FilmIndex index() const;
    /// Update of the latest moment that is kept by the rule, not because a run ended there; 0:
    /// none.
    long lastMoment() const;
    /// Grows with every change.
    long sequence() const { return sequence_; }
    /// Memory taken by maps; shared ones count once.
    std::size_t bytes() const;
    std::size_t weightsBytes() const;

    /// Scores the moments that have none, with the null for every doubling of the updates. Scores
    /// of networks are those of the maps as they are kept, those of formula cells of the exact
    /// ones; they do not depend on the threads.
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
    static bool isFilm(const Checkpoint& blocks);
    /// Reads it back. Throws Error, also for a file that is truncated or something else.
    void load(const std::filesystem::path& file);
    /// The same from what was read of that file.
    void load(const Checkpoint& blocks, const std::filesystem::path& file);
    /// Goes on with the film that an earlier part of the same run has left, up to and with
    /// `update`, without the moment at which that part ended. Nothing when there is no such file.
    /// Throws Error, also for the film of another run.
    void continueFrom(const std::filesystem::path& file, const Simulation& simulation);

private:
    struct Weights {
        std::filesystem::path file;
        std::size_t bytes = 0;
        std::shared_future<void> written; ///< invalid: it is there already
    };

    /// Moments and checkpoints as the blocks of a file.
    Checkpoint blocksOf(const std::vector<std::shared_ptr<const FilmFrame>>& frames,
                        const std::map<long, std::string>& checkpoints) const;
    void take(const Simulation& simulation);
    void keepWeights(const Simulation& simulation);
    void thin(long live);
    void keepTo(long update);
    std::filesystem::path newFile(long update);
    void drop(long update);
    /// The hash of the scene that the run started from as it reads today: fields that are younger
    /// than the film have their defaults.
    std::string startHash() const;
    /// Waits until all weights are on disk; those that could not be written are gone.
    void finishWriting();

    std::string sceneHash_; ///< of the scene that the run started from
    std::uint64_t seed_ = 1;
    FilmMoments moments_;
    MapGatherer gatherer_;
    std::vector<std::shared_ptr<const FilmFrame>> frames_; ///< by update
    ScratchFolder scratch_;           ///< outlives the writing of weights into it
    std::map<long, Weights> weights_; ///< by update
    std::vector<FilmEdit> edits_;
    std::string fault_;
    long sequence_ = 0;
    long files_ = 0; ///< made so far in the scratch folder
};

} // namespace hippodrome

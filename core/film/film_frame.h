#pragma once

#include "core/maps/snapshot.h"

#include <cstddef>
#include <cstdint>
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

/// A population of a moment as the window shows it.
PopulationPicture pictureOf(const FilmedPopulation& filmed);

/// Enough of the arena was visited for the scores of a population to be compared with noise.
bool nullApplies(const FilmFrame& frame, const FilmedPopulation& filmed);

/// An edit of the scene.
struct FilmEdit {
    long update = 0;
    double time = 0.0; ///< simulated [s]
    friend bool operator==(const FilmEdit&, const FilmEdit&) = default;
};

/// Moments by ascending update; shared with those who look at them.
using FilmFrames = std::vector<std::shared_ptr<const FilmFrame>>;

/// The latest of the first `count` moments' entries of the same population that satisfies a
/// condition; nullptr: there is none.
template <class Condition>
const FilmedPopulation* latestLike(const FilmedPopulation& population, const FilmFrames& frames,
                                   std::size_t count, Condition condition) {
    for (std::size_t i = count; i-- > 0;)
        for (const FilmedPopulation& filmed : frames[i]->populations)
            if (filmed.brain == population.brain &&
                filmed.population.name == population.population.name && condition(filmed))
                return &filmed;
    return nullptr;
}

/// What may be looked at of a film, for other threads.
struct FilmIndex {
    long sequence = 0; ///< grows with every change
    FilmFrames frames;
    std::vector<FilmEdit> edits;
    std::vector<long> weights; ///< updates whose exact weights are kept
    std::string fault;         ///< why weights could not be kept; empty: they could
};

} // namespace hippodrome

#pragma once

#include "core/agents/agent.h"
#include "core/analysis/grid_module.h"
#include "core/analysis/map_accumulator.h"
#include "core/analysis/metrics.h"
#include "core/arena/arena_geometry.h"
#include "core/brains/brain.h"
#include "core/motion/motion_model.h"
#include "core/scene/scene.h"
#include "core/world/episode_log.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hippodrome {

enum class RunState { paused, running, finished, diverged, failed };

/// A spike of the last seconds.
struct RecentSpike {
    double time = 0.0; ///< since the start of the run [s]
    int unit = 0;      ///< counted through all spiking populations of its brain
};

/// One brain at a moment.
struct BrainMoment {
    std::string name;
    std::string label;
    Nature nature = Nature::biological;
    std::optional<Vec2> decoded; ///< where it believes to be
    std::optional<TrainingReport> training;
    std::vector<Reading> readings;
    std::vector<RecentSpike> spikes;                ///< of all its populations, oldest first
    int spikingUnits = 0;                           ///< units of those populations that spike
    std::shared_ptr<const Inside> inside = nullptr; ///< while somebody looks, else nullptr
};

/// One agent at a moment, in the world of its own.
struct AgentMoment {
    std::string name; ///< of a rival; empty for the scene's own agent
    const AgentType* type = nullptr;
    RatState rat;
    std::vector<Vec2> trail; ///< recent places, oldest first; of rivals a short one
    double totalReward = 0.0;
    long episodes = 0;                 ///< that are over
    std::vector<EpisodeRecord> recent; ///< the latest of them, oldest first
    std::optional<Recovery> recovery;  ///< from the last edit
    std::vector<Reading> readings;
    /// What it knows, while somebody looks; nullptr for the others, and for those with nothing to
    /// show.
    std::shared_ptr<const AgentPicture> picture;
};

/// Which run of a session a picture is of: it grows when the run begins again or goes back.
struct RunNumber {
    long number = 0;
    long from = 0; ///< the update that it goes on from; 0: from the beginning
};

/// An immutable picture of a moment, published at the display's rate.
struct Snapshot {
    long sequence = 0; ///< grows by one with each
    RunNumber run;
    RunState state = RunState::paused;
    std::string message; ///< why it failed or diverged
    long ticks = 0;
    double time = 0.0; ///< simulated [s]
    RatState rat;
    double totalReward = 0.0;
    std::vector<Vec2> trail; ///< recent places, oldest first
    std::vector<BrainMoment> brains;
    std::vector<AgentMoment> agents; ///< the scene's own first, then its rivals
    ArenaPointer arena;
    long sceneRevision = 0; ///< of the last scene that was taken over
    std::shared_ptr<const std::vector<std::string>> notes; ///< Simulation::notes()
    int epoch = 0;
    long updates = 0;
    double updatesPerSecond = 0.0; ///< wall clock
    double speed = 0.0;            ///< simulated seconds per second
};

/// Scores of one unit's map; NaN where undefined. Films hold them as they lie in memory.
struct UnitScores {
    float grid60 = 0.0f;
    float grid90 = 0.0f;
    float peak = 0.0f; ///< of a difference: the largest change, with its sign
};

/// What chance gives for maps like a population's: percentiles of the band-matched null.
struct NullScores {
    double grid60p95 = 0.0;
    double grid60p99 = 0.0;
    double grid90p99 = 0.0;
    double above08 = 0.0; ///< share of the null above 0.8 and 1.0
    double above10 = 0.0;
    int maps = 0; ///< how many noise maps were scored; 0: not known yet
};

/// Maps of one population.
struct PopulationPicture {
    std::string brain;
    Nature nature = Nature::biological;
    Population population;
    bool path = false;       ///< path maps, not probe maps
    bool difference = false; ///< `maps` are path maps less those of the epoch before the last edit
    PopulationMaps maps;     ///< as shown; path maps are smoothed (map_display.h)
    PopulationMaps raw;      ///< `maps` before they were smoothed; empty: `maps` themselves
    BinGrid grid;            ///< of `maps`
    ArenaPointer arena;      ///< that `maps` were made in; nullptr: not known
    PopulationMaps scored;   ///< in fewer bins, what scores refer to; empty: rawMaps()
    BinGrid scoringGrid;     ///< of `scored`
    std::vector<float> occupancy; ///< of path maps: seconds in each bin that is scored
    /// Enough of the arena was visited for scores to be compared with `null`.
    bool nullApplies = true;
    PopulationMaps before;    ///< of a difference: the maps of the epoch before, in the same bins
    PopulationMaps direction; ///< head tuning (units, 1, direction bins)
    std::vector<UnitScores> scores; ///< per unit
    std::vector<float> similarity;  ///< per unit of a difference: correlation of before and after
    NullScores null;
    /// What the units above 99 % of noise share, every few seconds; nullptr where that is nothing.
    std::shared_ptr<const std::vector<GridModule>> modules;

    /// NaN where it is not known.
    float similarityOf(int unit) const {
        const auto index = static_cast<std::size_t>(unit);
        return index < similarity.size() ? similarity[index] : std::nanf("");
    }
    /// A unit's grid score exceeds 99 % of noise, as far as that can be told.
    bool aboveNull(int unit) const;
    /// Values nearer to zero than this are the noise of the arithmetic and shown as 0: a millionth
    /// of the population's largest peak, and less than any cell does.
    float noiseFloor() const;
    /// A unit's peak as it is shown.
    float shownPeak(int unit) const;
    /// What is written as numbers: unsmoothed.
    const PopulationMaps& rawMaps() const { return raw.units > 0 ? raw : maps; }
    const PopulationMaps& scoredMaps() const { return scored.units > 0 ? scored : rawMaps(); }
    const BinGrid& scoredGrid() const { return scored.units > 0 ? scoringGrid : grid; }
};

/// The path with the activity of the unit that is looked at.
struct ActivityTrace {
    struct Sample {
        Vec2 place;
        float activity = 0.0f;
    };
    std::vector<Sample> samples;
    bool spiking = false;     ///< the unit emits spikes
    std::vector<Vec2> spikes; ///< where the rat was when it did
};

/// The unit that is looked at, with every number about its scored map.
struct WatchedUnit {
    std::string brain; ///< empty: none
    std::string population;
    int unit = -1;
    bool known = false; ///< metrics and ring have been computed
    MapMetrics metrics;
    Ring ring; ///< where the grid score was found
    ActivityTrace trace;
};

/// The maps of a moment, published several times a second.
struct MapsSnapshot {
    long sequence = 0;
    RunNumber run;
    double time = 0.0;
    long updates = 0;
    int epoch = 0;
    ViewParameters::MapKind kind = ViewParameters::MapKind::probe; ///< that was asked for
    bool past = false;     ///< a moment of the film, not the live maps
    bool periodic = false; ///< the arena has no walls around it
    Bounds bounds;
    ArenaPointer arena; ///< nullptr: not known, of a moment that 0.1.0 filmed
    std::vector<PopulationPicture> populations;
    WatchedUnit watched;
};

/// The arena that a population's maps were made in, or else that of the moment.
inline const ArenaPointer& arenaOf(const MapsSnapshot& maps, const PopulationPicture& picture) {
    return picture.arena ? picture.arena : maps.arena;
}

} // namespace hippodrome

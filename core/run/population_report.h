#pragma once

#include "core/analysis/grid_module.h"
#include "core/maps/map_scorer.h"
#include "core/world/simulation.h"

#include <string>
#include <vector>

namespace hippodrome {

/// The grid scores (DeepMind, 60 degrees) of a population against chance.
struct GridSummary {
    int units = 0;
    NullScores null;          ///< of the band-matched noise null
    bool nullApplies = false; ///< enough of the arena was visited for it (see nullApplies())
    int above08 = 0;
    int above10 = 0;
    int aboveNull95 = 0;
    int aboveNull99 = 0;
    int sixMaxima = 0; ///< of these, units whose maps have six strong maxima or more
    /// Units whose 90-degree score lies above the null's 99th percentile of such scores: squares.
    int squaresAboveNull99 = 0;
    double best = 0.0; ///< NaN when no unit has a score, as is the median
    double median = 0.0;
};

/// Scores the picture's units, and as many noise maps as asked for.
GridSummary summarise(PopulationPicture& picture, const ArenaPointer& arena, int nullMaps,
                      Rng& rng);

/// Tuning of one unit to the heading of the paths.
struct HeadDirectionTuning {
    double resultant = 0.0; ///< mean vector length, 0 to 1; NaN for a unit without variation
    double direction = 0.0; ///< [rad]
};

/// Of curves (units, 1, bins). Negative activity counts as none.
std::vector<HeadDirectionTuning> headDirectionTunings(const PopulationMaps& curves);

/// How many units pass the thresholds of Banino et al. (2018, Nature 557:429), which noise passes
/// too on maps of this size.
struct PublishedCounts {
    int grid60 = 0;       ///< deepmind_60 above 0.37
    int grid60MinMax = 0; ///< deepmind_60_min_max above 0.37
    int border = 0;       ///< border_score_banino above 0.5
    int direction = 0;    ///< resultant above 0.47
};

/// The maps of one population at the end of a run, and every number about them.
struct PopulationReport {
    std::string brain;
    Nature nature = Nature::biological;
    Population population;
    PopulationMaps path;  ///< unsmoothed; no units when the rat has not moved
    PopulationMaps probe; ///< no units when the brain cannot tell

    // About the probe maps, or else about the path maps
    bool scoredIsProbe = false;
    double binWidth = 0.0;  ///< [m]
    double binHeight = 0.0; ///< [m]
    double halfWidth = 0.0; ///< that border scores divide distances by [m]; 0 without walls
    std::vector<MapMetrics> metrics; ///< per unit; empty when the maps are too large to score
    GridSummary grids;               ///< of networks; no units otherwise
    std::vector<GridModule> modules; ///< of networks: the units above 99 % of noise

    // Of networks, from the paths behind the probe maps
    FullProbe network; ///< without its maps, which are `probe`
    std::vector<HeadDirectionTuning> directions;
    PublishedCounts published() const;

    /// `lstm.units`: its name in files.
    std::string fileStem() const { return brain + "." + population.name; }
};

/// How much is measured for a report, and kept beside it.
struct ReportEffort {
    long probeSamples = 200000; ///< behind a network's probe maps
    int nullMaps = 1000;        ///< noise maps that grid scores are compared with
    bool metrics = true;        ///< otherwise maps alone
    bool maps = true;           ///< are written; otherwise their numbers alone
    bool checkpoint = true;     ///< is written, for others to go on from
};

/// The largest side of a map whose metrics are computed [bins]; larger ones take minutes.
inline constexpr int largestScoredSide = 128;

/// Reports on every population. Looking changes nothing in the simulation.
std::vector<PopulationReport> reportPopulations(Simulation& simulation,
                                                const ReportEffort& effort = {});

/// Metrics of every map, in order; what they are weighted by may be missing.
std::vector<MapMetrics> computeAllMetrics(const PopulationMaps& maps, const MetricOptions& options,
                                          const RateMap* occupancy, ThreadPool& threads);

/// The content of metrics.json: populations, each with a summary and `maps`, one object per unit
/// as `hippodrome score --json` prints them.
Json metricsJson(const std::vector<PopulationReport>& reports);

} // namespace hippodrome

#include "core/run/population_report.h"

#include "core/analysis/noise_null.h"
#include "core/analysis/tuning_curve.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace hippodrome {

namespace {

Json orNull(double value) {
    return std::isfinite(value) ? Json(value) : Json();
}

RateMap mapOf(const PopulationMaps& maps, int unit) {
    return RateMap::fromFloats(maps.map(unit), maps.rows, maps.columns);
}

/// The weights of an accumulator as an occupancy map.
RateMap occupancyOf(const MapAccumulator& accumulator) {
    return RateMap::fromFloats(accumulator.weights(), accumulator.grid().rows,
                               accumulator.grid().columns);
}

/// The walls as the bins of maps see them, worked out once for every kind of bins.
class ReportWalls {
public:
    explicit ReportWalls(ArenaPointer arena) : arena_(std::move(arena)) {}
    const WalledBins& in(const BinGrid& grid) {
        for (const auto& [bins, walls] : known_)
            if (bins == grid)
                return walls;
        known_.emplace_back(grid, WalledBins::of(*arena_, grid));
        return known_.back().second;
    }

private:
    ArenaPointer arena_;
    std::deque<std::pair<BinGrid, WalledBins>> known_;
};

/// What the units above 99 % of noise have in common.
void addModules(PopulationReport& report, const PopulationMaps& maps) {
    if (!(report.grids.null.maps > 0))
        return;
    std::vector<RateMap> all;
    std::vector<bool> members;
    for (int unit = 0; unit < maps.units; ++unit) {
        const MapMetrics& metrics = report.metrics[static_cast<std::size_t>(unit)];
        all.push_back(mapOf(maps, unit));
        members.push_back(metrics.of("grid_score.deepmind_60").value_or(0.0) >
                          report.grids.null.grid60p99);
        report.grids.sixMaxima +=
            members.back() && metrics.of("strong_maxima").value_or(0.0) >= 6.0;
    }
    report.modules = gridModules(all, members);
}

void scoreReport(PopulationReport& report, const Simulation& simulation, const BinGrid& grid,
                 ReportWalls& walls, const RateMap* occupancy, const ReportEffort& effort,
                 ThreadPool& threads) {
    const PopulationMaps& maps = report.scoredIsProbe ? report.probe : report.path;
    report.binWidth = grid.binWidth;
    report.binHeight = grid.binHeight;
    if (maps.units == 0 || std::max(maps.rows, maps.columns) > largestScoredSide)
        return;
    MetricOptions options;
    options.binSize = grid.binWidth;
    if (!walls.in(grid).empty())
        report.halfWidth = walls.in(grid).halfWidth() * std::sqrt(grid.binWidth * grid.binHeight);
    options.ratesInHertz = report.population.unit == "Hz";
    options.walls = &walls.in(grid);
    report.metrics = computeAllMetrics(maps, options, occupancy, threads);
    if (report.nature != Nature::artificial)
        return;
    PopulationPicture picture;
    picture.population = report.population;
    picture.maps = maps;
    picture.grid = grid;
    Rng rng = Rng::stream(simulation.scene().seed, "report_null." + report.fileStem());
    report.grids = summarise(picture, simulation.world().arena(), effort.nullMaps, rng);
    addModules(report, maps);
}

/// What exactly the numbers are of.
Json scoredJson(const PopulationReport& report) {
    return {{"maps", report.scoredIsProbe ? "probe: the tuning at the end"
                                          : "ratemaps: the path since the last edit of the arena"},
            {"smoothing_bins", 0},
            {"occupancy",
             report.scoredIsProbe ? "every visited bin counts the same" : "seconds in each bin"},
            {"walls", "those of the arena"},
            {"half_width", report.halfWidth > 0.0 ? Json(report.halfWidth) : Json()}};
}

Json summaryJson(const GridSummary& grids) {
    return {{"units", grids.units},
            {"above_0_8", grids.above08},
            {"above_1_0", grids.above10},
            {"above_null_95", grids.aboveNull95},
            {"above_null_99", grids.aboveNull99},
            {"above_null_99_six_maxima", grids.sixMaxima},
            {"squares_above_null_99", grids.squaresAboveNull99},
            {"best_grid_60", orNull(grids.best)},
            {"median_grid_60", orNull(grids.median)},
            {"null",
             {{"maps", grids.null.maps},
              {"applies", grids.nullApplies},
              {"grid_60_p95", orNull(grids.null.grid60p95)},
              {"grid_60_p99", orNull(grids.null.grid60p99)},
              {"grid_90_p99", orNull(grids.null.grid90p99)},
              {"share_above_0_8", orNull(grids.null.above08)},
              {"share_above_1_0", orNull(grids.null.above10)}}}};
}

Json moduleJson(const PopulationReport& report, const GridModule& module) {
    Json axes = Json::array(), phases = Json::array();
    for (const Vec2 axis : module.axes)
        axes.push_back({axis.x * report.binWidth, axis.y * report.binHeight});
    for (const std::optional<Vec2>& phase : module.phases)
        phases.push_back(phase ? Json{phase->x, phase->y} : Json());
    return {{"members", module.members},
            {"spacing", orNull(module.spacing * report.binWidth)},
            {"spacing_deviation", orNull(module.spacingDeviation * report.binWidth)},
            {"orientation_deg", orNull(module.orientation)},
            {"orientation_deviation_deg", orNull(module.orientationDeviation)},
            {"axes", axes},
            {"even_phases_p", module.evenPhases},
            {"phase_gathering", module.gathering},
            {"phases", phases}};
}

void addNetworkJson(const PopulationReport& report, Json& entry) {
    if (report.grids.units > 0) {
        entry["summary"] = summaryJson(report.grids);
        entry["modules"] = Json::array();
    }
    for (const GridModule& module : report.modules)
        entry["modules"].push_back(moduleJson(report, module));
    if (std::isfinite(report.network.decodingError))
        entry["path_integration"] = {
            {"decoding_error", report.network.decodingError},
            {"last_decoding_error", orNull(report.network.lastDecodingError)},
            {"path_seconds", report.network.pathSeconds}};
    if (report.directions.empty())
        return;
    const PublishedCounts counts = report.published();
    entry["published_thresholds"] = {{"grid_60_above_0_37", counts.grid60},
                                     {"grid_60_min_max_above_0_37", counts.grid60MinMax},
                                     {"border_banino_above_0_5", counts.border},
                                     {"head_direction_above_0_47", counts.direction}};
    entry["head_direction"] = Json::array();
    for (const HeadDirectionTuning& tuning : report.directions)
        entry["head_direction"].push_back(
            {{"resultant", orNull(tuning.resultant)}, {"direction", orNull(tuning.direction)}});
}

} // namespace

std::vector<HeadDirectionTuning> headDirectionTunings(const PopulationMaps& curves) {
    std::vector<HeadDirectionTuning> tunings;
    for (int unit = 0; unit < curves.units; ++unit) {
        const std::span<const float> map = curves.map(unit);
        std::vector<double> curve(map.begin(), map.end());
        for (double& value : curve)
            value = std::max(0.0, value);
        const auto statistics = tuningCurveStatistics(curve);
        tunings.push_back(statistics ? HeadDirectionTuning{statistics->meanVectorLength,
                                                           statistics->meanDirection}
                                     : HeadDirectionTuning{std::nan(""), std::nan("")});
    }
    return tunings;
}

PublishedCounts PopulationReport::published() const {
    PublishedCounts counts;
    for (const MapMetrics& unit : metrics) {
        counts.grid60 += unit.of("grid_score.deepmind_60").value_or(0.0) > 0.37;
        counts.grid60MinMax += unit.of("grid_score.deepmind_60_min_max").value_or(0.0) > 0.37;
        counts.border += unit.of("border_score_banino").value_or(0.0) > 0.5;
    }
    for (const HeadDirectionTuning& unit : directions)
        counts.direction += unit.resultant > 0.47;
    return counts;
}

GridSummary summarise(PopulationPicture& picture, const ArenaPointer& arena, int nullMaps,
                      Rng& rng) {
    GridSummary summary;
    summary.units = picture.population.units;
    summary.best = summary.median = std::nan("");
    if (picture.scoredMaps().bins() == 0)
        return summary;
    scoreUnits(picture);
    summary.nullApplies = nullApplies(picture, arena);
    summary.null = scoreNull(picture, nullMaps, rng);
    std::vector<double> scores;
    for (const UnitScores& unit : picture.scores) {
        if (std::isnan(unit.grid60))
            continue;
        summary.squaresAboveNull99 += summary.null.maps > 0 && unit.grid90 > summary.null.grid90p99;
        const double score = unit.grid60;
        scores.push_back(score);
        summary.above08 += score > 0.8;
        summary.above10 += score > 1.0;
        summary.aboveNull95 += summary.null.maps > 0 && score > summary.null.grid60p95;
        summary.aboveNull99 += summary.null.maps > 0 && score > summary.null.grid60p99;
    }
    if (scores.empty())
        return summary;
    std::sort(scores.begin(), scores.end());
    summary.best = scores.back();
    summary.median = percentile(scores, 50.0);
    return summary;
}

std::vector<MapMetrics> computeAllMetrics(const PopulationMaps& maps, const MetricOptions& options,
                                          const RateMap* occupancy, ThreadPool& threads) {
    std::vector<MapMetrics> metrics(static_cast<std::size_t>(maps.units));
    const GridScorer scorer(maps.rows, maps.columns);
    threads.forEach(metrics.size(), [&](std::size_t unit) {
        metrics[unit] =
            computeMetrics(mapOf(maps, static_cast<int>(unit)), scorer, options, occupancy);
    });
    return metrics;
}

std::vector<PopulationReport> reportPopulations(Simulation& simulation,
                                                const ReportEffort& effort) {
    std::vector<PopulationReport> reports;
    const World& world = simulation.world();
    const Recorder& recorder = simulation.recorder();
    ReportWalls walls(world.arena());
    const BinGrid scoringGrid = BinGrid::scoring(world.arena()->bounds());
    for (std::size_t b = 0; b < world.brains().size(); ++b) {
        const RidingBrain& riding = world.brains()[b];
        Trainable* trainable = riding.brain->trainable();
        const BinGrid& probeGrid = riding.brain->usesScoringBins() ? scoringGrid : recorder.grid();
        for (std::size_t p = 0; p < riding.brain->populations().size(); ++p) {
            PopulationReport& report = reports.emplace_back();
            report.brain = riding.name;
            report.nature = riding.type->nature;
            report.population = riding.brain->populations()[p];
            const MapAccumulator& path = recorder.tuning(b, p).place;
            if (path.totalWeight() > 0.0)
                report.path = path.means();
            if (trainable && p == 0) {
                report.network =
                    trainable->fullProbe(probeGrid, effort.probeSamples, simulation.threads());
                report.probe = std::move(report.network.maps);
                report.directions = headDirectionTunings(report.network.direction);
            } else if (auto maps = riding.brain->probe(p, probeGrid)) {
                report.probe = std::move(*maps);
            }
            report.scoredIsProbe = report.probe.units > 0;
            const RateMap occupancy = occupancyOf(path);
            if (effort.metrics)
                scoreReport(report, simulation, report.scoredIsProbe ? probeGrid : path.grid(),
                            walls, report.scoredIsProbe ? nullptr : &occupancy, effort,
                            simulation.threads());
        }
    }
    return reports;
}

Json metricsJson(const std::vector<PopulationReport>& reports) {
    Json populations = Json::array();
    for (const PopulationReport& report : reports) {
        const PopulationMaps& maps = report.scoredIsProbe ? report.probe : report.path;
        Json entry = {{"brain", report.brain},
                      {"population", report.population.name},
                      {"kind", report.nature == Nature::artificial ? "artificial" : "biological"},
                      {"unit", report.population.unit},
                      {"source", report.scoredIsProbe ? "probe" : "ratemaps"},
                      {"scored", scoredJson(report)},
                      {"rows", maps.rows},
                      {"columns", maps.columns},
                      {"bin_width", report.binWidth},
                      {"bin_height", report.binHeight}};
        addNetworkJson(report, entry);
        entry["maps"] = Json::array();
        for (const MapMetrics& metrics : report.metrics)
            entry["maps"].push_back(toJson(metrics));
        populations.push_back(std::move(entry));
    }
    return {{"populations", populations}};
}

} // namespace hippodrome

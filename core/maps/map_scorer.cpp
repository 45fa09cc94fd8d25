#include "core/maps/map_scorer.h"

#include "core/analysis/map_display.h"
#include "core/analysis/noise_null.h"
#include "core/maps/compared.h"
#include "core/maps/unit_values.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace hippodrome {

namespace {

/// Noise maps on screen; a published number uses more.
constexpr int nullMaps = 200;
/// Pictures between two refreshments of the null.
constexpr long nullAge = 25;
/// Between two looks at what the grid units share, which take as long as many updates.
constexpr std::chrono::seconds moduleAge{3};

float peakOf(std::span<const float> map) {
    float peak = std::nanf("");
    for (const float value : map)
        if (!(value <= peak) && !std::isnan(value))
            peak = value;
    return peak;
}

RateMap mapOf(const PopulationMaps& maps, int unit) {
    return RateMap::fromFloats(maps.map(unit), maps.rows, maps.columns);
}

} // namespace

bool PopulationPicture::aboveNull(int unit) const {
    const auto index = static_cast<std::size_t>(unit);
    return nullApplies && null.maps > 0 && index < scores.size() &&
           static_cast<double>(scores[index].grid60) > null.grid60p99;
}

float PopulationPicture::noiseFloor() const {
    constexpr float smallestShare = 1e-6f;
    constexpr float smallest = 1e-9f;
    float largest = 0.0f;
    for (const UnitScores& one : scores)
        if (std::abs(one.peak) > largest) // false for NaN
            largest = std::abs(one.peak);
    return std::max(smallest, smallestShare * largest);
}

float PopulationPicture::shownPeak(int unit) const {
    const auto index = static_cast<std::size_t>(unit);
    if (index >= scores.size())
        return std::nanf("");
    const float peak = scores[index].peak;
    return std::abs(peak) < noiseFloor() ? 0.0f : peak;
}

bool nullApplies(const PopulationPicture& picture, const ArenaPointer& arena) {
    constexpr int fewestBins = 100;
    const PopulationMaps& maps = picture.scoredMaps();
    const BinGrid& grid = picture.scoredGrid();
    int visited = 0, reachable = 0;
    for (int bin = 0; bin < maps.bins(); ++bin) {
        bool seen = false;
        for (int unit = 0; unit < maps.units && !seen; ++unit)
            seen = !std::isnan(maps.map(unit)[static_cast<std::size_t>(bin)]);
        visited += seen;
        reachable += !arena || arena->contains(grid.centre(bin / maps.columns, bin % maps.columns));
    }
    return visited >= fewestBins && 2 * visited >= reachable;
}

void scoreUnits(PopulationPicture& picture, const std::function<bool()>& stop) {
    const PopulationMaps& maps = picture.scoredMaps();
    picture.scores.assign(static_cast<std::size_t>(maps.units), {NAN, NAN, NAN});
    if (maps.bins() == 0)
        return;
    std::optional<GridScorer> scorer;
    if (scorable(maps))
        scorer.emplace(maps.rows, maps.columns);
    for (int unit = 0; unit < maps.units; ++unit) {
        if (stop && stop())
            return;
        UnitScores& scores = picture.scores[static_cast<std::size_t>(unit)];
        scores.peak = peakOf(picture.maps.map(unit));
        const std::span<const float> map = maps.map(unit);
        // A silent unit, or one seen nowhere yet, has no grid score.
        const float peak = peakOf(map);
        const auto differs = [&](float value) { return !std::isnan(value) && value != peak; };
        if (!scorer || std::none_of(map.begin(), map.end(), differs))
            continue;
        const GridScores grid = scorer->score(map);
        scores.grid60 = static_cast<float>(grid.deepmind60);
        scores.grid90 = static_cast<float>(grid.deepmind90);
    }
}

void smoothForDisplay(PopulationPicture& picture, double sigma) {
    if (!smoothedOnDisplay(picture.nature, sigma))
        return;
    picture.raw = std::exchange(picture.maps, mapsOnDisplay(picture.maps, picture.nature, sigma));
    if (picture.before.units > 0) {
        subtract(picture.raw, picture.before);
        picture.before = mapsOnDisplay(picture.before, picture.nature, sigma);
    }
    for (std::size_t unit = 0; unit < picture.scores.size(); ++unit)
        picture.scores[unit].peak = peakOf(picture.maps.map(static_cast<int>(unit)));
}

NullScores scoreNull(const PopulationPicture& picture, int maps, Rng& rng,
                     const std::function<bool()>& stop) {
    const PopulationMaps& scored = picture.scoredMaps();
    NullScores result;
    if (!scorable(scored))
        return result;
    const PopulationSpectrum spectrum = meanSpectrum(scored.values, scored.rows, scored.columns);
    if (spectrum.units == 0)
        return result;
    const NoiseNull null =
        noiseNull(spectrum, GridScorer(scored.rows, scored.columns), maps, rng, stop);
    result.grid60p95 = null.percentile60(95.0);
    result.grid60p99 = null.percentile60(99.0);
    result.grid90p99 = null.percentile90(99.0);
    result.above08 = shareAbove(null.scores60, 0.8);
    result.above10 = shareAbove(null.scores60, 1.0);
    result.maps = static_cast<int>(null.scores60.size());
    return result;
}

MapScorer::MapScorer() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

MapScorer::~MapScorer() = default;

void MapScorer::score(std::shared_ptr<MapsSnapshot> picture, double smoothing,
                      Mailbox<MapsSnapshot>& target) {
    {
        const std::lock_guard lock(mutex_);
        job_ = Job{std::move(picture), smoothing, &target};
    }
    wake_.notify_all();
}

void MapScorer::run(const std::stop_token& stop) {
    lowerThreadPriority();
    while (true) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return job_.has_value(); }))
                return;
            job = std::move(*job_);
            job_.reset();
        }
        try {
            finish(job, stop);
        } catch (const std::exception&) {
            // Memory ran out, say: this picture is not shown, the next one may be.
        }
    }
}

void MapScorer::describeWatched(MapsSnapshot& snapshot) {
    for (const PopulationPicture& picture : snapshot.populations) {
        const PopulationMaps& maps = picture.scoredMaps();
        if (picture.difference || picture.brain != snapshot.watched.brain ||
            picture.population.name != snapshot.watched.population || snapshot.watched.unit < 0 ||
            snapshot.watched.unit >= maps.units || !scorable(maps))
            continue;
        const std::pair size(maps.rows, maps.columns);
        auto scorer = scorers_.find(size);
        if (scorer == scorers_.end())
            scorer = scorers_.emplace(size, GridScorer(maps.rows, maps.columns)).first;
        const MetricOptions options = metricOptions(picture, wallsOf(snapshot, picture));
        const RateMap map = mapOf(maps, snapshot.watched.unit);
        const std::optional<RateMap> occupancy = occupancyMap(picture);
        snapshot.watched.metrics =
            computeMetrics(map, scorer->second, options, occupancy ? &*occupancy : nullptr);
        snapshot.watched.ring = scorer->second.score(map).ring60;
        snapshot.watched.known = true;
    }
}

void MapScorer::addModules(PopulationPicture& picture, bool past) {
    KnownModules& known = modules_[picture.brain + "." + picture.population.name];
    const auto now = std::chrono::steady_clock::now();
    if (past || now - known.since >= moduleAge) {
        known.since = now;
        std::vector<RateMap> maps;
        std::vector<bool> members;
        for (int unit = 0; unit < picture.scoredMaps().units; ++unit) {
            maps.push_back(mapOf(picture.scoredMaps(), unit));
            members.push_back(picture.aboveNull(unit));
        }
        std::vector<GridModule> modules = gridModules(maps, members);
        known.modules = modules.empty()
                            ? nullptr
                            : std::make_shared<const std::vector<GridModule>>(std::move(modules));
    }
    picture.modules = known.modules;
}

const WalledBins* MapScorer::wallsOf(const MapsSnapshot& snapshot,
                                     const PopulationPicture& picture) {
    static const WalledBins none;
    const ArenaPointer& arena = arenaOf(snapshot, picture);
    const BinGrid& grid = picture.scoredGrid();
    if (!arena)
        return snapshot.periodic ? &none : nullptr;
    if (!walls_ || walls_->arena != arena || !(walls_->grid == grid))
        walls_ = Walls{arena, grid, WalledBins::of(*arena, grid)};
    return &walls_->walls;
}

void MapScorer::finish(Job& job, const std::stop_token& stop) {
    const auto stopped = [&] { return stop.stop_requested(); };
    for (PopulationPicture& picture : job.picture->populations) {
        if (picture.path)
            smoothForDisplay(picture, job.smoothing);
        if (picture.difference) {
            takeDifference(picture);
            continue; // a lattice of differences would mean nothing
        }
        if (picture.scores.empty())
            scoreUnits(picture, stopped);
        picture.nullApplies = nullApplies(picture, arenaOf(*job.picture, picture));
        if (picture.nature != Nature::artificial || picture.scoredMaps().units == 0)
            continue;
        if (picture.null.maps == 0) {
            auto& [made, null] = nulls_[picture.brain + "." + picture.population.name];
            if (null.maps == 0 || job.picture->past || job.picture->sequence - made >= nullAge) {
                Rng rng = Rng::stream(1, "null." + picture.brain);
                null = scoreNull(picture, nullMaps, rng, stopped);
                made = job.picture->sequence;
            }
            picture.null = null;
        }
        addModules(picture, job.picture->past);
    }
    describeWatched(*job.picture);
    if (!stop.stop_requested())
        job.target->post(std::move(job.picture));
}

} // namespace hippodrome

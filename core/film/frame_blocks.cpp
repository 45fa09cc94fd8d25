#include "core/film/frame_blocks.h"

#include "core/base/excerpt.h"

#include <cmath>
#include <limits>
#include <utility>

namespace hippodrome {

namespace {

constexpr int mostPopulations = 64;
constexpr int mostUnits = 1 << 20;
constexpr int mostBins = 1 << 20;

/// JSON knows no infinity and no NaN.
Json numberOrNull(double value) {
    return std::isfinite(value) ? Json(value) : Json();
}
double numberOf(const Json& value) {
    return value.is_null() ? NAN : value.get<double>();
}

Json gridJson(const BinGrid& grid) {
    return {grid.binWidth, grid.binHeight};
}

/// The bins of maps; 0.1.0 did not write them.
BinGrid gridFrom(const Json& entry, const char* key, const Bounds& bounds,
                 const std::shared_ptr<const FilmedMaps>& maps) {
    if (!maps)
        return {};
    if (!entry.contains(key))
        return BinGrid::over(bounds, maps->rows, maps->columns);
    const Json& size = entry.at(key);
    const BinGrid grid{bounds.minimum, size.at(0), size.at(1), maps->rows, maps->columns};
    if (!(grid.binWidth > 0.0 && grid.binWidth < 1e4 && grid.binHeight > 0.0 &&
          grid.binHeight < 1e4))
        throw Error("maps with bins of an impossible size");
    return grid;
}

Json nullJson(const NullScores& null) {
    if (null.maps == 0)
        return nullptr;
    return {{"maps", null.maps},
            {"grid_60_p95", numberOrNull(null.grid60p95)},
            {"grid_60_p99", numberOrNull(null.grid60p99)},
            {"grid_90_p99", numberOrNull(null.grid90p99)},
            {"above_0_8", numberOrNull(null.above08)},
            {"above_1_0", numberOrNull(null.above10)}};
}

NullScores nullFrom(const Json& json) {
    if (json.is_null())
        return {};
    return {numberOf(json.at("grid_60_p95")), numberOf(json.at("grid_60_p99")),
            numberOf(json.at("grid_90_p99")), numberOf(json.at("above_0_8")),
            numberOf(json.at("above_1_0")),   static_cast<int>(countOf(json.at("maps"), 1e6))};
}

std::string scoresBlock(long update, std::size_t population) {
    return "scores." + std::to_string(update) + "." + std::to_string(population);
}

} // namespace

long countOf(const Json& value, double most) {
    const double number = value.get<double>();
    if (!(number >= 0.0 && number <= most) || number != std::floor(number))
        throw Error("expected a whole number from 0 to " + formatNumber(most) + ", found " +
                    describeJson(value));
    return static_cast<long>(number);
}

double finiteOf(const Json& value, double most) {
    const double number = value.get<double>();
    if (!(std::abs(number) <= most))
        throw Error("expected a number of at most " + formatNumber(most) + ", found " +
                    describeJson(value));
    return number;
}

Json FrameWriter::arenaJson(const ArenaPointer& arena) {
    if (!arena)
        return nullptr;
    // Going on from a checkpoint makes another object of the same arena.
    if (arena != lastArena_ && !(lastArena_ && lastArena_->arena() == arena->arena()))
        arenas_.push_back(writeArena(arena->arena()));
    lastArena_ = arena;
    return arenas_.size() - 1;
}

Json FrameWriter::mapsJson(const std::shared_ptr<const FilmedMaps>& maps) {
    if (!maps)
        return nullptr;
    const auto [place, isNew] = maps_.emplace(maps.get(), maps_.size());
    const std::string name = "maps." + std::to_string(place->second);
    if (isNew) {
        blocks_.put<std::uint8_t>(name + ".levels", maps->levels);
        blocks_.put<float>(name + ".lowest", maps->lowest);
        blocks_.put<float>(name + ".highest", maps->highest);
    }
    return {
        {"block", name}, {"units", maps->units}, {"rows", maps->rows}, {"columns", maps->columns}};
}

Json FrameWriter::write(const FilmFrame& frame) {
    Json populations = Json::array(), training = Json::array();
    for (std::size_t p = 0; p < frame.populations.size(); ++p) {
        const FilmedPopulation& filmed = frame.populations[p];
        populations.push_back({{"brain", filmed.brain},
                               {"artificial", filmed.nature == Nature::artificial},
                               {"population", filmed.population.name},
                               {"signed", filmed.population.signedActivity},
                               {"unit", filmed.population.unit},
                               {"null", nullJson(filmed.null)},
                               {"shown_bins", gridJson(filmed.grid)},
                               {"shown", mapsJson(filmed.shown)},
                               {"scored_bins", gridJson(filmed.scoringGrid)},
                               {"scored", mapsJson(filmed.scored)},
                               {"direction", mapsJson(filmed.direction)}});
        blocks_.put<UnitScores>(scoresBlock(frame.update, p), filmed.scores);
    }
    for (const FilmedTraining& brain : frame.training)
        training.push_back({{"brain", brain.brain},
                            {"updates", brain.report.updates},
                            {"loss", numberOrNull(brain.report.loss)},
                            {"loss_label", brain.report.lossLabel},
                            {"decoding_error", numberOrNull(brain.report.decodingError)},
                            {"chance_error", numberOrNull(brain.report.chanceError)},
                            {"diverged", brain.report.diverged}});
    return {{"update", frame.update},
            {"simulated_seconds", frame.time},
            {"epoch", frame.epoch},
            {"bounds",
             {frame.bounds.minimum.x, frame.bounds.minimum.y, frame.bounds.maximum.x,
              frame.bounds.maximum.y}},
            {"periodic", frame.periodic},
            {"arena", arenaJson(frame.arena)},
            {"populations", populations},
            {"training", training}};
}

FrameReader::FrameReader(const Checkpoint& blocks, const Json& arenas) : blocks_(blocks) {
    for (const Json& entry : arenas) {
        const JsonDocument document{entry, {}, {}};
        arenas_.push_back(std::make_shared<const ArenaGeometry>(readArena(JsonCursor(document))));
    }
}

std::shared_ptr<const FilmedMaps> FrameReader::mapsOf(const Json& json) {
    if (json.is_null())
        return nullptr;
    const std::string name = json.at("block");
    if (const auto found = maps_.find(name); found != maps_.end())
        return found->second;
    FilmedMaps maps;
    maps.units = static_cast<int>(countOf(json.at("units"), mostUnits));
    maps.rows = static_cast<int>(countOf(json.at("rows"), mostBins));
    maps.columns = static_cast<int>(countOf(json.at("columns"), mostBins));
    const auto within = [](int value, int most) { return value >= 0 && value <= most; };
    if (!within(maps.units, mostUnits) || !within(maps.rows - 1, 1023) ||
        !within(maps.columns - 1, 1023) || !within(maps.rows * maps.columns, mostBins))
        throw Error("maps of an impossible size: block " + quotedExcerpt(name));
    // As many as there are, before there is room for as many as it says.
    const std::size_t units = static_cast<std::size_t>(maps.units);
    maps.levels = blocks_.list<std::uint8_t>(name + ".levels");
    maps.lowest = blocks_.list<float>(name + ".lowest", Checkpoint::Values::any);
    maps.highest = blocks_.list<float>(name + ".highest", Checkpoint::Values::any);
    if (maps.lowest.size() != units || maps.highest.size() != units ||
        maps.levels.size() != units * static_cast<std::size_t>(maps.rows * maps.columns))
        blocks_.fail(name + ".levels", "expected maps of " + std::to_string(units) +
                                           " units, found " + std::to_string(maps.levels.size()) +
                                           " values");
    return maps_.emplace(name, std::make_shared<const FilmedMaps>(std::move(maps))).first->second;
}

FilmedPopulation FrameReader::populationOf(const Json& json, const Bounds& bounds,
                                           const std::string& scoresBlock) {
    FilmedPopulation filmed;
    filmed.brain = json.at("brain");
    filmed.nature = json.at("artificial").get<bool>() ? Nature::artificial : Nature::biological;
    filmed.shown = mapsOf(json.at("shown"));
    filmed.scored = mapsOf(json.at("scored"));
    filmed.direction = mapsOf(json.at("direction"));
    if (!filmed.shown || (filmed.scored && filmed.scored->units != filmed.shown->units))
        throw Error("maps are missing");
    filmed.grid = gridFrom(json, "shown_bins", bounds, filmed.shown);
    filmed.scoringGrid = gridFrom(json, "scored_bins", bounds, filmed.scored);
    filmed.population = {json.at("population"), filmed.shown->units, json.at("signed"),
                         json.at("unit")};
    filmed.null = nullFrom(json.at("null"));
    filmed.scores = blocks_.list<UnitScores>(scoresBlock);
    if (filmed.scores.size() != static_cast<std::size_t>(filmed.shown->units))
        blocks_.fail(scoresBlock, "expected scores of " + std::to_string(filmed.shown->units) +
                                      " units, found " + std::to_string(filmed.scores.size()));
    return filmed;
}

std::shared_ptr<const FilmFrame> FrameReader::read(const Json& json) {
    auto frame = std::make_shared<FilmFrame>();
    frame->update = countOf(json.at("update"));
    frame->time = finiteOf(json.at("simulated_seconds"), Checkpoint::longestTime);
    frame->epoch = static_cast<int>(countOf(json.at("epoch"), std::numeric_limits<int>::max()));
    const Json& bounds = json.at("bounds");
    constexpr double farthest = 1e6;
    frame->bounds = {{finiteOf(bounds.at(0), farthest), finiteOf(bounds.at(1), farthest)},
                     {finiteOf(bounds.at(2), farthest), finiteOf(bounds.at(3), farthest)}};
    if (!(frame->bounds.width() > 0.0 && frame->bounds.height() > 0.0))
        throw Error("a moment whose arena has no extent");
    frame->periodic = json.at("periodic");
    if (json.contains("arena") && !json.at("arena").is_null()) {
        const auto which = static_cast<std::size_t>(countOf(json.at("arena")));
        if (which >= arenas_.size())
            throw Error("a moment in an arena that is not there");
        frame->arena = arenas_[which];
    }
    if (json.at("populations").size() > mostPopulations)
        throw Error("more populations than there can be");
    for (const Json& entry : json.at("populations")) {
        frame->populations.push_back(populationOf(
            entry, frame->bounds, scoresBlock(frame->update, frame->populations.size())));
    }
    for (const Json& entry : json.at("training")) {
        TrainingReport report;
        report.updates = countOf(entry.at("updates"));
        report.loss = numberOf(entry.at("loss"));
        report.lossLabel = entry.at("loss_label");
        report.decodingError = numberOf(entry.at("decoding_error"));
        report.chanceError = numberOf(entry.at("chance_error"));
        report.diverged = entry.at("diverged");
        frame->training.push_back({entry.at("brain"), report});
    }
    return frame;
}

} // namespace hippodrome

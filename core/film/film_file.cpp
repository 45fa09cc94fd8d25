// A film on disk: named blocks in the container of checkpoints. `film` holds everything small as
// JSON, the others hold maps, scores and, as they are, the checkpoints.
#include "core/base/excerpt.h"
#include "core/base/file_io.h"
#include "core/base/json_io.h"
#include "core/film/film.h"

#include <cmath>
#include <limits>
#include <utility>

namespace hippodrome {

namespace {

constexpr const char* filmFormat = "hippodrome-film";
constexpr int filmVersion = 1;
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

/// A whole number from 0.
long countOf(const Json& value, double most = static_cast<double>(Checkpoint::mostCount)) {
    const double number = value.get<double>();
    if (!(number >= 0.0 && number <= most) || number != std::floor(number))
        throw Error("expected a whole number from 0 to " + formatNumber(most) + ", found " +
                    describeJson(value));
    return static_cast<long>(number);
}

/// A number of at most that size.
double finiteOf(const Json& value, double most) {
    const double number = value.get<double>();
    if (!(std::abs(number) <= most))
        throw Error("expected a number of at most " + formatNumber(most) + ", found " +
                    describeJson(value));
    return number;
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

/// Writes every arena once.
class ArenaWriter {
public:
    explicit ArenaWriter(Json& list) : list_(list) {}
    Json write(const ArenaPointer& arena) {
        if (!arena)
            return nullptr;
        // Going on from a checkpoint makes another object of the same arena.
        if (arena != last_ && !(last_ && last_->arena() == arena->arena()))
            list_.push_back(writeArena(arena->arena()));
        last_ = arena;
        return list_.size() - 1;
    }

private:
    Json& list_;
    ArenaPointer last_;
};

/// Writes maps once, however many moments share them.
class MapWriter {
public:
    explicit MapWriter(Checkpoint& blocks) : blocks_(blocks) {}

    Json write(const std::shared_ptr<const FilmedMaps>& maps) {
        if (!maps)
            return nullptr;
        const auto [place, isNew] = written_.emplace(maps.get(), written_.size());
        const std::string name = "maps." + std::to_string(place->second);
        if (isNew) {
            blocks_.put<std::uint8_t>(name + ".levels", maps->levels);
            blocks_.put<float>(name + ".lowest", maps->lowest);
            blocks_.put<float>(name + ".highest", maps->highest);
        }
        return {{"block", name},
                {"units", maps->units},
                {"rows", maps->rows},
                {"columns", maps->columns}};
    }

private:
    Checkpoint& blocks_;
    std::map<const FilmedMaps*, std::size_t> written_;
};

class MapReader {
public:
    explicit MapReader(const Checkpoint& blocks) : blocks_(blocks) {}

    std::shared_ptr<const FilmedMaps> read(const Json& json) {
        if (json.is_null())
            return nullptr;
        const std::string name = json.at("block");
        if (const auto found = read_.find(name); found != read_.end())
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
                                               " units, found " +
                                               std::to_string(maps.levels.size()) + " values");
        return read_.emplace(name, std::make_shared<const FilmedMaps>(std::move(maps)))
            .first->second;
    }

private:
    const Checkpoint& blocks_;
    std::map<std::string, std::shared_ptr<const FilmedMaps>> read_;
};

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

Json frameJson(const FilmFrame& frame, MapWriter& maps, ArenaWriter& arenas, Checkpoint& blocks) {
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
                               {"shown", maps.write(filmed.shown)},
                               {"scored_bins", gridJson(filmed.scoringGrid)},
                               {"scored", maps.write(filmed.scored)},
                               {"direction", maps.write(filmed.direction)}});
        blocks.put<UnitScores>(scoresBlock(frame.update, p), filmed.scores);
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
            {"arena", arenas.write(frame.arena)},
            {"populations", populations},
            {"training", training}};
}

std::vector<ArenaPointer> arenasFrom(const Json& film) {
    std::vector<ArenaPointer> arenas;
    if (film.contains("arenas"))
        for (const Json& entry : film.at("arenas")) {
            const JsonDocument document{entry, {}, {}};
            arenas.push_back(
                std::make_shared<const ArenaGeometry>(readArena(JsonCursor(document))));
        }
    return arenas;
}

std::shared_ptr<const FilmFrame> frameFrom(const Json& json, MapReader& maps,
                                           const std::vector<ArenaPointer>& arenas,
                                           const Checkpoint& blocks) {
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
        if (which >= arenas.size())
            throw Error("a moment in an arena that is not there");
        frame->arena = arenas[which];
    }
    if (json.at("populations").size() > mostPopulations)
        throw Error("more populations than there can be");
    for (const Json& entry : json.at("populations")) {
        FilmedPopulation filmed;
        filmed.brain = entry.at("brain");
        filmed.nature =
            entry.at("artificial").get<bool>() ? Nature::artificial : Nature::biological;
        filmed.shown = maps.read(entry.at("shown"));
        filmed.scored = maps.read(entry.at("scored"));
        filmed.direction = maps.read(entry.at("direction"));
        if (!filmed.shown || (filmed.scored && filmed.scored->units != filmed.shown->units))
            throw Error("maps are missing");
        filmed.grid = gridFrom(entry, "shown_bins", frame->bounds, filmed.shown);
        filmed.scoringGrid = gridFrom(entry, "scored_bins", frame->bounds, filmed.scored);
        filmed.population = {entry.at("population"), filmed.shown->units, entry.at("signed"),
                             entry.at("unit")};
        filmed.null = nullFrom(entry.at("null"));
        const std::string scores = scoresBlock(frame->update, frame->populations.size());
        filmed.scores = blocks.list<UnitScores>(scores);
        if (filmed.scores.size() != static_cast<std::size_t>(filmed.shown->units))
            blocks.fail(scores, "expected scores of " + std::to_string(filmed.shown->units) +
                                    " units, found " + std::to_string(filmed.scores.size()));
        frame->populations.push_back(std::move(filmed));
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

std::string weightsBlock(long update) {
    return "weights." + std::to_string(update);
}

} // namespace

Checkpoint Film::blocksOf(const std::vector<std::shared_ptr<const FilmFrame>>& frames,
                          const std::map<long, std::string>& checkpoints) const {
    Checkpoint blocks;
    MapWriter maps(blocks);
    Json moments = Json::array(), edits = Json::array(), weights = Json::array();
    Json arenas = Json::array();
    ArenaWriter arenaWriter(arenas);
    for (const auto& frame : frames)
        moments.push_back(frameJson(*frame, maps, arenaWriter, blocks));
    for (const FilmEdit& edit : edits_)
        edits.push_back({{"update", edit.update}, {"simulated_seconds", edit.time}});
    for (const auto& [update, bytes] : checkpoints) {
        weights.push_back(update);
        blocks.putText(weightsBlock(update), bytes);
    }
    blocks.putText("film", Json{{"format", filmFormat},
                                {"version", filmVersion},
                                {"scene_hash", sceneHash_},
                                {"seed", seed_},
                                {"arenas", arenas},
                                {"frames", moments},
                                {"edits", edits},
                                {"weights", weights}}
                               .dump());
    return blocks;
}

std::string Film::bytes(ThreadPool& threads) {
    score(threads);
    finishWriting();
    std::map<long, std::string> checkpoints;
    for (const auto& [update, weights] : weights_)
        checkpoints[update] = readTextFile(weights.file, weightsLimit);
    return blocksOf(frames_, checkpoints).bytes();
}

void Film::save(const std::filesystem::path& file, ThreadPool& threads) {
    writeFileAtomically(file, bytes(threads));
}

bool Film::isFilm(const std::filesystem::path& file) {
    try {
        return Checkpoint::read(file).has("film");
    } catch (const Error&) {
        return false;
    }
}

bool Film::isFilm(const Checkpoint& blocks) {
    return blocks.has("film");
}

void Film::load(const std::filesystem::path& file) {
    try {
        load(Checkpoint::read(file), file);
    } catch (const Error& error) {
        throw Error("expected a film of Hippodrome: " + error.message(), error.kind())
            .inFile(file.string());
    }
}

void Film::load(const Checkpoint& blocks, const std::filesystem::path& file) {
    try {
        if (!blocks.has("film"))
            throw Error("it holds something else, a checkpoint perhaps");
        const JsonDocument document = blocks.json("film");
        const Json& json = document.root;
        if (json.at("format") != filmFormat || json.at("version") != filmVersion)
            throw Error("expected version " + std::to_string(filmVersion) + ", found " +
                        json.at("version").dump());
        // All of it first, so that a fault on the way leaves this film as it was.
        MapReader maps(blocks);
        const std::vector<ArenaPointer> arenas = arenasFrom(json);
        std::vector<std::shared_ptr<const FilmFrame>> frames;
        std::vector<FilmEdit> edits;
        for (const Json& entry : json.at("frames")) {
            auto frame = frameFrom(entry, maps, arenas, blocks);
            if (frame->update <= (frames.empty() ? 0 : frames.back()->update))
                throw Error("its moments are out of order");
            frames.push_back(std::move(frame));
        }
        if (json.at("edits").size() > mostEdits || json.at("weights").size() > mostWeights)
            throw Error("more edits or weights than there can be");
        for (const Json& entry : json.at("edits"))
            edits.push_back({countOf(entry.at("update")),
                             finiteOf(entry.at("simulated_seconds"), Checkpoint::longestTime)});
        std::map<long, Weights> weights;
        for (const Json& entry : json.at("weights")) {
            const long update = countOf(entry);
            const std::string& bytes = blocks.text(weightsBlock(update));
            weights[update] = {newFile(update), bytes.size(), {}};
            writeFileAtomically(weights[update].file, bytes);
        }
        const std::string hash = json.at("scene_hash");
        const std::uint64_t seed = json.at("seed");
        clear();
        sceneHash_ = hash;
        seed_ = seed;
        frames_ = std::move(frames);
        edits_ = std::move(edits);
        weights_ = std::move(weights);
    } catch (const Json::exception& fault) {
        throw Error(std::string("expected a film of Hippodrome: ") + fault.what())
            .inFile(file.string());
    } catch (const Error& error) {
        throw error.inFile(file.string());
    }
}

std::string Film::startHash() const {
    if (weights_.empty())
        return sceneHash_;
    const Checkpoint last = Checkpoint::read(weights_.rbegin()->second.file);
    return hippodrome::sceneHash(Journal::parse(last.text("journal")).start());
}

void Film::continueFrom(const std::filesystem::path& file, const Simulation& simulation) {
    if (!std::filesystem::exists(file))
        return;
    load(file);
    const std::string expected = hippodrome::sceneHash(simulation.journal().start());
    if (sceneHash_ != expected && startHash() != expected) {
        const std::string found = std::exchange(sceneHash_, {});
        clear();
        throw Error("the film belongs to another scene: expected scene hash " + expected +
                    ", found " + found)
            .inFile(file.string());
    }
    sceneHash_ = expected;
    keepTo(simulation.trainer().updates());
}

} // namespace hippodrome

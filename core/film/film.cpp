#include "core/film/film.h"

#include "core/maps/map_scorer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

namespace hippodrome {

namespace {

constexpr float levelSteps = 254.0f;
/// The coarsest film: one moment in a doubling of the updates.
constexpr int sparsest = 4;

/// Most bytes of a single moment, so that the sparsest film still fits.
std::size_t frameLimit() {
    return Film::mapLimit / FilmMoments{sparsest}.mostFrames();
}

std::size_t bytesPerUnit(const PopulationPicture& picture) {
    const auto of = [](const PopulationMaps& maps) {
        return maps.units > 0 ? static_cast<std::size_t>(maps.bins()) + 2 * sizeof(float)
                              : std::size_t{0};
    };
    return of(picture.maps) + of(picture.scored) + of(picture.direction) + sizeof(UnitScores);
}

PopulationPicture pictureOf(const FilmedPopulation& filmed) {
    PopulationPicture picture;
    picture.brain = filmed.brain;
    picture.nature = filmed.nature;
    picture.population = filmed.population;
    picture.maps = filmed.shown->maps();
    picture.grid = filmed.grid;
    picture.scoringGrid = filmed.scoringGrid;
    if (filmed.scored)
        picture.scored = filmed.scored->maps();
    if (filmed.direction)
        picture.direction = filmed.direction->maps();
    picture.scores = filmed.scores;
    picture.null = filmed.null;
    return picture;
}

/// As dense as the room allows when every moment takes as much as this one.
FilmMoments momentsFor(const FilmFrame& frame) {
    FilmMoments moments;
    while (moments.coarser < sparsest && frame.bytes() * moments.mostFrames() > Film::mapLimit)
        ++moments.coarser;
    return moments;
}

std::shared_ptr<const FilmedMaps> shared(const PopulationMaps& maps, int mostUnits,
                                         const std::shared_ptr<const FilmedMaps>& before) {
    FilmedMaps filmed = FilmedMaps::of(maps, mostUnits);
    if (before && *before == filmed)
        return before;
    return std::make_shared<const FilmedMaps>(std::move(filmed));
}

bool isStatic(const World& world, const std::string& brain) {
    for (const RidingBrain& riding : world.brains())
        if (riding.name == brain)
            return riding.brain->probeIsStatic();
    return false;
}

/// The latest entry of the same population that satisfies a condition, among moments before one.
template <class Condition>
const FilmedPopulation* earlier(const std::vector<std::shared_ptr<const FilmFrame>>& frames,
                                std::size_t before, const FilmedPopulation& like,
                                Condition condition) {
    for (std::size_t i = before; i-- > 0;)
        for (const FilmedPopulation& filmed : frames[i]->populations)
            if (filmed.brain == like.brain && filmed.population.name == like.population.name &&
                condition(filmed))
                return &filmed;
    return nullptr;
}

} // namespace

FilmedMaps FilmedMaps::of(const PopulationMaps& maps, int mostUnits) {
    FilmedMaps filmed;
    filmed.units = std::min(maps.units, mostUnits);
    filmed.rows = maps.rows;
    filmed.columns = maps.columns;
    filmed.levels.reserve(static_cast<std::size_t>(filmed.units) *
                          static_cast<std::size_t>(maps.bins()));
    for (int unit = 0; unit < filmed.units; ++unit) {
        float low = INFINITY, high = -INFINITY;
        for (const float value : maps.map(unit)) {
            if (!std::isfinite(value))
                continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
        if (low > high)
            low = high = 0.0f;
        float scale = high > low ? levelSteps / (high - low) : 0.0f;
        if (!std::isfinite(scale))
            scale = 0.0f; // they differ by less than can be told
        for (const float value : maps.map(unit))
            filmed.levels.push_back(
                std::isfinite(value) ? static_cast<std::uint8_t>(std::lround((value - low) * scale))
                                     : unvisited);
        filmed.lowest.push_back(low);
        filmed.highest.push_back(high);
    }
    return filmed;
}

PopulationMaps FilmedMaps::maps() const {
    PopulationMaps result{units, rows, columns, {}};
    result.values.reserve(levels.size());
    const std::size_t bins = static_cast<std::size_t>(result.bins());
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const std::size_t unit = i / bins;
        // Weighted from both ends, so that lowest and highest come out as they went in.
        const float share = static_cast<float>(levels[i]) / levelSteps;
        result.values.push_back(
            levels[i] == unvisited ? NAN : lowest[unit] * (1.0f - share) + highest[unit] * share);
    }
    return result;
}

std::size_t FilmedMaps::bytes() const {
    return levels.size() + (lowest.size() + highest.size()) * sizeof(float);
}

std::size_t FilmFrame::bytes() const {
    std::size_t sum = sizeof(FilmFrame);
    for (const FilmedPopulation& filmed : populations) {
        sum += sizeof(FilmedPopulation) +
               static_cast<std::size_t>(filmed.shown->units) * sizeof(UnitScores);
        for (const auto& maps : {filmed.shown, filmed.scored, filmed.direction})
            sum += maps ? maps->bytes() : 0;
    }
    return sum;
}

MapsSnapshot FilmFrame::snapshot() const {
    MapsSnapshot result;
    result.time = time;
    result.updates = update;
    result.epoch = epoch;
    result.past = true;
    result.bounds = bounds;
    result.periodic = periodic;
    result.arena = arena;
    for (const FilmedPopulation& filmed : populations)
        result.populations.push_back(pictureOf(filmed));
    return result;
}

bool nullApplies(const FilmFrame& frame, const FilmedPopulation& filmed) {
    return nullApplies(pictureOf(filmed), frame.arena);
}

bool Film::note(const Simulation& simulation) {
    const long update = simulation.trainer().updates();
    if (!frames_.empty() && frames_.back()->update >= update)
        return false;
    if (!moments_.isMoment(update))
        return false;
    take(simulation);
    if (FilmMoments::keepsWeights(update, update))
        keepWeights(simulation);
    thin(update);
    ++sequence_;
    return true;
}

void Film::close(const Simulation& simulation) {
    const long update = simulation.trainer().updates();
    if (update == 0)
        return;
    if (frames_.empty() || frames_.back()->update < update) {
        take(simulation);
        thin(update);
        // Whether or not the rule keeps it.
        if (frames_.empty() || frames_.back()->update < update)
            take(simulation);
    }
    keepWeights(simulation);
    finishWriting();
    ++sequence_;
}

void Film::take(const Simulation& simulation) {
    sceneHash_ = hippodrome::sceneHash(simulation.journal().start());
    seed_ = simulation.scene().seed;
    MapsSnapshot pictures =
        gatherer_.gather(simulation.world(), simulation.recorder(), ViewParameters::MapKind::probe);
    std::erase_if(pictures.populations,
                  [](const PopulationPicture& picture) { return picture.maps.units == 0; });
    auto frame = std::make_shared<FilmFrame>();
    frame->update = simulation.trainer().updates();
    frame->time = pictures.time;
    frame->epoch = pictures.epoch;
    frame->bounds = pictures.bounds;
    frame->periodic = pictures.periodic;
    frame->arena = pictures.arena;
    const std::size_t room = frameLimit() / std::max<std::size_t>(1, pictures.populations.size());
    for (PopulationPicture& picture : pictures.populations) {
        const int mostUnits =
            static_cast<int>(std::max<std::size_t>(1, room / bytesPerUnit(picture)));
        FilmedPopulation filmed;
        filmed.brain = picture.brain;
        filmed.nature = picture.nature;
        filmed.population = picture.population;
        filmed.grid = picture.grid;
        filmed.scoringGrid = picture.scoringGrid;
        const FilmedPopulation* before =
            earlier(frames_, frames_.size(), filmed, [](const FilmedPopulation&) { return true; });
        const FilmedPopulation none;
        if (!before)
            before = &none;
        filmed.shown = shared(picture.maps, mostUnits, before->shown);
        if (picture.scored.units > 0)
            filmed.scored = shared(picture.scored, mostUnits, before->scored);
        if (picture.direction.units > 0)
            filmed.direction = shared(picture.direction, mostUnits, before->direction);
        filmed.population.units = filmed.shown->units;
        // Between the fields of formula cells lie values far below a step, which the score of a
        // single field depends on. They change with edits only, so they are scored at once.
        if (isStatic(simulation.world(), filmed.brain)) {
            if (filmed.shown == before->shown && filmed.scored == before->scored)
                filmed.scores = before->scores;
            if (filmed.scores.empty()) {
                scoreUnits(picture);
                filmed.scores = picture.scores;
            }
            filmed.scores.resize(static_cast<std::size_t>(filmed.shown->units));
        }
        frame->populations.push_back(std::move(filmed));
    }
    for (const RidingBrain& riding : simulation.world().brains())
        if (const Trainable* trainable = riding.brain->trainable())
            frame->training.push_back({riding.name, trainable->trainingReport()});
    moments_ = momentsFor(*frame);
    frames_.push_back(std::move(frame));
}

std::filesystem::path Film::newFile(long update) {
    return scratch_.path() / (std::to_string(++files_) + "-" + std::to_string(update) + ".hippo");
}

void Film::keepWeights(const Simulation& simulation) {
    try {
        const long update = simulation.trainer().updates();
        const std::filesystem::path file = newFile(update);
        finishWriting(); // one at a time
        drop(update);    // an earlier one of the same moment
        // Copying the state takes little time, hashing and writing it longer than a frame.
        auto state = std::make_shared<const Checkpoint>(simulation.checkpoint());
        const std::size_t bytes = state->size();
        weights_[update] = {file, bytes,
                            std::async(std::launch::async, [state, file] { state->write(file); })};
        while (weightsBytes() > weightsLimit)
            drop(weights_.begin()->first); // the oldest
    } catch (const std::exception& error) {
        // A disk that is full must not end a training; maps are kept all the same.
        fault_ = error.what();
    }
}

void Film::finishWriting() {
    for (auto entry = weights_.begin(); entry != weights_.end();) {
        try {
            if (entry->second.written.valid()) {
                entry->second.written.get();
                entry->second.written = {};
                fault_.clear();
            }
            ++entry;
        } catch (const std::exception& error) {
            fault_ = error.what();
            entry = weights_.erase(entry);
            ++sequence_;
        }
    }
}

void Film::drop(long update) {
    const auto found = weights_.find(update);
    if (found == weights_.end())
        return;
    if (found->second.written.valid())
        found->second.written.wait();
    std::error_code ignored;
    std::filesystem::remove(found->second.file, ignored);
    weights_.erase(found);
}

void Film::thin(long live) {
    std::erase_if(frames_, [&](const auto& frame) { return !moments_.keeps(frame->update, live); });
    for (const long update : weights())
        if (!FilmMoments::keepsWeights(update, live))
            drop(update);
}

void Film::noteEdit(const Simulation& simulation) {
    const FilmEdit edit{simulation.trainer().updates(), simulation.world().time()};
    // Where nothing trains, time tells edits apart.
    if (!edits_.empty() && edits_.back().update == edit.update &&
        (edit.update > 0 || edits_.back().time == edit.time))
        return;
    if (edits_.size() >= mostEdits)
        for (std::size_t i = 0; i < mostEdits / 2; ++i)
            edits_.erase(edits_.begin() + static_cast<long>(i));
    edits_.push_back(edit);
    ++sequence_;
}

void Film::forgetAfter(long update) {
    std::erase_if(frames_, [&](const auto& frame) { return frame->update > update; });
    std::erase_if(edits_, [&](const FilmEdit& edit) { return edit.update > update; });
    for (const long kept : weights())
        if (kept > update)
            drop(kept);
    ++sequence_;
}

void Film::keepTo(long update) {
    forgetAfter(update);
    if (!frames_.empty())
        moments_ = momentsFor(*frames_.back());
    thin(update);
}

long Film::lastMoment() const {
    for (std::size_t i = frames_.size(); i-- > 0;)
        if (moments_.isMoment(frames_[i]->update))
            return frames_[i]->update;
    return 0;
}

void Film::clear() {
    forgetAfter(0);
    edits_.clear();
    fault_.clear();
}

std::vector<long> Film::weights() const {
    std::vector<long> updates;
    for (const auto& [update, weights] : weights_)
        updates.push_back(update);
    return updates;
}

std::filesystem::path Film::checkpoint(long update) const {
    const auto found = weights_.find(update);
    if (found == weights_.end())
        throw Error("the film holds no weights of update " + std::to_string(update));
    if (found->second.written.valid())
        found->second.written.get();
    return found->second.file;
}

FilmIndex Film::index() const {
    return {sequence_, frames_, edits_, weights(), fault_};
}

std::size_t Film::bytes() const {
    std::size_t sum = 0;
    std::set<const FilmedMaps*> counted;
    for (const auto& frame : frames_) {
        sum += frame->bytes();
        for (const FilmedPopulation& filmed : frame->populations)
            for (const auto& maps : {filmed.shown, filmed.scored, filmed.direction})
                if (maps && !counted.insert(maps.get()).second)
                    sum -= maps->bytes();
    }
    return sum;
}

std::size_t Film::weightsBytes() const {
    std::size_t sum = 0;
    for (const auto& [update, weights] : weights_)
        sum += weights.bytes;
    return sum;
}

void Film::score(ThreadPool& threads) {
    std::vector<std::size_t> fresh;
    for (std::size_t i = 0; i < frames_.size(); ++i)
        for (const FilmedPopulation& filmed : frames_[i]->populations)
            if (filmed.scores.empty() && (fresh.empty() || fresh.back() != i))
                fresh.push_back(i);
    if (fresh.empty())
        return;
    // Frames are shared with other threads: scored ones take the place of those without scores.
    std::vector<std::shared_ptr<FilmFrame>> scored(fresh.size());
    threads.forEach(fresh.size(), [&](std::size_t job) {
        scored[job] = std::make_shared<FilmFrame>(*frames_[fresh[job]]);
        const bool measureNull =
            std::has_single_bit(static_cast<unsigned long>(scored[job]->update));
        for (FilmedPopulation& filmed : scored[job]->populations) {
            PopulationPicture picture = pictureOf(filmed);
            if (filmed.scores.empty())
                scoreUnits(picture);
            filmed.scores = picture.scores;
            if (!measureNull || filmed.nature != Nature::artificial)
                continue;
            Rng rng = Rng::stream(seed_, "null." + filmed.brain,
                                  static_cast<std::uint64_t>(scored[job]->update));
            filmed.null = scoreNull(picture, nullMaps, rng);
        }
    });
    for (std::size_t job = 0; job < fresh.size(); ++job) {
        for (FilmedPopulation& filmed : scored[job]->populations)
            if (filmed.nature == Nature::artificial && filmed.null.maps == 0)
                if (const FilmedPopulation* measured =
                        earlier(frames_, fresh[job], filmed,
                                [](const FilmedPopulation& f) { return f.null.maps > 0; }))
                    filmed.null = measured->null;
        frames_[fresh[job]] = scored[job];
    }
    ++sequence_;
}

} // namespace hippodrome

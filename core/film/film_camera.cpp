#include "core/film/film_camera.h"

#include "core/maps/map_scorer.h"

#include <algorithm>

namespace hippodrome {

namespace {

std::size_t bytesPerUnit(const PopulationPicture& picture) {
    const auto of = [](const PopulationMaps& maps) {
        return maps.units > 0 ? static_cast<std::size_t>(maps.bins()) + 2 * sizeof(float)
                              : std::size_t{0};
    };
    return of(picture.maps) + of(picture.scored) + of(picture.direction) + sizeof(UnitScores);
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

/// `scoreNow`: from the exact values.
FilmedPopulation filmedOf(PopulationPicture& picture, int mostUnits, bool scoreNow,
                          const FilmFrames& before) {
    FilmedPopulation filmed;
    filmed.brain = picture.brain;
    filmed.nature = picture.nature;
    filmed.population = picture.population;
    filmed.grid = picture.grid;
    filmed.scoringGrid = picture.scoringGrid;
    const FilmedPopulation none;
    const FilmedPopulation* last =
        latestLike(filmed, before, before.size(), [](const FilmedPopulation&) { return true; });
    if (!last)
        last = &none;
    filmed.shown = shared(picture.maps, mostUnits, last->shown);
    if (picture.scored.units > 0)
        filmed.scored = shared(picture.scored, mostUnits, last->scored);
    if (picture.direction.units > 0)
        filmed.direction = shared(picture.direction, mostUnits, last->direction);
    filmed.population.units = filmed.shown->units;
    if (scoreNow) {
        if (filmed.shown == last->shown && filmed.scored == last->scored)
            filmed.scores = last->scores;
        if (filmed.scores.empty()) {
            scoreUnits(picture);
            filmed.scores = picture.scores;
        }
        filmed.scores.resize(static_cast<std::size_t>(filmed.shown->units));
    }
    return filmed;
}

} // namespace

std::shared_ptr<const FilmFrame> FilmCamera::take(const Simulation& simulation,
                                                  const FilmFrames& before, std::size_t mostBytes) {
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
    const std::size_t room = mostBytes / std::max<std::size_t>(1, pictures.populations.size());
    for (PopulationPicture& picture : pictures.populations) {
        const int mostUnits =
            static_cast<int>(std::max<std::size_t>(1, room / bytesPerUnit(picture)));
        // Between the fields of formula cells lie values far below a step, which the score of a
        // single field depends on. They change with edits only, so they are scored at once.
        const bool scoreNow = isStatic(simulation.world(), picture.brain);
        frame->populations.push_back(filmedOf(picture, mostUnits, scoreNow, before));
    }
    for (const RidingBrain& riding : simulation.world().brains())
        if (const Trainable* trainable = riding.brain->trainable())
            frame->training.push_back({riding.name, trainable->trainingReport()});
    return frame;
}

} // namespace hippodrome

#include "core/film/film_frame.h"

#include "core/maps/map_scorer.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr float levelSteps = 254.0f;

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
    for (const FilmedPopulation& filmed : populations) {
        result.populations.push_back(pictureOf(filmed));
        result.populations.back().arena = arena;
    }
    return result;
}

bool nullApplies(const FilmFrame& frame, const FilmedPopulation& filmed) {
    return nullApplies(pictureOf(filmed), frame.arena);
}

} // namespace hippodrome

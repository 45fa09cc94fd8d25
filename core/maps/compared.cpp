#include "core/maps/compared.h"

#include "core/analysis/map_similarity.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace hippodrome {

namespace {

RateMap rateMapOf(const PopulationMaps& maps, int unit) {
    return RateMap::fromFloats(maps.map(unit), maps.rows, maps.columns);
}

/// The maps of one grid at the places of another; NaN where they do not reach.
PopulationMaps atPlacesOf(const BinGrid& wanted, const PopulationMaps& maps, const BinGrid& grid) {
    if (wanted == grid)
        return maps;
    PopulationMaps moved{maps.units, wanted.rows, wanted.columns, {}};
    moved.values.reserve(static_cast<std::size_t>(maps.units) *
                         static_cast<std::size_t>(wanted.bins()));
    std::vector<int> from;
    from.reserve(static_cast<std::size_t>(wanted.bins()));
    for (int row = 0; row < wanted.rows; ++row)
        for (int column = 0; column < wanted.columns; ++column)
            from.push_back(grid.binOf(wanted.centre(row, column)));
    for (int unit = 0; unit < maps.units; ++unit)
        for (const int bin : from)
            moved.values.push_back(bin < 0 ? std::nanf("")
                                           : maps.map(unit)[static_cast<std::size_t>(bin)]);
    return moved;
}

} // namespace

void subtract(PopulationMaps& now, const PopulationMaps& before) {
    std::transform(now.values.begin(), now.values.end(), before.values.begin(), now.values.begin(),
                   std::minus());
}

void takeDifference(PopulationPicture& picture) {
    picture.scores.assign(static_cast<std::size_t>(picture.maps.units), {NAN, NAN, NAN});
    picture.similarity.assign(picture.scores.size(), NAN);
    for (int unit = 0; unit < picture.maps.units; ++unit)
        if (const auto similarity =
                spatialCorrelation(rateMapOf(picture.maps, unit), rateMapOf(picture.before, unit)))
            picture.similarity[static_cast<std::size_t>(unit)] = static_cast<float>(*similarity);
    subtract(picture.maps, picture.before);
    for (int unit = 0; unit < picture.maps.units; ++unit) {
        float& peak = picture.scores[static_cast<std::size_t>(unit)].peak;
        for (const float change : picture.maps.map(unit))
            if (!std::isnan(change) && !(std::abs(change) <= std::abs(peak)))
                peak = change;
    }
}

MapsSnapshot changeSince(const MapsSnapshot& marked, const MapsSnapshot& now) {
    MapsSnapshot change = now;
    for (PopulationPicture& picture : change.populations) {
        const auto then = std::find_if(
            marked.populations.begin(), marked.populations.end(), [&](const PopulationPicture& p) {
                return p.brain == picture.brain && p.population.name == picture.population.name;
            });
        const bool comparable = then != marked.populations.end() && !picture.difference &&
                                !then->difference && then->path == picture.path &&
                                then->maps.units == picture.maps.units;
        PopulationPicture result;
        result.brain = picture.brain;
        result.nature = picture.nature;
        result.population = picture.population;
        result.path = picture.path;
        result.arena = picture.arena;
        result.difference = true;
        if (comparable) {
            result.maps = picture.maps;
            result.grid = picture.grid;
            result.before = atPlacesOf(picture.grid, then->maps, then->grid);
            takeDifference(result);
        }
        picture = std::move(result);
    }
    change.watched = {};
    return change;
}

} // namespace hippodrome

#include "core/brains/place_cells.h"

#include <cmath>
#include <utility>

namespace hippodrome {

const Fields<PlaceCellsParameters>& PlaceCellsParameters::fields() {
    using P = PlaceCellsParameters;
    static const Fields<P> list =
        Fields<P>()
            .integer(
                "count", &P::count,
                {.label = "Cells", .minimum = 1, .maximum = 4096, .help = "Number of place cells."})
            .choice("centres", &P::centres,
                    {{"lattice", Centres::lattice},
                     {"jittered", Centres::jittered},
                     {"random", Centres::random}},
                    {.label = "Centres",
                     .help =
                         "On a square lattice, on one with every centre displaced by up to 0.45 of "
                         "the spacing, or anywhere.",
                     .source = "RatInABox: jittered"})
            .group("field", &P::field, PlaceFieldParameters::fields());
    return list;
}

PlaceCells::PlaceCells(const PlaceCellsParameters& parameters, const BrainSetting& setting)
    : parameters_(parameters), arena_(setting.arena) {
    Rng rng = Rng::stream(setting.seed, setting.name + ".centres");
    switch (parameters.centres) {
    case PlaceCellsParameters::Centres::lattice:
        centres_ = latticeCentres(*arena_, parameters.count, 0.0, rng);
        break;
    case PlaceCellsParameters::Centres::jittered:
        centres_ = latticeCentres(*arena_, parameters.count, 0.45, rng);
        break;
    case PlaceCellsParameters::Centres::random:
        centres_ = randomCentres(*arena_, parameters.count, rng);
        break;
    }
    rebuild();
}

void PlaceCells::rebuild() {
    fields_ = std::make_unique<PlaceFields>(parameters_.field, centres_, arena_);
    populations_ = {{"cells", fields_->cells(),
                     parameters_.field.shape == PlaceFieldShape::differenceOfGaussians, "Hz"}};
    rates_.resize(centres_.size());
}

void PlaceCells::begin(const Observation& first) {
    fields_->rates(first.position, rates_);
}

double PlaceCells::observe(const Observation& observation) {
    fields_->rates(observation.position, rates_);
    return observation.dt;
}

void PlaceCells::arenaChanged(ArenaPointer arena) {
    const ArenaPointer before = std::exchange(arena_, std::move(arena));
    if (!sameGround(before->arena(), arena_->arena()))
        rebuild();
}

void PlaceCells::update(const JsonCursor& parameters) {
    parameters_ = PlaceCellsParameters::fields().read(parameters);
    rebuild();
}

std::optional<PopulationMaps> PlaceCells::probe(std::size_t, const BinGrid& grid) const {
    PopulationMaps maps{populations_[0].units, grid.rows, grid.columns, {}};
    const std::size_t bins = static_cast<std::size_t>(grid.bins());
    maps.values.assign(bins * centres_.size(), std::nanf(""));
    std::vector<float> rates(centres_.size());
    for (int row = 0; row < grid.rows; ++row)
        for (int column = 0; column < grid.columns; ++column) {
            const Vec2 place = grid.centre(row, column);
            if (!arena_->contains(place))
                continue;
            fields_->rates(place, rates);
            const std::size_t bin = static_cast<std::size_t>(row * grid.columns + column);
            for (std::size_t cell = 0; cell < rates.size(); ++cell)
                maps.values[cell * bins + bin] = rates[cell];
        }
    return maps;
}

std::vector<float> PlaceCells::ratesAt(std::size_t, std::span<const Vec2> places,
                                       std::span<const double>) const {
    std::vector<float> all(places.size() * centres_.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        fields_->rates(places[i], std::span(all).subspan(i * centres_.size(), centres_.size()));
    return all;
}

void PlaceCells::save(Checkpoint& checkpoint) const {
    checkpoint.put<Vec2>("centres", centres_);
    checkpoint.put<float>("rates", rates_);
}

void PlaceCells::restore(const Checkpoint& checkpoint) {
    centres_ = checkpoint.list<Vec2>("centres");
    rebuild();
    checkpoint.get<float>("rates", rates_);
}

BrainType PlaceCells::type() {
    return describeBrain<PlaceCells, PlaceCellsParameters>(
        "place_cells", "Place cells", BrainKind::biological,
        "Cells that fire around a centre; distances may follow the walls.");
}

} // namespace hippodrome

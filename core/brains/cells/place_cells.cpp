#include "core/brains/cells/place_cells.h"

#include <utility>

namespace hippodrome {

const Fields<PlaceCellsParameters>& PlaceCellsParameters::fields() {
    using P = PlaceCellsParameters;
    static const Fields<P> list =
        Fields<P>()
            .integer("count", &P::count,
                     {.label = "Cells",
                      .minimum = 1,
                      .maximum = 20000,
                      .help = "Number of place cells."})
            .choice("centres", &P::centres,
                    {{"lattice", Centres::lattice},
                     {"jittered", Centres::jittered},
                     {"random", Centres::random}},
                    {.label = "Centres",
                     .help =
                         "On a square lattice, on one with every centre displaced by up to 0.45 of "
                         "the spacing, or anywhere. Where no lattice has as many points inside, "
                         "spread as evenly.",
                     .source = "RatInABox: jittered"})
            .integer("remapping", &P::remapping,
                     {.label = "Map number",
                      .minimum = 0,
                      .maximum = 1e6,
                      .help = "Another number gives every cell another centre, as in an "
                              "unfamiliar room.",
                      .effect = Effect::live})
            .real("width_gradient", &P::widthGradient,
                  {.label = "Width gradient",
                   .minimum = -0.9,
                   .maximum = 10.0,
                   .help = "Fields at the eastern wall are wider than those at the western one by "
                           "this share: 1 makes them twice as wide.",
                   .effect = Effect::live})
            .group("field", &P::field, PlaceFieldParameters::fields())
            .group("theta", &P::theta, ThetaParameters::fields())
            .group("spikes", &P::spikes, SpikingParameters::fields());
    return list;
}

PlaceCells::PlaceCells(const PlaceCellsParameters& parameters, const BrainSetting& setting)
    : FormulaCells(setting, parameters.spikes), parameters_(parameters), name_(setting.name),
      seed_(setting.seed), precession_(parameters.theta) {
    drawCentres();
    rebuild();
}

void PlaceCells::drawCentres() {
    Rng rng =
        Rng::stream(seed_, name_ + ".centres", static_cast<std::uint64_t>(parameters_.remapping));
    // A second map puts the same places in another order: which cell fires where is drawn again.
    const bool again = parameters_.remapping > 0;
    switch (parameters_.centres) {
    case PlaceCellsParameters::Centres::lattice:
        centres_ = latticeCentres(arena(), parameters_.count, 0.0, rng);
        break;
    case PlaceCellsParameters::Centres::jittered:
        centres_ = latticeCentres(arena(), parameters_.count, 0.45, rng);
        break;
    case PlaceCellsParameters::Centres::random:
        centres_ = randomCentres(arena(), parameters_.count, rng);
        break;
    }
    if (again)
        for (std::size_t left = centres_.size(); left > 1; --left)
            std::swap(centres_[left - 1], centres_[rng.below(left)]);
}

double PlaceCells::widthOf(Vec2 centre) const {
    const Bounds& bounds = arena().bounds();
    const double share = (centre.x - bounds.minimum.x) / bounds.width();
    return parameters_.field.width * (1.0 + parameters_.widthGradient * share);
}

void PlaceCells::rebuild() {
    widths_.clear();
    for (const Vec2 centre : centres_)
        widths_.push_back(widthOf(centre));
    edges_.clear();
    for (const double width : widths_)
        edges_.push_back(fieldEdge(*parameters_.field.shape, width));
    fields_ = std::make_unique<PlaceFields>(parameters_.field, centres_, widths_, arenaPointer());
    precession_ = Precession(parameters_.theta);
    setCells(centres_.size(), parameters_.field.shape->goesBelowZero);
}

void PlaceCells::update(const JsonCursor& cursor) {
    const int map = parameters_.remapping;
    parameters_ = PlaceCellsParameters::fields().read(cursor);
    setSpiking(parameters_.spikes);
    if (parameters_.remapping != map)
        drawCentres();
    rebuild();
}

void PlaceCells::tuning(const CellInput& input, std::span<float> rates) const {
    fields_->rates(input.position, rates);
}

void PlaceCells::modulate(const Observation& now, std::span<float> rates) const {
    precession_.modulate(arena(), now.position, now.velocity, now.time, centres_, edges_, rates);
}

Inside PlaceCells::inside() {
    Inside inside;
    if (parameters_.theta.on)
        inside.theta = ThetaMoment{parameters_.theta.phase(time()), parameters_.theta.frequency};
    return inside;
}

void PlaceCells::preferences(StateVisitor& s) {
    s.list("centres", centres_);
    s.require("centres", centres_.size() * sizeof(float) == s.bytesOf("rates"),
              "expected one for each rate, found " + std::to_string(centres_.size()));
}

BrainType PlaceCells::type() {
    return describeBrain<PlaceCells, PlaceCellsParameters>(
        "place_cells", "Place cells", Nature::biological,
        "Cells that fire around a centre; distances may follow the walls.");
}

} // namespace hippodrome

#include "core/brains/cells/object_cells.h"

#include "core/brains/cells/tuning_check.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

const Fields<ObjectCellsParameters>& ObjectCellsParameters::fields() {
    using P = ObjectCellsParameters;
    static const Fields<P> list =
        Fields<P>()
            .integer("count", &P::count,
                     {.label = "Cells",
                      .minimum = 1,
                      .maximum = 20000,
                      .help = "Number of object vector cells."})
            .text("kind", &P::kind,
                  {.label = "Kind of object",
                   .help = "The objects that they respond to; empty for any.",
                   .effect = Effect::live})
            .choice("frame", &P::frame,
                    {{"allocentric", Frame::allocentric}, {"egocentric", Frame::egocentric}},
                    {.label = "Frame",
                     .help = "Directions towards objects in the room, or as seen from the head."})
            .real("minimum_distance", &P::minimumDistance,
                  {.label = "Least distance",
                   .unit = "m",
                   .minimum = 0.0,
                   .maximum = 10.0,
                   .help = "Preferred distances are drawn from here ..."})
            .real("maximum_distance", &P::maximumDistance,
                  {.label = "Largest distance",
                   .unit = "m",
                   .minimum = 0.0,
                   .maximum = 10.0,
                   .help = "... to here.",
                   .source = "RatInABox: 0.3"})
            .real("maximum_rate", &P::maximumRate,
                  {.label = "Peak rate",
                   .unit = "Hz",
                   .minimum = 0.0,
                   .maximum = 1000.0,
                   .help = "At the preferred distance and direction.",
                   .effect = Effect::live})
            .group("spikes", &P::spikes, SpikingParameters::fields());
    return list;
}

ObjectCells::ObjectCells(const ObjectCellsParameters& parameters, const BrainSetting& setting)
    : FormulaCells(setting, parameters.spikes), parameters_(parameters) {
    Rng rng = Rng::stream(setting.seed, setting.name + ".tunings");
    for (int cell = 0; cell < parameters.count; ++cell)
        tunings_.push_back(
            VectorTuning::random(rng, parameters.minimumDistance, parameters.maximumDistance));
    rebuild();
}

void ObjectCells::rebuild() {
    objects_.clear();
    for (const Object& object : arena().arena().objects)
        if (parameters_.kind.empty() || object.kind == parameters_.kind)
            objects_.push_back(object.position);
    setCells(tunings_.size());
}

void ObjectCells::update(const JsonCursor& cursor) {
    parameters_ = ObjectCellsParameters::fields().read(cursor);
    setSpiking(parameters_.spikes);
    rebuild();
}

void ObjectCells::tuning(const CellInput& input, std::span<float> rates) const {
    std::fill(rates.begin(), rates.end(), 0.0f);
    const double turn =
        parameters_.frame == ObjectCellsParameters::Frame::egocentric ? input.headDirection : 0.0;
    for (const Vec2 object : objects_) {
        if (!arena().visible(input.position, object))
            continue;
        const Vec2 towards = arena().displacement(input.position, object);
        const double distance = length(towards);
        const double angle = std::atan2(towards.y, towards.x) - turn;
        for (std::size_t cell = 0; cell < rates.size(); ++cell) {
            const VectorTuning& tuning = tunings_[cell];
            const double z = (distance - tuning.distance) / tuning.distanceWidth;
            const double concentration = 1.0 / (tuning.angleWidth * tuning.angleWidth);
            const double rate =
                parameters_.maximumRate *
                std::exp(-0.5 * z * z + concentration * (std::cos(angle - tuning.angle) - 1.0));
            rates[cell] = std::max(rates[cell], static_cast<float>(rate));
        }
    }
}

void ObjectCells::preferences(StateVisitor& s) {
    s("tunings", tunings_, checkTuning);
}

BrainType ObjectCells::type() {
    return describeBrain<ObjectCells, ObjectCellsParameters>(
        "object_cells", "Object vector cells", Nature::biological,
        "Cells that fire at a distance and direction from objects.");
}

} // namespace hippodrome

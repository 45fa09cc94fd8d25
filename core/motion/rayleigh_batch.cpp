#include "core/motion/rayleigh_step.h"
#include "core/motion/rayleigh_walk.h"

#include <cassert>

namespace hippodrome {

namespace {

template <class Surroundings>
void walk(const Surroundings& surroundings, const ArenaGeometry& arena,
          const RayleighWalkParameters& parameters, double speedFactor, double finePerStored,
          Rng& rng, TrajectoryBatch& batch) {
    const std::size_t stride = static_cast<std::size_t>(batch.sequences);
    for (std::size_t sequence = 0; sequence < stride; ++sequence) {
        Walker walker;
        walker.position = randomPlace(arena, rng);
        walker.heading = rng.uniform(-std::numbers::pi, std::numbers::pi);
        batch.positions[sequence] = walker.position;
        batch.headings[sequence] = walker.heading;
        long long fineDone = 0;
        for (int step = 1; step <= batch.steps; ++step) {
            // Rounding must not cost a fine step: 0.06 / 0.02 is less than 3.
            const auto fineDue = static_cast<long long>(step * finePerStored + 1e-6);
            for (; fineDone < fineDue; ++fineDone) {
                const double turn =
                    rayleighStep(surroundings, parameters, speedFactor, std::nullopt, walker, rng);
                walker.heading += turn;
                walker.position = arena.wrap(walker.position);
            }
            const std::size_t index = static_cast<std::size_t>(step) * stride + sequence;
            batch.positions[index] = walker.position;
            batch.headings[index] = walker.heading;
        }
    }
}

} // namespace

void simulateRayleighWalks(const ArenaGeometry& arena, const RayleighWalkParameters& parameters,
                           double speedFactor, double storedInterval, int sequences, int steps,
                           Rng& rng, TrajectoryBatch& batch) {
    assert(sequences >= 0 && steps >= 0 && speedFactor >= 0.0);
    const double finePerStored = storedInterval / parameters.fineStep;
    assert(finePerStored > 1.0 - 1e-6);
    batch.sequences = sequences;
    batch.steps = steps;
    const std::size_t size =
        (static_cast<std::size_t>(steps) + 1) * static_cast<std::size_t>(sequences);
    batch.positions.resize(size);
    batch.headings.resize(size);
    if (arena.plainRectangle() && !arena.periodic())
        walk(BoxSurroundings{arena.bounds()}, arena, parameters, speedFactor, finePerStored, rng,
             batch);
    else
        walk(ArenaSurroundings{arena}, arena, parameters, speedFactor, finePerStored, rng, batch);
}

} // namespace hippodrome

// An arena that is redrawn while first_light trains: how soon its maps follow, and whether the
// lattice stretches, breaks or moves. Results are in docs/emergence.md.
#include "core/analysis/map_similarity.h"
#include "core/brains/network/grid_network.h"
#include "core/world/simulation.h"

#include "tests/experiments/hexagonal_units.h"
#include "tests/experiments/navigator_experiment.h"

#include <complex>
#include <numbers>

namespace hippodrome::test_experiment_redrawn {
namespace {

using testing::seedCount;

constexpr long updatesBefore = 5000;
constexpr std::array<long, 6> looks = {0, 100, 300, 1000, 3000, 6000}; // updates after the edit
constexpr long samples = 100000;

FullProbe mapsOf(Simulation& simulation, const BinGrid& grid) {
    auto* brain = dynamic_cast<GridNetwork*>(simulation.world().brains()[0].brain.get());
    return brain->fullProbe(grid, samples, simulation.threads());
}

/// Median over the units of the correlation of their maps.
double likeness(const PopulationMaps& one, const PopulationMaps& other) {
    const auto map = [](const PopulationMaps& maps, int unit) {
        return RateMap::fromFloats(maps.map(unit), maps.rows, maps.columns);
    };
    std::vector<double> values;
    for (int unit = 0; unit < one.units; ++unit)
        if (const auto r = spatialCorrelation(map(one, unit), map(other, unit)))
            values.push_back(*r);
    std::sort(values.begin(), values.end());
    return values.empty() ? std::nan("") : percentile(values, 50.0);
}

/// How well the units keep their places on the lattice relative to each other, between 0 and 1 (all
/// may move together): mean length of the mean phase vectors of what each one's phase has changed
/// by. NaN where the axes are not the same ones any more.
double phasesKept(const std::optional<GridModule>& before, const std::optional<GridModule>& now) {
    if (!before || !now)
        return std::nan("");
    double kept = 0.0;
    for (const std::size_t axis : {0, 1}) {
        const Vec2 a = before->axes[axis], b = now->axes[axis];
        if (dot(a, b) < std::cos(std::numbers::pi / 12.0) * length(a) * length(b))
            return std::nan("");
        std::complex<double> sum = 0.0;
        int both = 0;
        for (std::size_t unit = 0; unit < before->phases.size(); ++unit)
            if (before->phases[unit] && now->phases[unit]) {
                const Vec2 by = *now->phases[unit] - *before->phases[unit];
                sum += std::polar(1.0, 2.0 * std::numbers::pi * (axis == 0 ? by.x : by.y));
                ++both;
            }
        kept += 0.5 * std::abs(sum) / std::max(1, both);
    }
    return kept;
}

void tellModule(const GridModule& module, double kept, double bin) {
    const auto& [a, b] = module.axes;
    std::printf(", phases kept %.2f, spacing %.0f +- %.1f cm, axes %.1f +- %.1f degrees, (%.2f, "
                "%.2f) and (%.2f, %.2f) m",
                kept, 100.0 * bin * module.spacing, 100.0 * bin * module.spacingDeviation,
                module.orientation, module.orientationDeviation, bin * a.x, bin * a.y, bin * b.x,
                bin * b.y);
}

struct Edit {
    const char* name;
    Arena (*arena)(Arena before);
};

Arena withBarrier(Arena arena) {
    arena.walls.push_back({arena.nextId(), {0.0, -1.1}, {0.0, 0.0}});
    return arena;
}

Arena withWallAcross(Arena arena) {
    arena.walls.push_back({arena.nextId(), {0.0, -1.1}, {0.0, 0.9}});
    return arena;
}

Arena stretched(Arena arena) {
    const Arena wide = Arena::rectangle(2.8, 2.2);
    arena.boundary = wide.boundary;
    return arena;
}

Arena squeezed(Arena arena) {
    const Arena narrow = Arena::rectangle(1.7, 2.2);
    arena.boundary = narrow.boundary;
    arena.rewards.clear();
    return arena;
}

class ExperimentRedrawnArena : public ::testing::TestWithParam<Edit> {};

TEST_P(ExperimentRedrawnArena, IsFollowed) {
    HIPPODROME_ONLY_IN_LONG_RUNS();
    Scene scene = loadScene(HIPPODROME_SOURCE_DIR "/scenes/first_light.json");
    for (int seed = 0; seed < seedCount(1); ++seed) {
        scene.seed = static_cast<std::uint64_t>(100 + seed);
        Simulation simulation(scene, 0);
        while (simulation.trainer().updates() < updatesBefore)
            simulation.train({});
        const BinGrid fixed = BinGrid::withCounts(simulation.world().arena()->bounds(), 20, 20);
        const PopulationMaps before = mapsOf(simulation, fixed).maps;
        const auto moduleBefore = testing::hexagonalUnits(before, scene.seed).module;
        Scene edited = scene;
        edited.arena = GetParam().arena(scene.arena);
        ASSERT_FALSE(simulation.changeScene(edited)) << "it must not start again";
        const Bounds bounds = simulation.world().arena()->bounds();
        const BinGrid scaled = BinGrid::withCounts(bounds, 20, 20);
        for (const long look : looks) {
            while (simulation.trainer().updates() < updatesBefore + look)
                simulation.train({});
            const FullProbe now = mapsOf(simulation, BinGrid::scoring(bounds));
            const auto lattice = testing::hexagonalUnits(now.maps, scene.seed);
            const double bin = BinGrid::scoring(bounds).binWidth;
            std::printf("    measured: %s, seed %d, %ld updates later: error %.1f cm, %.0f %% grid "
                        "units, maps like before %.2f, like before stretched %.2f",
                        GetParam().name, 100 + seed, look, 100.0 * now.decodingError,
                        100.0 * lattice.share(), likeness(before, mapsOf(simulation, fixed).maps),
                        likeness(before, mapsOf(simulation, scaled).maps));
            if (lattice.module)
                tellModule(*lattice.module, phasesKept(moduleBefore, lattice.module), bin);
            std::printf("\n");
            std::fflush(stdout);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Edits, ExperimentRedrawnArena,
                         ::testing::Values(Edit{"barrier", withBarrier},
                                           Edit{"nearly_across", withWallAcross},
                                           Edit{"stretched", stretched},
                                           Edit{"squeezed", squeezed}),
                         [](const auto& edit) { return std::string(edit.param.name); });

} // namespace
} // namespace hippodrome::test_experiment_redrawn

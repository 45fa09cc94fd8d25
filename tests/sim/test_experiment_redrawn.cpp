// An arena that is redrawn while first_light trains: how soon its maps follow, and whether the
// lattice stretches, breaks or moves. Results are in docs/emergence.md.
#include "core/analysis/grid_module.h"
#include "core/analysis/map_similarity.h"
#include "core/analysis/noise_null.h"
#include "core/brains/grid_network.h"
#include "core/sim/simulation.h"

#include "tests/sim/navigator_experiment.h"

#include <complex>
#include <numbers>

namespace hippodrome::test_experiment_redrawn {
namespace {

using testing::seedCount;

constexpr long updatesBefore = 5000;
constexpr std::array<long, 6> looks = {0, 100, 300, 1000, 3000, 6000}; // updates after the edit
constexpr long samples = 100000;

struct Maps {
    std::vector<RateMap> units;
    double error = 0.0; ///< of decoding [m]
};

Maps mapsOf(Simulation& simulation, const BinGrid& grid) {
    auto* brain = dynamic_cast<GridNetwork*>(simulation.world().brains()[0].brain.get());
    const FullProbe probe = brain->fullProbe(grid, samples, simulation.threads());
    Maps maps;
    maps.error = probe.decodingError;
    for (int unit = 0; unit < probe.maps.units; ++unit)
        maps.units.push_back(
            RateMap::fromFloats(probe.maps.map(unit), probe.maps.rows, probe.maps.columns));
    return maps;
}

/// Median over the units of the correlation of their maps.
double likeness(const Maps& one, const Maps& other) {
    std::vector<double> values;
    for (std::size_t unit = 0; unit < one.units.size(); ++unit)
        if (const auto r = spatialCorrelation(one.units[unit], other.units[unit]))
            values.push_back(*r);
    std::sort(values.begin(), values.end());
    return values.empty() ? std::nan("") : percentile(values, 50.0);
}

struct Lattice {
    double share = 0.0; ///< of the units, above 99 % of noise in the same bins
    std::optional<GridModule> module;
};

Lattice latticeOf(const Maps& maps, std::uint64_t seed) {
    const int rows = maps.units[0].rows, columns = maps.units[0].columns;
    std::vector<float> values;
    for (const RateMap& map : maps.units)
        values.insert(values.end(), map.values.begin(), map.values.end());
    const GridScorer scorer(rows, columns);
    Rng rng = Rng::stream(seed, "null");
    const NoiseNull null = noiseNull(meanSpectrum(values, rows, columns), scorer, 1000, rng);
    std::vector<bool> members;
    for (const RateMap& map : maps.units)
        members.push_back(scorer.score(map).deepmind60 > null.percentile60(99.0));
    Lattice lattice;
    lattice.share = static_cast<double>(std::count(members.begin(), members.end(), true)) /
                    static_cast<double>(members.size());
    const std::vector<GridModule> modules = gridModules(maps.units, members);
    if (!modules.empty())
        lattice.module = modules.front();
    return lattice;
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
        const Maps before = mapsOf(simulation, fixed);
        const Lattice latticeBefore = latticeOf(before, scene.seed);
        Scene edited = scene;
        edited.arena = GetParam().arena(scene.arena);
        ASSERT_FALSE(simulation.changeScene(edited)) << "it must not start anew";
        const Bounds bounds = simulation.world().arena()->bounds();
        const BinGrid scaled = BinGrid::withCounts(bounds, 20, 20);
        for (const long look : looks) {
            while (simulation.trainer().updates() < updatesBefore + look)
                simulation.train({});
            const Maps now = mapsOf(simulation, BinGrid::scoring(bounds));
            const Lattice lattice = latticeOf(now, scene.seed);
            const double bin = BinGrid::scoring(bounds).binWidth;
            std::printf("    measured: %s, seed %d, %ld updates later: error %.1f cm, %.0f %% grid "
                        "units, maps like before %.2f, like before stretched %.2f",
                        GetParam().name, 100 + seed, look, 100.0 * now.error, 100.0 * lattice.share,
                        likeness(before, mapsOf(simulation, fixed)),
                        likeness(before, mapsOf(simulation, scaled)));
            if (lattice.module)
                tellModule(*lattice.module, phasesKept(latticeBefore.module, lattice.module), bin);
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

// Do grid cells help to integrate paths? The network of first_light beside that of
// first_light_plain, on the rat's own paths, without a position fix for a minute: how far off it
// is, whether the lattice goes along, what noise does, and what it is worth to silence grid units
// rather than others. Results are in docs/emergence.md.
#include "core/brains/network/grid_network.h"
#include "core/world/trainer.h"

#include "tests/experiments/hexagonal_units.h"
#include "tests/experiments/navigator_experiment.h"

#include <complex>
#include <numbers>

namespace hippodrome::test_experiment_path_integration {
namespace {

using testing::seedCount;

constexpr long trainedUpdates = 12000;
constexpr int paths = 100;
constexpr double pathSeconds = 60.0;
constexpr double stepSeconds = 0.3; // ride_interval of both scenes
constexpr int steps = 200;
constexpr std::array<int, 3> looks = {33, 100, 200}; // 10, 30, 60 s
constexpr double noise = 0.02;                       // of sensed displacements [m / root s]
constexpr int silenced = 32;
constexpr int randomDraws = 3;

/// Places of the rat at every step of every path, step 0 the start: (steps + 1, paths).
std::vector<Vec2> ratPaths(Scene scene) {
    scene.brains.clear();
    scene.seed = 4711;
    World world(scene);
    const long ticks = std::lround(stepSeconds / world.timeStep());
    std::vector<Vec2> places(static_cast<std::size_t>((steps + 1) * paths));
    for (int path = 0; path < paths; ++path)
        for (int step = 0; step <= steps; ++step) {
            places[static_cast<std::size_t>(step * paths + path)] = world.rat().position;
            for (long tick = 0; tick < ticks; ++tick)
                world.tick();
        }
    return places;
}

struct Trained {
    std::unique_ptr<World> world;
    const GridNetwork* brain = nullptr;
    GridNetworkParameters parameters;
    testing::HexagonalUnits units;
    double binSize = 0.0;
};

Trained train(const Scene& scene) {
    Trained trained;
    trained.world = std::make_unique<World>(scene);
    ThreadPool threads;
    Trainer trainer;
    while (trainer.updates() < trainedUpdates && trainer.step(*trained.world, threads, {})) {
    }
    auto* brain = dynamic_cast<GridNetwork*>(trained.world->brains()[0].brain.get());
    trained.brain = brain;
    const JsonDocument document{scene.brains[0].brain.parameters, {}, {}};
    trained.parameters = GridNetworkParameters::fields()
                             .read(JsonCursor(document))
                             .resolvedFor(*trained.world->arena());
    const BinGrid grid = BinGrid::scoring(trained.world->arena()->bounds());
    trained.binSize = grid.binWidth;
    const PopulationMaps maps = brain->fullProbe(grid, 200000, threads).maps;
    trained.units = testing::hexagonalUnits(maps, scene.seed);
    return trained;
}

/// The network with some units cut off from all that would read them.
PathIntegratorNetwork<float> silencedNetwork(const PathIntegratorNetwork<float>& network,
                                             std::span<const std::size_t> units) {
    PathIntegratorNetwork<float> copy = network;
    const int hidden = network.shape().hidden;
    const PathIntegratorWeights<float> weights = copy.parts();
    for (const Matrix<float>& part :
         {weights.recurrent.recurrent, weights.recurrent.gate, weights.heads[0].weights})
        for (int row = 0; row < part.rows; ++row)
            for (const std::size_t unit : units)
                for (int column = static_cast<int>(unit); column < part.columns; column += hidden)
                    part.row(row)[column] = 0.0f;
    return copy;
}

struct Integration {
    std::array<double, looks.size()> error{};     ///< mean [m]
    std::array<double, looks.size()> agreement{}; ///< of lattice and decoded place, 1 at best
    std::array<double, looks.size()> anchored{};  ///< of lattice and true place
};

Integration integrate(const Trained& trained, const PathIntegratorNetwork<float>& network,
                      std::span<const Vec2> places, double movementNoise) {
    const PathTask& task = trained.brain->task();
    PathIntegratorPass<float> pass(network, steps, paths);
    Rng rng(99);
    const auto at = [&](int step, int path) {
        return places[static_cast<std::size_t>(step * paths + path)];
    };
    for (int path = 0; path < paths; ++path) {
        task.encodeStart(at(0, path), 0.0,
                         pass.initialCode.data() + path * network.shape().initialInputs);
        for (int step = 0; step < steps; ++step) {
            const Vec2 off{rng.normal(), rng.normal()};
            const Vec2 moved =
                at(step + 1, path) - at(step, path) + movementNoise * std::sqrt(stepSeconds) * off;
            task.encodeInput(trained.parameters, moved, 0.0, trained.parameters.storedInterval,
                             pass.inputs.data() + (step * paths + path) * network.shape().inputs);
        }
    }
    pass.forward();
    Integration result;
    const auto units = static_cast<std::size_t>(network.shape().representation());
    for (std::size_t look = 0; look < looks.size(); ++look) {
        int phases = 0;
        for (int path = 0; path < paths; ++path) {
            const auto row = static_cast<std::size_t>((looks[look] - 1) * paths + path);
            const Vec2 place = at(looks[look], path);
            const Vec2 decoded =
                task.placeCode().decodeTopThree(pass.outputs(0) + row * task.placeCode().cells());
            result.error[look] += length(decoded - place) / paths;
            if (!trained.units.module)
                continue;
            // Where on the lattice the grid units say it is.
            const auto& [a, b] = trained.units.module->axes;
            const double area = cross(a, b);
            const std::array<Vec2, 2> waves{Vec2{b.y / area, -b.x / area},
                                            Vec2{-a.y / area, a.x / area}};
            std::array<std::complex<double>, 2> said{};
            for (std::size_t unit = 0; unit < units; ++unit)
                if (const auto& phase = trained.units.module->phases[unit]) {
                    const double activity = pass.representation()[row * units + unit];
                    said[0] += std::polar(activity, 2.0 * std::numbers::pi * phase->x);
                    said[1] += std::polar(activity, 2.0 * std::numbers::pi * phase->y);
                }
            for (std::size_t k = 0; k < 2; ++k) {
                const auto differs = [&](Vec2 from) {
                    return std::cos(std::arg(said[k]) -
                                    2.0 * std::numbers::pi * dot(waves[k], from) / trained.binSize);
                };
                result.agreement[look] += differs(decoded);
                result.anchored[look] += differs(place);
                ++phases;
            }
        }
        result.agreement[look] /= std::max(1, phases);
        result.anchored[look] /= std::max(1, phases);
    }
    return result;
}

class ExperimentPathIntegration : public ::testing::TestWithParam<const char*> {};

TEST_P(ExperimentPathIntegration, OverAMinuteWithoutFixes) {
    HIPPODROME_ONLY_IN_LONG_RUNS();
    const std::filesystem::path root = HIPPODROME_SOURCE_DIR;
    Scene scene = loadScene(root / "scenes" / (std::string(GetParam()) + ".json"));
    const std::vector<Vec2> places = ratPaths(scene);
    double chance = 0.0;
    for (int path = 0; path < paths; ++path) {
        const auto last = static_cast<std::size_t>(steps * paths);
        chance += length(places[last + static_cast<std::size_t>(path)] -
                         places[last + static_cast<std::size_t>((path + 1) % paths)]) /
                  paths;
    }
    const auto ideal = [](double seconds) { // mean length of a normal displacement
        return 100 * noise * std::sqrt(seconds) * std::sqrt(std::numbers::pi / 2.0);
    };
    std::printf("    measured: chance %.0f cm; adding the noisy displacements up: %.0f, %.0f, %.0f "
                "cm after 10, 30, 60 s\n",
                100 * chance, ideal(10.0), ideal(30.0), ideal(60.0));
    for (int seed = 0; seed < seedCount(1); ++seed) {
        scene.seed = static_cast<std::uint64_t>(100 + seed);
        const Trained trained = train(scene);
        const PathIntegratorNetwork<float>& network = trained.brain->network();
        const auto tell = [&](const char* what, const Integration& found) {
            std::printf("    measured: %s seed %d, %d of %zu grid units, %s: %.1f, %.1f, %.1f cm "
                        "after 10, 30, 60 s; lattice and decoded place %.2f, %.2f, %.2f; lattice "
                        "and place %.2f, %.2f, %.2f\n",
                        GetParam(), 100 + seed, trained.units.above, trained.units.byScore.size(),
                        what, 100 * found.error[0], 100 * found.error[1], 100 * found.error[2],
                        found.agreement[0], found.agreement[1], found.agreement[2],
                        found.anchored[0], found.anchored[1], found.anchored[2]);
        };
        const Integration whole = integrate(trained, network, places, 0.0);
        tell("whole", whole);
        EXPECT_LT(whole.error[0], chance);
        tell("noisy", integrate(trained, network, places, noise));
        const std::span<const std::size_t> order(trained.units.byScore);
        tell("without the 32 most hexagonal",
             integrate(trained, silencedNetwork(network, order.first(silenced)), places, 0.0));
        tell("without the 32 least hexagonal",
             integrate(trained, silencedNetwork(network, order.last(silenced)), places, 0.0));
        for (int draw = 0; draw < randomDraws; ++draw) {
            std::vector<std::size_t> any = trained.units.byScore;
            Rng rng = Rng::stream(scene.seed, "lesion", draw);
            for (std::size_t i = any.size() - 1; i > 0; --i)
                std::swap(any[i], any[static_cast<std::size_t>(rng.uniform() * (i + 1))]);
            tell("without 32 at random",
                 integrate(trained, silencedNetwork(network, std::span(any).first(silenced)),
                           places, 0.0));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Networks, ExperimentPathIntegration,
                         ::testing::Values("first_light", "first_light_plain"),
                         [](const auto& name) { return std::string(name.param); });

} // namespace
} // namespace hippodrome::test_experiment_path_integration

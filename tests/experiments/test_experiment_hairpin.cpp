// A hairpin maze: Derdikman et al. (2009, Nat. Neurosci. 12:1325). Rates along arms that are run in
// the same direction are alike, those of opposite directions are not: a checkerboard. In the open
// box there is none.
#include "core/brains/cells/boundary_cells.h"
#include "core/brains/cells/grid_modules.h"
#include "core/brains/dynamics/attractor_grid.h"

#include "tests/brains/experiment.h"

#include <gtest/gtest.h>

#include <numbers>

namespace hippodrome::test_experiment_hairpin {
namespace {

using testing::correlation;
using testing::Mean;
using testing::settingIn;

constexpr int arms = 10;
constexpr double half = 0.75, alley = 0.15; // half of the box, width of an alley [m]
constexpr double turnAt = half - alley / 2.0;
constexpr int binsAlong = 24; // of 5 cm, between the turns
constexpr double armEnd = 0.6;

ArenaPointer box(bool hairpin) {
    Arena arena = Arena::rectangle(2.0 * half, 2.0 * half);
    for (int wall = 1; hairpin && wall < arms; ++wall) {
        const double x = -half + wall * alley;
        // Passages in turn at the northern and the southern end
        if (wall % 2 == 1)
            arena.walls.push_back({wall, {x, -half}, {x, half - alley}});
        else
            arena.walls.push_back({wall, {x, -half + alley}, {x, half}});
    }
    return std::make_shared<const ArenaGeometry>(arena);
}

double middleOf(int arm) {
    return -half + (arm + 0.5) * alley;
}

/// +1 north, -1 south, on the way through the maze to the east; the way back is the opposite.
int directionIn(int arm, bool eastward) {
    return (arm % 2 == 0) == eastward ? 1 : -1;
}

/// A cell's rates along the arms, from south to north, on the way east and on the way back.
using Runs = std::array<std::array<std::vector<double>, arms>, 2>;

/// How alike the rates along two arms are in one passage through the maze, over all pairs of arms
/// and cells; and along the same arm on the way east and on the way back.
struct Checkerboard {
    Mean same, opposite, back;
    double contrast() const { return same.value() - opposite.value(); }
    void add(const Checkerboard& seed) {
        same.add(seed.same.value());
        opposite.add(seed.opposite.value());
        back.add(seed.back.value());
    }
    void add(const Runs& runs) {
        for (std::size_t arm = 0; arm < arms; ++arm)
            back.add(correlation(runs[0][arm], runs[1][arm]));
        for (const auto& way : runs)
            for (int one = 0; one < arms; ++one)
                for (int other = one + 1; other < arms; ++other)
                    ((other - one) % 2 == 0 ? same : opposite)
                        .add(correlation(way[static_cast<std::size_t>(one)],
                                         way[static_cast<std::size_t>(other)]));
    }
    void tell(const std::string& who) const {
        testing::tell(who + ": same direction", same.value());
        testing::tell(who + ": opposite direction", opposite.value());
        testing::tell(who + ": the same arm on the way back", back.value());
    }
};

/// Of cells that are a formula: on the middle line of the arms, looking ahead.
Checkerboard checkerboardOf(const Brain& brain) {
    std::vector<Runs> runs;
    for (std::size_t way = 0; way < 2; ++way)
        for (int arm = 0; arm < arms; ++arm) {
            std::vector<Vec2> places;
            for (int bin = 0; bin < binsAlong; ++bin)
                places.push_back({middleOf(arm), -armEnd + (bin + 0.5) * 0.05});
            const std::vector<double> headings(places.size(),
                                               directionIn(arm, way == 0) * std::numbers::pi / 2.0);
            const testing::Rates rates = testing::ratesOver(brain, 0, places, headings);
            runs.resize(rates.size());
            for (std::size_t cell = 0; cell < rates.size(); ++cell)
                runs[cell][way][static_cast<std::size_t>(arm)] = rates[cell];
        }
    Checkerboard board;
    for (const Runs& cell : runs)
        board.add(cell);
    return board;
}

template <class B, class P>
Checkerboard overSeeds(const P& parameters, bool hairpin) {
    Checkerboard all;
    for (std::uint64_t seed = 1; seed <= 10; ++seed)
        all.add(checkerboardOf(B(parameters, settingIn(box(hairpin), seed))));
    return all;
}

TEST(ExperimentHairpin, EgocentricBoundaryCellsTellDirectionsApartButAlsoInTheOpen) {
    BoundaryCellsParameters egocentric, allocentric;
    egocentric.frame = BoundaryVectorCells::Frame::egocentric;
    const Checkerboard maze = overSeeds<BoundaryCells>(egocentric, true);
    const Checkerboard open = overSeeds<BoundaryCells>(egocentric, false);
    const Checkerboard room = overSeeds<BoundaryCells>(allocentric, true);
    const Checkerboard ideal = overSeeds<GridModules>(GridModulesParameters{}, true);
    maze.tell("egocentric boundary cells, hairpin");
    open.tell("egocentric boundary cells, open box");
    room.tell("allocentric boundary cells, hairpin");
    ideal.tell("grid modules, hairpin");
    EXPECT_GT(maze.contrast(), 0.5);
    EXPECT_LT(maze.back.value(), 0.5);
    EXPECT_LT(std::abs(ideal.contrast()), 0.1);
    EXPECT_GT(ideal.back.value(), 0.999);
    // Passages alternate, so that cells that know walls in the room tell neighbouring arms apart;
    // but not the two ways along one arm.
    EXPECT_GT(room.back.value(), 0.999);
    // Not as it should be: the wall ahead is there in the open box too.
    EXPECT_GT(open.contrast(), 0.5);
}

/// A rat that runs to and fro through the arms at 0.3 m/s, walls or not.
class MazeRun {
public:
    MazeRun() { now.dt = testing::dt; }
    /// Goes on straight to a place; `visit` after every tick.
    template <class Visit>
    void to(Vec2 goal, Brain& brain, Visit visit) {
        const Vec2 start = now.position;
        const int ticks =
            std::max(1, static_cast<int>(std::lround(length(goal - start) / 0.3 / testing::dt)));
        for (int tick = 1; tick <= ticks; ++tick) {
            now.position = start + (goal - start) * (static_cast<double>(tick) / ticks);
            now.time += now.dt;
            brain.observe(now);
            visit();
        }
    }
    Observation now;
};

/// Once through the maze and back. `resets`: at the beginning of every arm the lattice is
/// put back to where it stood at the beginning of the first.
Checkerboard attractorRuns(bool hairpin, bool resets, AttractorGridParameters::Anchor anchor,
                           std::uint64_t seed) {
    AttractorGridParameters parameters;
    parameters.timeStep = 0.002;
    parameters.anchor = anchor;
    parameters.orientation = 0.1 * static_cast<double>(seed);
    AttractorGrid brain(parameters, settingIn(box(hairpin), seed));
    MazeRun rat;
    rat.now.position = {middleOf(0), -turnAt};
    brain.begin(rat.now);
    Checkpoint first;
    brain.save(first);
    const int cells = brain.populations()[0].units;
    const BinGrid bins = BinGrid::withCounts({{-half, -armEnd}, {half, armEnd}}, binsAlong, arms);
    std::vector<MapAccumulator> maps(2, MapAccumulator(bins, cells)); // east, back
    for (const bool eastward : {true, false})
        for (int passed = 0; passed < arms; ++passed) {
            const int arm = eastward ? passed : arms - 1 - passed;
            const int way = directionIn(arm, eastward);
            rat.to({middleOf(arm), -way * turnAt}, brain, [] {});
            if (resets) {
                brain.restore(first);
                brain.begin(rat.now);
            }
            rat.to({middleOf(arm), way * turnAt}, brain, [&] {
                maps[eastward ? 0 : 1].add(rat.now.position, brain.rates(0), testing::dt);
            });
        }
    std::vector<Runs> runs(static_cast<std::size_t>(cells));
    for (std::size_t way = 0; way < 2; ++way) {
        const PopulationMaps means = maps[way].means();
        for (int cell = 0; cell < cells; ++cell)
            for (int arm = 0; arm < arms; ++arm)
                for (int bin = 0; bin < binsAlong; ++bin)
                    runs[static_cast<std::size_t>(cell)][way][static_cast<std::size_t>(arm)]
                        .push_back(means.map(cell)[static_cast<std::size_t>(bin * arms + arm)]);
    }
    Checkerboard board;
    for (const Runs& cell : runs)
        board.add(cell);
    return board;
}

TEST(ExperimentHairpin, AnAttractorShowsItOnlyWhenItIsResetAtTheTurns) {
    using Anchor = AttractorGridParameters::Anchor;
    Checkerboard reset, anchored, open;
    for (int seed = 1; seed <= testing::seedCount(3); ++seed) {
        reset.add(attractorRuns(true, true, Anchor::none, seed));
        anchored.add(attractorRuns(true, false, Anchor::walls, seed));
        open.add(attractorRuns(false, false, Anchor::none, seed));
    }
    reset.tell("attractor put back at every turn, hairpin");
    anchored.tell("attractor anchored to walls, hairpin");
    open.tell("attractor, the same path in the open box");
    EXPECT_GT(reset.contrast(), 0.5);
    EXPECT_LT(reset.back.value(), 0.5);
    for (const Checkerboard& board : {anchored, open}) {
        EXPECT_LT(std::abs(board.contrast()), 0.2);
        EXPECT_GT(board.back.value(), 0.8);
    }
}

} // namespace
} // namespace hippodrome::test_experiment_hairpin

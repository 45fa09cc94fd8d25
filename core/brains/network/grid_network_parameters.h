#pragma once

#include "core/base/field.h"
#include "core/cells/place_code.h"
#include "core/motion/rayleigh_walk.h"
#include "core/net/path_integrator_network.h"

#include <functional>
#include <optional>
#include <vector>

namespace hippodrome {

/// Everything that defines a path-integrating network and its training. Defaults: the recipe that
/// grows grid cells within minutes on two cores.
struct GridNetworkParameters {
    enum class Cell { tanhLstm, reluLstm, linearLstm, reluRnn, tanhRnn, linearRnn };
    enum class Inputs { displacement, speedAndTurn };
    enum class Start { uniform, truncatedNormal };
    enum class OptimiserKind { adam, rmsprop };

    // Network
    Cell cell = Cell::reluLstm;
    int units = 160;
    int bottleneck = 0;
    bool bottleneckRelu = false;
    double dropout = 0.0; ///< probability that the read-out misses a unit while training
    int dropoutFall = 0;  ///< updates over which it falls to zero; 0: it does not
    Inputs inputs = Inputs::displacement;
    int headDirectionCells = 0;
    double headDirectionConcentration = 20.0;
    bool recurrentBias = true;
    bool candidateBias = false; ///< of an LSTM; without, its biases stay 0
    bool initialBias = false;
    bool readOutBias = false;
    double forgetOffset = 0.0;
    bool velocityGate = false;      ///< candidates see the state times the displacement
    double displacementScale = 0.1; ///< over this [m]
    double inputUnit = 1.0;         ///< of lengths that the network is told [m]
    bool rectifiedStart = false;    ///< the state that the code sets is rectified

    // How weights start
    Start start = Start::uniform;
    double recurrentGateScale = 0.1;
    double inputGateBias = 2.0;
    double forgetGateBias = -2.0;
    double outputGateBias = 2.0;
    double recurrentStartScale = 1.0; ///< multiplies the recurrent weights and the velocity gate's
    double candidateIdentity = 0.0;   ///< added to each unit's weight from itself to its candidate

    // Targets and paths
    PlaceCodeParameters placeCode;
    RayleighWalkParameters walk;
    double storedInterval = 0.02; ///< path time per network step while training [s]
    double speedStart = 0.5;      ///< multiplies the walk's speed at the first update
    double speedEnd = 2.0;
    int speedRamp = 1000; ///< updates over which it rises

    // Learning
    OptimiserKind optimiser = OptimiserKind::adam;
    bool feedbackAlignment = false; ///< errors go back through fixed random weights
    double learningRate = 2e-3;
    double clip = 0.0;     ///< limit of every gradient element; 0: none
    double rateFall = 0.0; ///< updates in which the rate falls tenfold; 0: it does not
    double recurrentDecay = 1e-3;
    double readOutDecay = 0.0;
    double initialDecay = 0.0;
    double activityCost = 0.0;
    double stateNoise = 0.0;  ///< standard deviation
    double outputNoise = 0.0; ///< standard deviation of what every output is multiplied by
    int outputNoiseFall = 0;  ///< updates over which it falls to nothing; 0: it does not
    double solo = 0.0;        ///< weight of the objective by which every unit alone is to be useful
    double soloEnd = 0.0;     ///< its weight in the end
    int soloHold = 0;         ///< updates for which it stays at least
    double soloLevel = 0.0;   ///< share by which the loss falls less then; 0: after `soloHold`
    int soloFall = 0;         ///< updates over which it then falls; 0: it does not
    int modules = 1;          ///< blocks of units that explain place codes of growing width alone
    double moduleRatio = 1.42; ///< of one width to the next
    int batch = 50;
    int steps = 20;
    int shards = 4;

    // Riding in the rat
    double rideInterval = 0.3;    ///< path time per network step [s]
    double fixProbability = 0.05; ///< per network step

    static const Fields<GridNetworkParameters>& fields();

    PathIntegratorShape shape(int placeCells, bool distribution) const;
    /// Throws Error where parts do not go together.
    void requireSound() const;
    PathIntegratorStart weightStart() const;
    /// Throws Error when training a network of this shape would need more than `trainingMemory`.
    void requireMemoryFor(const PathIntegratorShape& shape) const;
    static constexpr double trainingMemory = 4e9; ///< [bytes]
    /// The length of an arena, the root of its free area, over that of the box of 2.2 m for which
    /// the defaults were found; to a millionth.
    static double scaleOf(const ArenaGeometry& arena);
    /// A number that may be `"auto"`, which is NaN.
    struct AutomaticNumber {
        const char* key;
        std::function<double&(GridNetworkParameters&)> of;

        double in(GridNetworkParameters parameters) const { return of(parameters); }
        const Range& range() const { return findField(fields().infos(), key)->range; }
    };
    static const std::vector<AutomaticNumber>& automaticNumbers();
    /// These with numbers for what is `"auto"`: the defaults times that scale.
    GridNetworkParameters resolvedFor(const ArenaGeometry& arena) const;
    /// Any of them is.
    bool automatic() const;
    /// The optimiser's rate after `updates` steps.
    double learningRateAfter(long updates) const;
    /// What changes while training goes on.
    struct Curriculum {
        double speedFactor = 1.0; ///< of the walk
        double dropout = 0.0;
        double outputNoise = 0.0;
        double solo = 0.0; ///< see SoloObjective
    };
    /// `soloFallsFrom`: the update at which its weight begins to fall, when that is not `soloHold`.
    Curriculum curriculum(long updates, std::optional<long> soloFallsFrom = std::nullopt) const;
};

} // namespace hippodrome

#pragma once

#include "core/base/geometry.h"

#include <array>
#include <memory>
#include <span>
#include <vector>

namespace hippodrome {

/// Constants of an attractor sheet (Burak and Fiete 2009, PLoS Comput. Biol. 5:e1000291).
struct AttractorSheetParameters {
    int side = 64;                 ///< neurons along each side of the torus; even
    double timeConstant = 0.01;    ///< tau [s]
    double timeStep = 0.001;       ///< of the integration [s]
    double wavelength = 13.0;      ///< lambda, which sets the width of the weights [neurons]
    double inhibitionRatio = 1.05; ///< gamma / beta
    double gain = 3.0;             ///< g
};

/// A torus of neurons with local inhibition, on which activity settles into a triangular lattice of
/// bumps:
///
///     tau ds_i/dt = -s_i + g [ sum_j W0(x_i - x_j - l e_j) s_j + 1 + e_i . drive + a_i ]+
///     W0(x) = exp(-gamma |x|^2) - exp(-beta |x|^2),  beta = 3 / lambda^2,  l = 2
///
/// Each neuron has a preferred direction e_i, the four of a 2 x 2 block differ, and it sends its
/// output l neurons that way, so that a drive moves the whole pattern. Starts from a settled
/// lattice without faults. The gain g is not in the paper; a program of the authors' group has 5.
/// Without it the lattice does not form on 64 x 64 neurons, and with 3 the pattern moves most
/// evenly: its speed is proportional to the drive within 1 % from 0.002 to 0.1.
class AttractorSheet {
public:
    /// Settles the lattice. Throws Error when `side` is odd or too small for two bumps.
    explicit AttractorSheet(const AttractorSheetParameters& parameters);
    ~AttractorSheet();
    AttractorSheet(AttractorSheet&&) noexcept;
    AttractorSheet& operator=(AttractorSheet&&) noexcept;

    int side() const { return parameters_.side; }
    double timeStep() const { return parameters_.timeStep; }

    /// One integration step. `drive` has no unit: a few tenths move the pattern by neurons in a
    /// second. `extra` is added to the input of every neuron (side x side), or is empty.
    void step(Vec2 drive, std::span<const float> extra = {});

    /// Rates (side x side), row by row.
    std::span<const float> activity() const { return activity_; }
    void setActivity(std::span<const float> activity);

    /// Distance between neighbouring bumps [neurons].
    double period() const;
    /// How far the pattern has moved since it settled [neurons]; whole periods are counted as long
    /// as this is asked before it has moved by half of one.
    Vec2 patternShift();
    void setShift(Vec2 shift) { shift_ = shift; }
    Vec2 lastShift() const { return shift_; }

    /// The lattice, of height -1 ... 1, as it would be after moving by `shift` [neurons].
    void latticeAt(Vec2 shift, std::span<float> out) const;

private:
    struct Transform;

    void makeWeights();
    void chooseWaves(int ideal);
    void settle();
    std::array<double, 3> phases() const;

    AttractorSheetParameters parameters_;
    std::unique_ptr<Transform> transform_;
    std::vector<float> weights_; ///< of W0 in frequency, (side, side / 2 + 1)
    std::vector<int> source_;    ///< the neuron whose output arrives at each place
    std::vector<float> activity_;
    std::array<std::array<int, 2>, 3> waves_{}; ///< of the lattice [cycles per side]
    std::array<std::vector<float>, 3> cosines_, sines_;
    std::array<double, 3> settledPhases_{};
    Vec2 shift_;
};

} // namespace hippodrome

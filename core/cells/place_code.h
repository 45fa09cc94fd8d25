#pragma once

#include "core/base/field.h"
#include "core/cells/centres.h"

#include <optional>
#include <span>
#include <vector>

namespace hippodrome {

/// How a population of place cells represents a place, as the target of a network's training.
struct PlaceCodeParameters {
    enum class Centres { lattice, jittered, random };
    /// With d the distance from a cell's centre, s the width, r the width ratio and a the surround
    /// amplitude:
    enum class Code {
        softmax,               ///< exp(-d^2/2s^2), sum 1 over the cells (Banino et al. 2018)
        softmaxDifference,     ///< the same minus its wider version, shifted to 0, sum 1 (Sorscher)
        differenceOfGaussians, ///< exp(-d^2/2s^2) - a exp(-d^2/2(rs)^2)
        gaussian               ///< exp(-d^2/2s^2)
    };

    int cells = 256;
    Centres centres = Centres::lattice;
    double jitter = 0.2; ///< [share of the spacing]
    Code code = Code::differenceOfGaussians;
    double width = 0.12;            ///< [m]
    double surroundAmplitude = 0.5; ///< with width ratio sqrt 2, the mean over the plane is 0
    double surroundRatio = 1.4142135623730951; ///< width of the surround over `width`

    static const Fields<PlaceCodeParameters>& fields();
};

/// A place code in an arena. Distances are straight lines, across the joined sides of a periodic
/// arena. On a complete lattice in a rectangle the exponentials factorise in x and y, so that a
/// place costs tens of them instead of hundreds.
class PlaceCode {
public:
    /// Chooses centres; with a lattice, about `cells` of them.
    PlaceCode(const PlaceCodeParameters& parameters, const ArenaGeometry& geometry, Rng& rng);
    /// Keeps given centres, inside the arena or not.
    PlaceCode(const PlaceCodeParameters& parameters, const ArenaGeometry& geometry,
              std::vector<Vec2> centres);

    int cells() const { return static_cast<int>(centres_.size()); }
    const std::vector<Vec2>& centres() const { return centres_; }
    /// True when activities are at least 0 and their sum is 1.
    bool isDistribution() const;

    /// Activities (positions, cells), row-major. `T` is float or double.
    template <class T>
    void encode(std::span<const Vec2> positions, T* out) const;

    /// Centre of the most active cell.
    template <class T>
    Vec2 decodeArgMax(const T* activity) const;
    /// Mean of the centres of the three most active cells (Sorscher et al. 2019). In a periodic
    /// arena, the images nearest to the most active are averaged.
    template <class T>
    Vec2 decodeTopThree(const T* activity) const;

    /// Mean of the squared activity over the arena and the cells: what predicting zero costs.
    double meanSquare() const { return meanSquare_; }
    /// Mean entropy of the activities over the arena [nat]; 0 unless they are a distribution. The
    /// cross-entropy of any prediction is at least this.
    double meanEntropy() const { return meanEntropy_; }

private:
    /// The centres as the product of two axes: cell = row * columns + column.
    struct Axes {
        std::vector<double> x, y;
    };

    template <class T>
    struct Scratch {
        std::vector<T> surround, alongX, alongY;
        std::vector<double> squares;
    };

    void measure(const ArenaGeometry& geometry);
    Vec2 displacement(Vec2 from, Vec2 to) const;
    /// exp(-d^2 / (2 width^2)) for every cell, all multiplied by one factor if `rescaled`, so that
    /// the largest is about 1.
    template <class T>
    void gaussians(Vec2 position, double width, bool rescaled, Scratch<T>& scratch, T* out) const;
    template <class T>
    void softmax(Vec2 position, double width, Scratch<T>& scratch, T* out) const;

    PlaceCodeParameters parameters_;
    Bounds bounds_;
    bool periodic_ = false;
    std::vector<Vec2> centres_;
    std::optional<Axes> axes_;
    double meanSquare_ = 0.0;
    double meanEntropy_ = 0.0;
};

} // namespace hippodrome

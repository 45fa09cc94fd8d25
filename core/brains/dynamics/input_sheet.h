#pragma once

#include "core/base/geometry.h"

#include <span>
#include <vector>

namespace hippodrome {

/// A square lattice of inputs over a rectangle, each with a Gaussian field, and cells that read all
/// of them. A Gaussian over a lattice is the product of one along x and one along y, so that input
/// and update of a cell touch only the rows and columns near the rat, without an index.
class InputSheet {
public:
    /// The lattice reaches over the bounds; `spacing` and `width` (standard deviation) in m.
    InputSheet(const Bounds& bounds, double spacing, double width);

    std::size_t inputs() const { return static_cast<std::size_t>(rows_) * columns_; }
    int rows() const { return rows_; }
    int columns() const { return columns_; }
    double width() const { return width_; }

    /// What the inputs do at one place; those farther away than four widths are silent.
    struct Activity {
        int firstRow = 0, firstColumn = 0;
        std::vector<float> alongX, alongY; ///< of the columns and rows that are active
        float sumOfSquares = 0.0f;         ///< of the rates of all inputs
    };
    void activityAt(Vec2 place, Activity& activity) const;

    /// Sum of weights times rates; weights (rows, columns).
    float drive(const Activity& activity, std::span<const float> weights) const;
    /// weights += amount times rates.
    void add(const Activity& activity, float amount, std::span<float> weights) const;
    /// The same, and what has fallen below zero becomes zero.
    void addAndClip(const Activity& activity, float amount, std::span<float> weights) const;

private:
    template <class Change>
    void forEachActive(const Activity& activity, std::span<float> weights, Change change) const;

    Bounds bounds_;
    double spacing_;
    double width_;
    int rows_;
    int columns_;
};

} // namespace hippodrome

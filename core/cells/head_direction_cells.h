#pragma once

#include <span>
#include <vector>

namespace hippodrome {

/// Head-direction cells with von Mises tuning: exp(k (cos(heading - preferred) - 1)), scaled to
/// minimum ... maximum rate, with k = 1 / spread^2 (RatInABox `HeadDirectionCells`).
class HeadDirectionCells {
public:
    /// `spread`: angular standard deviation of the tuning [rad]. Rates in Hz.
    HeadDirectionCells(std::vector<double> preferred, double spread, double minimumRate = 0.0,
                       double maximumRate = 1.0);
    /// Preferred directions evenly spaced, from 0.
    static std::vector<double> evenDirections(int count);

    int cells() const { return static_cast<int>(preferred_.size()); }
    const std::vector<double>& preferred() const { return preferred_; }
    double concentration() const { return concentration_; }

    /// The rate of every cell at a heading [rad].
    void rates(double heading, std::span<float> out) const;

private:
    std::vector<double> preferred_;
    double concentration_;
    double minimumRate_;
    double maximumRate_;
};

} // namespace hippodrome

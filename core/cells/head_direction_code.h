#pragma once

#include "core/base/rng.h"

#include <span>
#include <vector>

namespace hippodrome {

/// How a population of head-direction cells represents a heading, as the target of a network's
/// training: exp(concentration * cos(heading - preferred)), sum 1 over the cells (Banino et al.
/// 2018: 12 cells, concentration 20).
class HeadDirectionCode {
public:
    /// Preferred directions uniform over the circle. No cells is fine.
    HeadDirectionCode(int cells, double concentration, Rng& rng);
    /// Given preferred directions [rad].
    HeadDirectionCode(std::vector<double> preferred, double concentration);

    int cells() const { return static_cast<int>(preferred_.size()); }
    const std::vector<double>& preferred() const { return preferred_; }

    /// Activities (headings, cells), row-major. `T` is float or double.
    template <class T>
    void encode(std::span<const double> headings, T* out) const;

    /// Mean entropy of the activities over the circle [nat].
    double meanEntropy() const { return meanEntropy_; }

private:
    std::vector<double> preferred_;
    double concentration_;
    double meanEntropy_ = 0.0;
};

} // namespace hippodrome

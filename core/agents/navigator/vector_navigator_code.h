#pragma once

#include "core/agents/agent.h"
#include "core/agents/navigator/vector_navigator_parameters.h"

#include <span>
#include <string>
#include <vector>

namespace hippodrome {

/// The code of a place that a navigator reads: populations of the rat, one after the other, each
/// divided by the root of its mean squared activity, so that rates and activations of any unit
/// count alike. A silent population stays silent.
class NavigatorCode {
public:
    /// `names` are joined by `+`. Throws Error at the field `code` when one is not there.
    NavigatorCode(const std::string& names, const PopulationSource& populations);

    int units() const { return units_; }
    bool fits(const PopulationSource& populations) const;
    /// (units)
    void read(const PopulationSource& populations, std::span<float> code) const;
    /// 1, or 0 for units that the lesion silences (units): those that it names, and others drawn at
    /// random, with a higher count the same and more. Throws Error at a field of `lesion` that is
    /// about units which are not there.
    std::vector<float> intact(const NavigatorLesion& lesion) const;

private:
    struct Part {
        std::string name;
        int units = 0;
    };
    /// The units of the population that a lesion is in, by their places in the code.
    std::vector<std::size_t> unitsOf(const NavigatorLesion& lesion) const;

    std::vector<Part> parts_;
    int units_ = 0;
};

} // namespace hippodrome

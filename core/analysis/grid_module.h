#pragma once

#include "core/analysis/rate_map.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace hippodrome {

/// What grid units have in common, and where each one's fields lie on the lattice that they share
/// (Hafting et al. 2005, Nature 436:801; modules: Stensola et al. 2012, Nature 492:72).
struct GridModule {
    int members = 0;
    double spacing = 0.0;          ///< median over the members [bins]
    double spacingDeviation = 0.0; ///< standard deviation over them [bins]
    double orientation = 0.0;      ///< circular mean of their axes, modulo 60 [degrees], (-30, 30]
    double orientationDeviation = 0.0; ///< circular standard deviation [degrees]
    RateMap autocorrelogram;           ///< mean of theirs: of the lattice without its phases
    /// Two axes of the lattice, 60 degrees apart, the second counter-clockwise [bins].
    std::array<Vec2, 2> axes;
    /// Per unit, where its fields lie in multiples of the axes from the map's centre, each in
    /// [0, 1); none for units that are no members.
    std::vector<std::optional<Vec2>> phases;
    /// Chance that phases drawn evenly over the unit cell gather as much as these or more: of
    /// 2 n (R1^2 + R2^2 + R3^2), with n members and R the lengths of the mean phase vectors along
    /// the three directions of the lattice's waves, against chi-squared with six degrees of
    /// freedom.
    double evenPhases = 0.0;
    double gathering = 0.0; ///< root of the mean of these R^2: 0 even, 1 all the same
};

/// The modules of a population, the largest first: `maps`, and which units are members of any.
/// Units whose spacings differ by leaps of more than 12 percent are of different modules (in rats
/// it is 42). No module has fewer than three units, or a mean autocorrelogram without six peaks.
/// The waves of a lattice are those that its members' maps, under a Hann window, hold most of: the
/// powers at the three, summed over the members, are climbed from what the mean autocorrelogram
/// says; for each one's own lattice, from what its own says.
std::vector<GridModule> gridModules(std::span<const RateMap> maps,
                                    const std::vector<bool>& isMember);

} // namespace hippodrome

#pragma once

#include "core/study/sweep.h"

#include <optional>
#include <string>

namespace hippodrome {

/// A study of what a network needs: a sweep whose variants take one ingredient away at a time, the
/// first of them none. Its recipes can be given to the network of any scene.
class AblationStudy {
public:
    /// Throws Error when the scene of the study has no network, or a variant changes another part
    /// of the scene.
    explicit AblationStudy(Sweep study);

    const Sweep& study() const { return study_; }
    const std::vector<SweepVariant>& variants() const { return study_.variants; }

    /// The scene with the recipe of a variant for its network `brain`: every ingredient that the
    /// study takes away is as in the study's scene, but for those of the variant. A plain recurrent
    /// network stays one. Throws Error.
    Scene ablated(const Scene& scene, const std::string& brain, const SweepVariant& variant) const;
    /// The variant whose recipe the network has now.
    std::optional<std::size_t> current(const Scene& scene, const std::string& brain) const;

private:
    std::string prefix_; ///< of the keys: `brains.NAME.`
    Sweep study_;
    SweepVariant control_; ///< everything that any variant changes, as it is in the study's scene
};

/// The first network of a scene; empty when it has none.
std::string firstNetwork(const Scene& scene);

} // namespace hippodrome

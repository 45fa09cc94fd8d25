#pragma once

#include "core/agents/agent.h"
#include "core/brains/brain.h"
#include "core/motion/motion_model.h"
#include "core/scene/scene.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hippodrome {

/// A brain as it rides in the world.
struct RidingBrain {
    std::string name;
    const BrainType* type = nullptr;
    std::shared_ptr<Brain> brain;
    double freshSeconds = 0.0; ///< what its last observe() returned
    long revision = 0; ///< counts edits and changed parameters, which change its tuning at once
};

/// The populations of riding brains, as an agent sees them.
class RidingPopulations final : public PopulationSource {
public:
    /// The brains must outlive it.
    explicit RidingPopulations(const std::vector<RidingBrain>& brains) : brains_(brains) {}
    std::vector<std::string> names() const override;
    std::optional<std::span<const float>> rates(const std::string& name) const override;

private:
    const std::vector<RidingBrain>& brains_;
};

/// Registries read through cursors; resolved parameters are wrapped for them.
template <class Function>
decltype(auto) withCursor(const Json& value, Function function) {
    const JsonDocument document{value, {}, {}};
    return function(JsonCursor(document));
}

// What a scene names. These throw Error.
std::unique_ptr<MotionModel> makeMotion(const Scene& scene);
std::unique_ptr<Agent> makeAgent(const Scene& scene, const ArenaPointer& arena,
                                 const std::vector<RidingBrain>& brains);
/// It has not begun yet.
RidingBrain makeBrain(const Scene& scene, const BrainEntry& entry, const ArenaPointer& arena);

/// True when `after` can be had by changing parameters in place.
bool changesLive(const std::vector<FieldInfo>& fields, const Component& before,
                 const Component& after);

} // namespace hippodrome

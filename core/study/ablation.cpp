#include "core/study/ablation.h"

#include <algorithm>

namespace hippodrome {

namespace {

constexpr const char* networkType = "grid_network";

/// What a variant sets for a network of another kind: `tanh_lstm` becomes `tanh_rnn` where the
/// network is a plain recurrent one.
Json adapted(const Json& value, const Json& now) {
    if (!value.is_string() || !now.is_string())
        return value;
    std::string text = value.get<std::string>();
    const std::string gated = "_lstm", plain = "_rnn";
    if (text.ends_with(gated) && now.get<std::string>().ends_with(plain))
        return text.substr(0, text.size() - gated.size()) + plain;
    return value;
}

} // namespace

AblationStudy::AblationStudy(Sweep study) : study_(std::move(study)) {
    const std::string network = firstNetwork(study_.scene);
    if (network.empty())
        throw Error("expected a scene with a network");
    prefix_ = "brains." + network + ".";
    for (const SweepVariant& variant : study_.variants)
        for (const auto& [key, value] : variant.set) {
            const std::string& name = key; // clang 14 lets no lambda see the parts of a binding
            if (!key.starts_with(prefix_))
                throw Error("expected keys of the network, as in " + prefix_ + "cell, found " + key)
                    .atField("variants." + variant.name);
            if (std::none_of(control_.set.begin(), control_.set.end(),
                             [&](const auto& known) { return known.first == name; }))
                control_.set.emplace_back(key, valueAt(study_.scene, key));
        }
}

Scene AblationStudy::ablated(const Scene& scene, const std::string& brain,
                             const SweepVariant& variant) const {
    Scene result = scene;
    for (const SweepVariant* recipe : {&control_, &variant})
        for (const auto& [key, value] : recipe->set) {
            const std::string own = "brains." + brain + "." + key.substr(prefix_.size());
            result = withValue(result, own, adapted(value, valueAt(scene, own)).dump());
        }
    return result;
}

std::optional<std::size_t> AblationStudy::current(const Scene& scene,
                                                  const std::string& brain) const {
    if (const BrainEntry* entry = scene.findBrain(brain);
        !entry || entry->brain.type != networkType)
        return std::nullopt;
    for (std::size_t i = 0; i < study_.variants.size(); ++i)
        if (ablated(scene, brain, study_.variants[i]).brains == scene.brains)
            return i;
    return std::nullopt;
}

std::string firstNetwork(const Scene& scene) {
    for (const BrainEntry& entry : scene.brains)
        if (entry.brain.type == networkType)
            return entry.name;
    return {};
}

} // namespace hippodrome

#pragma once

#include "core/agents/agent.h"

namespace hippodrome {

/// A rat without brains.
class NoPopulations final : public PopulationSource {
public:
    std::vector<std::string> names() const override { return {}; }
    std::optional<std::span<const float>> rates(const std::string&) const override {
        return std::nullopt;
    }
};

} // namespace hippodrome

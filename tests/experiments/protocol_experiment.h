#pragma once

#include "core/lab/protocol_metrics.h"
#include "core/scene/scene.h"

#include "tests/brains/walk.h"

namespace hippodrome::testing {

inline Scene agentScene(const std::string& name) {
    return loadScene(std::filesystem::path(HIPPODROME_SOURCE_DIR) / "scenes" / (name + ".json"));
}

inline Protocol protocolOf(const Scene& scene) {
    const JsonDocument document{scene.protocol, {}, {}};
    return readProtocol(JsonCursor(document), scene.arena);
}

/// How one agent went through a protocol with seeds 1, 2, ...
inline std::vector<ProtocolOutcome> runSeeds(const Protocol& protocol, const std::string& agent,
                                             int seeds) {
    std::vector<ProtocolOutcome> outcomes;
    for (int seed = 1; seed <= seeds; ++seed)
        outcomes.push_back(
            runProtocol(protocol, *protocol.findAgent(agent), static_cast<std::uint64_t>(seed)));
    return outcomes;
}

/// A metric over several outcomes.
inline double metricOf(const Protocol& protocol, const std::vector<ProtocolOutcome>& outcomes,
                       const std::string& metric, const std::string& phase = "",
                       const std::string& place = "") {
    ProtocolSum sum;
    for (const ProtocolOutcome& outcome : outcomes)
        sum.add(
            measure({*protocolMetric(metric), protocol.findPhase(phase), protocol.findPlace(place)},
                    protocol, outcome));
    EXPECT_TRUE(sum.mean()) << metric;
    return sum.mean().value_or(0.0);
}

} // namespace hippodrome::testing

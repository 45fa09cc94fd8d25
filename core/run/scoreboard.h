#pragma once

#include "core/base/parallel.h"
#include "core/scene/scene.h"

#include <optional>
#include <string>
#include <vector>

namespace hippodrome {

/// One expectation of a scene beside what was found.
struct ScoreboardRow {
    std::string metric;
    std::string population; ///< or the agent that it is about; may be empty
    std::string phase;      ///< of a protocol; may be empty
    std::string place;      ///< of its test; may be empty
    std::string relation;
    double value = 0.0;
    int seeds = 1;
    std::string text; ///< for the reader

    std::optional<double> found; ///< nothing when no command measures this metric
    bool fulfilled = false;
    /// Of a right choice: what was expected and found in a word, `pass`, `fail` or `inconclusive`.
    std::string expectedWord;
    std::string foundWord;
    /// The same share before the world changed, whether or not anything was expected of it.
    std::optional<double> before;
};

/// Runs what the expectations of a scene need, over their seeds, counted up from the scene's seed;
/// `seeds` replaces the number that the expectations ask for. It measures what a protocol can
/// measure (core/agents/protocol_metrics.h). Throws Error.
std::vector<ScoreboardRow> checkExpectations(const Scene& scene, ThreadPool& threads,
                                             std::optional<int> seeds = std::nullopt);

} // namespace hippodrome

#pragma once

#include "core/lab/protocol_run.h"

#include <string>

namespace hippodrome {

/// What can be expected of an agent of a protocol:
///
/// - `right_choice`: share of seeds in which the test chose the right place;
/// - `first_choice`: share of seeds in which a named place was the first of the places of the test
///   to be entered, in the first episode of a phase, learning on;
/// - `path_ratio`: decisions taken over the fewest possible, of all episodes together; those from
///   whose start no way leads to an end do not count;
/// - `errors`: entries into dead ends in an episode, on average;
/// - `episodes_to_criterion`: episodes until three in a row take at most half as many decisions
///   again as are needed, these three included; all episodes of the phases if that never happens.
///
/// All but the first may name a phase; without one they are about all phases from the first change
/// on, or about all where nothing changes.
enum class ProtocolMetric { rightChoice, firstChoice, pathRatio, errors, episodesToCriterion };

/// In the order of the enumeration.
const std::vector<std::string>& protocolMetricNames();
/// Nothing for a name that no protocol measures.
std::optional<ProtocolMetric> protocolMetric(const std::string& name);

/// A metric of a protocol, and what it is about.
struct ProtocolMeasure {
    ProtocolMetric metric = ProtocolMetric::rightChoice;
    int phase = -1; ///< -1: none was named
    int place = -1; ///< for `first_choice`
};

/// What several runs sum up to.
struct ProtocolSum {
    double sum = 0.0;
    double weight = 0.0; ///< what the sum is divided by
    void add(const ProtocolSum& other) {
        sum += other.sum;
        weight += other.weight;
    }
    /// Nothing when there was nothing to measure.
    std::optional<double> mean() const {
        return weight > 0.0 ? std::optional(sum / weight) : std::nullopt;
    }
};

ProtocolSum measure(const ProtocolMeasure& what, const Protocol& protocol,
                    const ProtocolOutcome& outcome);

} // namespace hippodrome

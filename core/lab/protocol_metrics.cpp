#include "core/lab/protocol_metrics.h"

#include <algorithm>

namespace hippodrome {

namespace {

constexpr int criterionEpisodes = 3;
constexpr double criterionRatio = 1.5;

/// The first phase that a measure without a phase is about.
int firstChange(const Protocol& protocol) {
    for (std::size_t k = 0; k < protocol.phases.size(); ++k)
        if (protocol.phases[k].changes)
            return static_cast<int>(k);
    return 0;
}

/// Calls `visit` for the episodes that a measure is about.
template <class Visit>
void forEpisodes(const ProtocolMeasure& what, const Protocol& protocol,
                 const ProtocolOutcome& outcome, Visit visit) {
    const int from = what.phase < 0 ? firstChange(protocol) : what.phase;
    for (const EpisodeOutcome& episode : outcome.episodes)
        if (what.phase < 0 ? episode.phase >= from : episode.phase == from)
            visit(episode);
}

double episodesToCriterion(const ProtocolMeasure& what, const Protocol& protocol,
                           const ProtocolOutcome& outcome) {
    int episodes = 0, inARow = 0;
    forEpisodes(what, protocol, outcome, [&](const EpisodeOutcome& episode) {
        if (inARow == criterionEpisodes)
            return;
        ++episodes;
        const bool good = episode.ended && episode.decisions <= criterionRatio * episode.shortest;
        inARow = good ? inARow + 1 : 0;
    });
    return episodes;
}

} // namespace

const std::vector<std::string>& protocolMetricNames() {
    static const std::vector<std::string> names = {"right_choice", "first_choice", "path_ratio",
                                                   "errors", "episodes_to_criterion"};
    return names;
}

std::optional<ProtocolMetric> protocolMetric(const std::string& name) {
    const std::vector<std::string>& names = protocolMetricNames();
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<ProtocolMetric>(found - names.begin());
}

ProtocolSum measure(const ProtocolMeasure& what, const Protocol& protocol,
                    const ProtocolOutcome& outcome) {
    ProtocolSum sum;
    switch (what.metric) {
    case ProtocolMetric::rightChoice:
        return {outcome.chosen == protocol.test.right ? 1.0 : 0.0, 1.0};
    case ProtocolMetric::firstChoice:
        forEpisodes(what, protocol, outcome, [&](const EpisodeOutcome& episode) {
            if (sum.weight == 0.0)
                sum = {episode.firstPlace == what.place ? 1.0 : 0.0, 1.0};
        });
        break;
    case ProtocolMetric::pathRatio:
        forEpisodes(what, protocol, outcome, [&](const EpisodeOutcome& episode) {
            if (episode.shortest > 0)
                sum.add({double(episode.decisions), double(episode.shortest)});
        });
        break;
    case ProtocolMetric::errors:
        forEpisodes(what, protocol, outcome, [&](const EpisodeOutcome& episode) {
            sum.add({double(episode.errors), 1.0});
        });
        break;
    case ProtocolMetric::episodesToCriterion:
        return {episodesToCriterion(what, protocol, outcome), 1.0};
    }
    return sum;
}

} // namespace hippodrome

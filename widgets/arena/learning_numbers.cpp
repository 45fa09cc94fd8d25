#include "widgets/arena/learning_numbers.h"

#include <QObject>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hippodrome {

double medianRatio(const AgentMoment& agent, std::size_t episodes) {
    std::vector<double> ratios;
    for (std::size_t i = agent.recent.size(); i-- > 0 && ratios.size() < episodes;) {
        const EpisodeRecord& record = agent.recent[i];
        if (std::isnan(record.shortest))
            continue; // nothing to compare with
        ratios.push_back(record.reached && std::isfinite(record.shortest)
                             ? record.pathRatio()
                             : std::numeric_limits<double>::infinity());
    }
    if (ratios.empty())
        return std::nan("");
    const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
    std::nth_element(ratios.begin(), middle, ratios.end());
    return *middle;
}

double readingOf(const AgentMoment& agent, const std::string& key) {
    for (const Reading& reading : agent.readings)
        if (reading.key == key)
            return reading.value;
    return std::nan("");
}

QString ratioText(double ratio) {
    if (std::isnan(ratio))
        return QString::fromUtf8("–");
    if (std::isinf(ratio))
        return QObject::tr("none");
    return QString::fromUtf8("×%1").arg(ratio, 0, 'f', ratio < 10.0 ? 1 : 0);
}

QString statusOf(const AgentMoment& agent) {
    QStringList parts;
    if (agent.episodes == 1)
        parts << QObject::tr("1 episode");
    else if (agent.episodes > 1)
        parts << QObject::tr("%L1 episodes").arg(static_cast<qlonglong>(agent.episodes));
    if (const double ratio = medianRatio(agent, 5); std::isfinite(ratio))
        parts << QObject::tr("%1 the shortest way").arg(ratioText(ratio));
    if (const double error = readingOf(agent, "prediction_error"); !std::isnan(error))
        parts << QObject::tr("prediction error %1").arg(error, 0, 'g', 2);
    return parts.join("   ");
}

QString recoveryText(const AgentMoment& agent, bool rewardClosedOff) {
    if (!agent.recovery)
        return QString::fromUtf8("–");
    const Recovery& recovery = *agent.recovery;
    const QString episodes = recovery.episodes == 1
                                 ? QObject::tr("1 episode")
                                 : QObject::tr("%1 episodes").arg(recovery.episodes);
    return recovery.recovered()
               ? QObject::tr("%1 s, %2").arg(recovery.seconds, 0, 'f', 0).arg(episodes)
           : rewardClosedOff ? QObject::tr("no way to the reward")
                             : QObject::tr("not yet, %1").arg(episodes);
}

} // namespace hippodrome

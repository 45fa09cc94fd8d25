#include "core/run/episode_table.h"

#include <cmath>
#include <cstdio>

namespace hippodrome {

namespace {

void addRows(std::string& text, const std::string& agent, const EpisodeLog& log) {
    long number = log.count() - static_cast<long>(log.records().size());
    for (const EpisodeRecord& record : log.records()) {
        char shortest[32] = "";
        if (!std::isnan(record.shortest))
            std::snprintf(shortest, sizeof shortest, "%.6g", record.shortest);
        char row[256];
        std::snprintf(row, sizeof row, ",%ld,%.6f,%.6f,%.6g,%s,%.6g,%d,%ld\n", number++, record.end,
                      record.seconds, record.path, shortest, record.reward, record.reached ? 1 : 0,
                      record.visits);
        text += agent + row;
    }
}

} // namespace

std::string episodeTable(const Simulation& simulation) {
    std::string rows;
    addRows(rows, "agent", simulation.world().episodes());
    for (const RunningRival& rival : simulation.race().rivals())
        addRows(rows, rival.name, rival.world->episodes());
    return rows.empty() ? rows
                        : "agent,episode,end,seconds,path,shortest,reward,reached,visits\n" + rows;
}

} // namespace hippodrome

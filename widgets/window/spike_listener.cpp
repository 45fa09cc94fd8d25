#include "widgets/window/spike_listener.h"

#include <algorithm>

namespace hippodrome {

QString SpikeListener::listen(bool on, const Snapshot* snapshot) {
    heardUntil_ = snapshot ? snapshot->time : 0.0;
    if (on)
        return clicks_.start();
    clicks_.stop();
    return {};
}

void SpikeListener::play(const Snapshot& snapshot, const MapsSnapshot& maps,
                         const Selection& unit) {
    if (clicks_.isOn())
        clicks_.play(delaysOf(snapshot, maps, unit));
}

std::vector<double> SpikeListener::delaysOf(const Snapshot& snapshot, const MapsSnapshot& maps,
                                            const Selection& unit) {
    // Spikes are counted through all spiking populations of a brain.
    int first = 0;
    for (const PopulationPicture& picture : maps.populations) {
        if (picture.brain != unit.brain.toStdString())
            continue;
        if (picture.population.name == unit.population.toStdString())
            break;
        first += picture.population.spiking ? picture.population.units : 0;
    }
    std::vector<double> delays;
    const double speed = std::max(snapshot.speed, 1e-3);
    heardUntil_ = std::min(heardUntil_, snapshot.time); // a run may begin again
    for (const BrainMoment& brain : snapshot.brains)
        if (brain.name == unit.brain.toStdString())
            for (const RecentSpike& spike : brain.spikes)
                if (spike.time > heardUntil_ && spike.unit == first + unit.unit)
                    delays.push_back((spike.time - heardUntil_) / speed);
    heardUntil_ = snapshot.time;
    return delays;
}

} // namespace hippodrome

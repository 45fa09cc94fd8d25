#pragma once

#include "core/maps/snapshot.h"

#include "widgets/maps/selection.h"
#include "widgets/style/click_player.h"

namespace hippodrome {

/// Makes the spikes of the chosen unit heard.
class SpikeListener {
public:
    /// From the moment of `snapshot` on, or no longer. Returns what is wrong; empty: nothing.
    QString listen(bool on, const Snapshot* snapshot);
    /// Plays what the unit has fired since; `maps` say how its population is counted.
    void play(const Snapshot& snapshot, const MapsSnapshot& maps, const Selection& unit);
    /// After how many seconds each of its spikes since then is to be heard.
    std::vector<double> delaysOf(const Snapshot& snapshot, const MapsSnapshot& maps,
                                 const Selection& unit);

private:
    ClickPlayer clicks_;
    double heardUntil_ = 0.0; ///< simulated [s]
};

} // namespace hippodrome

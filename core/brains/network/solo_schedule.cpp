#include "core/brains/network/solo_schedule.h"

#include <utility>

namespace hippodrome {

void SoloSchedule::note(const GridNetworkParameters& parameters, long update, double loss) {
    if (fallsFrom_ || parameters.soloLevel <= 0.0)
        return;
    sum_ += loss;
    if (++noted_ < span)
        return;
    const double mean = std::exchange(sum_, 0.0) / static_cast<double>(std::exchange(noted_, 0));
    const double before = std::exchange(before_, mean);
    if (before > 0.0 && update >= parameters.soloHold &&
        mean > before * (1.0 - parameters.soloLevel))
        fallsFrom_ = update;
}

void SoloSchedule::save(Checkpoint& checkpoint) const {
    checkpoint.putValue("solo_sum", sum_);
    checkpoint.putValue("solo_noted", noted_);
    checkpoint.putValue("solo_before", before_);
    checkpoint.putValue("solo_falls_from", fallsFrom_.value_or(-1));
}

void SoloSchedule::restore(const Checkpoint& checkpoint) {
    *this = {};
    if (!checkpoint.has("solo_falls_from"))
        return; // of a program that had no such schedule
    sum_ = checkpoint.value<double>("solo_sum");
    noted_ = checkpoint.within("solo_noted", 0L, span - 1);
    before_ = checkpoint.value<double>("solo_before");
    if (const long from = checkpoint.within("solo_falls_from", -1L, Checkpoint::mostCount);
        from >= 0)
        fallsFrom_ = from;
}

} // namespace hippodrome

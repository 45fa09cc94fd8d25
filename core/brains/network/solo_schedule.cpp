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

void SoloSchedule::state(StateVisitor& s) {
    if (!s.holds("solo_falls_from")) {
        *this = {};
        return; // it had not begun, or the program had no such schedule
    }
    long from = fallsFrom_.value_or(-1);
    s("solo_sum", sum_)("solo_noted", noted_, Allowed::from(0, span - 1))("solo_before", before_);
    s("solo_falls_from", from, Allowed::from(-1, Allowed::counts().high));
    if (s.reading())
        fallsFrom_ = from >= 0 ? std::optional(from) : std::nullopt;
}

} // namespace hippodrome

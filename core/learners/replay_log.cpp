#include "core/learners/replay_log.h"

#include <algorithm>
#include <string>

namespace hippodrome {

std::vector<ReplayLog::Move> ReplayLog::latest() const {
    std::vector<Move> moves = moves_;
    if (moves.size() == kept)
        std::rotate(moves.begin(), moves.begin() + total_ % static_cast<long>(kept), moves.end());
    return moves;
}

void ReplayLog::state(StateVisitor& s, int states) {
    s.firstColumn<int>("replayed_from", moves_, Allowed::below(states), &Move::from);
    s.column<int>("replayed_to", moves_, Allowed::below(states), &Move::to);
    s.column<char>("replayed_order", moves_, Allowed::from(Order::none, Order::reverse),
                   &Move::order);
    s("replayed_total", total_, Allowed::counts());
    s("replayed_forward", forward_, Allowed::from(0, total_));
    s("replayed_reverse", reverse_, Allowed::from(0, total_));
    const std::size_t remembered = std::min(static_cast<std::size_t>(total_), kept);
    s.require("replayed_from", moves_.size() == remembered,
              "expected " + std::to_string(remembered) + " replayed experiences, found " +
                  std::to_string(moves_.size()));
}

} // namespace hippodrome

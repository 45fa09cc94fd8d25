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

void ReplayLog::save(Checkpoint& checkpoint) const {
    std::vector<int> from, to;
    std::vector<Order> orders;
    for (const Move& move : moves_) {
        from.push_back(move.from);
        to.push_back(move.to);
        orders.push_back(move.order);
    }
    checkpoint.put<int>("replayed_from", from);
    checkpoint.put<int>("replayed_to", to);
    checkpoint.put<Order>("replayed_order", orders);
    checkpoint.putValue("replayed_total", total_);
    checkpoint.putValue("replayed_forward", forward_);
    checkpoint.putValue("replayed_reverse", reverse_);
}

void ReplayLog::restore(const Checkpoint& checkpoint, int states) {
    const std::vector<int> from = checkpoint.list<int>("replayed_from");
    std::vector<int> to(from.size());
    std::vector<char> orders(from.size());
    checkpoint.get<int>("replayed_to", to);
    checkpoint.get<char>("replayed_order", orders);
    checkpoint.requireWithin("replayed_from", from, 0, states - 1);
    checkpoint.requireWithin("replayed_to", to, 0, states - 1);
    checkpoint.requireWithin<char>("replayed_order", orders, 0, static_cast<char>(Order::reverse));
    total_ = checkpoint.count<long>("replayed_total");
    forward_ = checkpoint.within("replayed_forward", 0L, total_);
    reverse_ = checkpoint.within("replayed_reverse", 0L, total_);
    const long remembered = std::min(total_, static_cast<long>(kept));
    if (static_cast<long>(from.size()) != remembered)
        checkpoint.fail("replayed_from", "expected " + std::to_string(remembered) +
                                             " replayed experiences, found " +
                                             std::to_string(from.size()));
    moves_.clear();
    for (std::size_t i = 0; i < from.size(); ++i)
        moves_.push_back({from[i], to[i], static_cast<Order>(orders[i])});
}

} // namespace hippodrome

#include "core/agents/replay_log.h"

#include "core/base/error.h"

#include <algorithm>

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

void ReplayLog::restore(const Checkpoint& checkpoint) {
    const std::vector<int> from = checkpoint.list<int>("replayed_from");
    const std::vector<int> to = checkpoint.list<int>("replayed_to");
    const std::vector<Order> orders = checkpoint.list<Order>("replayed_order");
    total_ = checkpoint.value<long>("replayed_total");
    forward_ = checkpoint.value<long>("replayed_forward");
    reverse_ = checkpoint.value<long>("replayed_reverse");
    if (from.size() > kept || to.size() != from.size() || orders.size() != from.size() ||
        total_ < static_cast<long>(from.size()))
        throw Error("the checkpoint holds replayed experiences that do not fit together");
    moves_.clear();
    for (std::size_t i = 0; i < from.size(); ++i)
        moves_.push_back({from[i], to[i], orders[i]});
}

} // namespace hippodrome

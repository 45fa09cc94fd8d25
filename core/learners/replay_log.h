#pragma once

#include "core/base/state_visitor.h"

#include <vector>

namespace hippodrome {

/// What a learner has gone over from memory lately, and in which order. Experiences that follow one
/// another as they would in the world are forward; where each is the one before the last, reverse.
class ReplayLog {
public:
    /// The latest experiences that are kept one by one.
    static constexpr std::size_t kept = 64;

    enum class Order : char { none, forward, reverse };
    /// An experience that was gone over: the states (LearnerState::strongest) it led from and to.
    struct Move {
        int from = 0;
        int to = 0;
        Order order = Order::none; ///< to the one that was gone over before
    };

    void note(int from, int to) {
        Order order = Order::none;
        if (total_ > 0 && from != to) {
            const Move& before = moves_[static_cast<std::size_t>(total_ - 1) % kept];
            if (from == before.to && before.from != before.to)
                order = Order::forward;
            else if (to == before.from && before.from != before.to)
                order = Order::reverse;
        }
        forward_ += order == Order::forward;
        reverse_ += order == Order::reverse;
        if (moves_.size() < kept)
            moves_.emplace_back();
        moves_[static_cast<std::size_t>(total_) % kept] = {from, to, order};
        ++total_;
    }

    long total() const { return total_; }
    long forward() const { return forward_; }
    long reverse() const { return reverse_; }
    /// The oldest first; the last one is number total() - 1.
    std::vector<Move> latest() const;

    void state(StateVisitor& s, int states);
    /// Of so many states. Throws Error.

private:
    std::vector<Move> moves_; ///< a ring
    long total_ = 0;
    long forward_ = 0;
    long reverse_ = 0;
};

} // namespace hippodrome

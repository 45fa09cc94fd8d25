#pragma once

#include "core/base/state_visitor.h"
#include "core/states/state_graph.h"

#include <utility>
#include <vector>

namespace hippodrome {

/// What a random walk does where a move is blocked.
enum class BlockedMove {
    chooseAgain, ///< it takes one of the open moves, all alike
    stay         ///< it stays where it is for this move
};

/// Probabilities of moves between states, T(s, s'): a policy in a world. Every row sums to 1, or is
/// empty while nothing is known.
class Transitions {
public:
    struct Entry {
        int to = 0;
        double probability = 0.0;
        friend bool operator==(const Entry&, const Entry&) = default;
    };

    Transitions() = default;
    /// Nothing is known yet: rows are empty until they are observed.
    explicit Transitions(int states) : rows_(static_cast<std::size_t>(states)) {}
    /// All moves of a tile alike. A state without open moves keeps to itself.
    static Transitions randomWalk(const StateGraph& graph, BlockedMove blocked);

    int states() const { return static_cast<int>(rows_.size()); }
    const std::vector<Entry>& row(int from) const { return rows_[static_cast<std::size_t>(from)]; }
    std::vector<Entry>& row(int from) { return rows_[static_cast<std::size_t>(from)]; }

    /// Moves the row of `from` by the share `rate` towards what was seen; moves that have become
    /// very unlikely are dropped.
    void observe(int from, int to, double rate);

    /// Blocks `NAME_counts`, `NAME_targets` and `NAME_probabilities`.
    /// In blocks `NAME_counts`, `NAME_targets` and `NAME_probabilities`, of as many states as there
    /// are now, with targets below `targets`.
    void state(StateVisitor& s, const std::string& name, int targets);
    /// For as many states as there are now, with targets below `targets`. Throws Error.

private:
    std::vector<std::vector<Entry>> rows_;
};

/// Columns `to` of the successor map of a policy, M = (I - discount T)^-1, by sparse factorisation;
/// (columns, states). Throws Error when it cannot be solved.
std::vector<double> successorColumns(const Transitions& transitions, double discount,
                                     std::span<const int> to);

/// Leading eigenvectors of a symmetric matrix, the largest eigenvalue first.
struct Modes {
    std::vector<double> values;
    /// (modes, states), of length 1; the entry of largest magnitude is positive.
    std::vector<double> vectors;
};

/// Of the random walk, made symmetric: D^-1/2 A D^-1/2 with the open moves A and their number D
/// where a blocked move is chosen again, T itself where it stays. With Lanczos iterations; at most
/// as many modes as there are states, less one. The successor map of the walk has the same
/// eigenvectors (those of T, which are D^-1/2 times these, where moves are chosen again).
Modes walkModes(const StateGraph& graph, BlockedMove blocked, int count);

/// Of a full matrix (states, states), made symmetric as (M + M^T) / 2.
Modes symmetricModes(std::span<const double> matrix, int states, int count);

} // namespace hippodrome

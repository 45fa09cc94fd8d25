// What is worth most: gains, kept until something changes them, and the choice of what to replay.
#include "core/learners/prioritised_replay.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr double leastGain = 1e-10;
constexpr double leastChange = 1e-12; // of a value, as a share of it

} // namespace

const LearnerState& PrioritisedReplay::tried(int state) {
    known_.features[0] = known_.strongest = state;
    for (int a = 0; a < actions(); ++a)
        known_.possible[static_cast<std::size_t>(a)] = memory({state, a}).to >= 0;
    return known_;
}

double PrioritisedReplay::bestOf(int state) const {
    double best = 0.0;
    bool any = false;
    for (int a = 0; a < actions(); ++a) {
        if (memory({state, a}).to < 0)
            continue;
        const double value = q_[pairOf(state, a)];
        best = any ? std::max(best, value) : value;
        any = true;
    }
    return best;
}

void PrioritisedReplay::targetsOf(std::span<const Move> moves, std::vector<double>& targets) const {
    targets.resize(moves.size());
    double value = valueAfter(memory(moves.back()));
    for (std::size_t j = moves.size(); j-- > 0;)
        targets[j] = value = memory(moves[j]).reward + parameters_.discount * value;
}

void PrioritisedReplay::forgetGains(int state) {
    for (int a = 0; a < actions(); ++a)
        gains_[pairOf(state, a)] = unknownGain;
    for (const int pair : ledTo_[static_cast<std::size_t>(state)])
        gains_[static_cast<std::size_t>(pair)] = unknownGain;
}

void PrioritisedReplay::remember(std::size_t pair, const Memory& memory) {
    const bool first = memories_[pair].to < 0;
    memories_[pair] = memory;
    std::vector<int>& before = ledTo_[static_cast<std::size_t>(memory.to)];
    const int number = static_cast<int>(pair);
    if (std::find(before.begin(), before.end(), number) == before.end())
        before.push_back(number);
    gains_[pair] = unknownGain;
    if (first) {
        tried_.push_back({number / actions(), number % actions()});
        forgetGains(tried_.back().from);
    }
}

void PrioritisedReplay::setValue(const Move& move, double value) {
    q_[pairOf(move.from, move.action)] = value;
    forgetGains(move.from);
}

double PrioritisedReplay::gainOf(const Move& move) {
    double& gain = gains_[pairOf(move.from, move.action)];
    if (std::isnan(gain)) {
        targetsOf(std::span(&move, 1), targets_);
        gain = gainOf(move, targets_.front());
    }
    return gain;
}

bool PrioritisedReplay::atPeace(std::span<const double> need) const {
    return std::all_of(tried_.begin(), tried_.end(), [&](const Move& move) {
        const Memory& one = memory(move);
        if (one.to == move.from ||
            (parameters_.useNeed && need[static_cast<std::size_t>(move.from)] <= 0.0))
            return true;
        const double value = q_[pairOf(move.from, move.action)];
        const double target = one.reward + parameters_.discount * valueAfter(one);
        return std::abs(target - value) <= leastChange * std::max(1.0, std::abs(target));
    });
}

double PrioritisedReplay::gainOf(const Move& move, double target) {
    const std::span<double> old = row(move.from);
    const LearnerState& state = tried(move.from);
    policyProbabilities(parameters_.policy, state, old, policyOld_);
    std::copy(old.begin(), old.end(), new_.begin());
    double& value = new_[static_cast<std::size_t>(move.action)];
    value += parameters_.learningRate * (target - value);
    policyProbabilities(parameters_.policy, state, new_, policyNew_);
    double gain = 0.0;
    for (std::size_t a = 0; a < new_.size(); ++a)
        gain += (policyNew_[a] - policyOld_[a]) * new_[a];
    return gain;
}

/// One greedy move more; false where nothing was tried, or a loop would close.
bool PrioritisedReplay::extend(std::vector<Move>& sequence, Rng& rng) {
    const int end = memory(sequence.back()).to;
    const LearnerState& state = tried(end);
    if (memory(sequence.back()).done ||
        std::find(state.possible.begin(), state.possible.end(), 1) == state.possible.end())
        return false;
    const Move more{end, greedyAction(state, row(end), rng)};
    const int to = memory(more).to;
    for (const Move& move : sequence)
        if (move.from == to || memory(move).to == to)
            return false;
    sequence.push_back(more);
    return true;
}

void PrioritisedReplay::replayFrom(std::span<const double> need, int backups, bool untilAtPeace,
                                   Rng& rng) {
    replayed_.clear();
    std::vector<Move> last; // the sequence replayed last
    const auto needAt = [&](int state) {
        return parameters_.useNeed ? need[static_cast<std::size_t>(state)] : 1.0;
    };
    const auto worth = [&](double gain) {
        return parameters_.useGain ? std::max(gain, leastGain) : 1.0;
    };
    for (int backup = 0; backup < backups; ++backup) {
        double highest = 0.0, largestGain = 0.0;
        int equals = 0;
        std::vector<Move> chosen;
        for (const Move& move : tried_) {
            if (memory(move).to == move.from)
                continue; // a move that was blocked
            const double gain = gainOf(move);
            largestGain = std::max(largestGain, gain);
            const double value = needAt(move.from) * worth(gain);
            if (value > highest)
                equals = 0;
            if (value < highest || value <= 0.0)
                continue;
            highest = value;
            if (++equals == 1 || rng.below(static_cast<std::uint64_t>(equals)) == 0)
                chosen.assign(1, move);
        }
        if (untilAtPeace && parameters_.useGain && largestGain <= leastGain && atPeace(need))
            return;
        std::vector<Move> longer = last;
        if (parameters_.sequences && !longer.empty() && extend(longer, rng)) {
            targetsOf(longer, targets_);
            double gains = 0.0;
            for (std::size_t j = 0; j < longer.size(); ++j)
                gains += worth(gainOf(longer[j], targets_[j]));
            // Ties go to the shortest.
            if (needAt(longer.back().from) * gains > highest)
                chosen = longer;
        }
        if (chosen.empty())
            return;
        targetsOf(chosen, targets_);
        for (std::size_t j = 0; j < chosen.size(); ++j) {
            const double value = q_[pairOf(chosen[j].from, chosen[j].action)];
            setValue(chosen[j], value + parameters_.learningRate * (targets_[j] - value));
        }
        replays().note(chosen.back().from, memory(chosen.back()).to);
        replayed_.push_back({chosen.back().from, chosen.back().action, memory(chosen.back()).to,
                             static_cast<int>(chosen.size())});
        last = std::move(chosen);
    }
}

} // namespace hippodrome

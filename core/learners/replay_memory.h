#pragma once

#include "core/base/rng.h"
#include "core/base/state_visitor.h"
#include "core/learners/learner_state.h"
#include "core/net/value_network.h"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace hippodrome {

/// Weights of numbered leaves, with the sums of pairs, of pairs of pairs and so on above them: a
/// leaf is changed, and one is drawn in proportion to its weight, in as many steps as there are
/// levels. Every sum follows from the leaves alone, whatever the order in which they were set.
class SumTree {
public:
    explicit SumTree(int leaves);

    void set(int leaf, double weight);
    double weight(int leaf) const { return sums_[count_ + static_cast<std::size_t>(leaf)]; }
    double total() const { return sums_[1]; }
    /// The leaf within whose share of [0, total) `place` lies; one of weight 0 never.
    int find(double place) const;
    std::size_t bytes() const { return sums_.capacity() * sizeof(double); }

private:
    std::size_t count_;        ///< a power of two
    std::vector<double> sums_; ///< (2 count); node n has the children 2n and 2n + 1
};

struct ReplayMemorySetting {
    int capacity = 20000; ///< experiences; the oldest gives way to the newest
    bool prioritised = false;
    double exponent = 0.6; ///< of the surprise, when prioritised
    /// What features may take [bytes]. When states have so many that it is not enough, the oldest
    /// experiences are forgotten earlier.
    std::size_t mostFeatureBytes = std::size_t{512} << 20;
};

/// The latest experiences, to be gone over again. One takes 32 bytes, and 16 to 32 more when
/// prioritised, if its states have one feature of value 1 as in a table. Other states take 8 bytes
/// for each feature that is not zero, once for a state that an experience led to and the next one
/// began with. Rewards and activities are kept in single precision.
///
/// Drawing is uniform, or in proportion to how surprising an experience was (proportional
/// prioritisation, Schaul et al. 2016, ICLR):
///
///     P(i) = (1 - u) p_i / sum p + u / N,   p_i = |error_i|^exponent
///
/// with u = 0.001 as in dqn_zoo, where the paper adds a small number to |error|. A new experience
/// counts as surprising as the most surprising so far, and at first as an error of 1.
class ReplayMemory {
public:
    static constexpr int mostActions = 64;
    static constexpr double uniformShare = 1e-3;

    /// What is remembered besides the states.
    struct Outcome {
        int action = 0;
        double reward = 0.0;
        bool done = false;
        std::uint64_t possible = 0; ///< bit a: action a can be taken in the state that it led to
        bool allows(int which) const { return (possible >> which & 1) != 0; }
    };

    explicit ReplayMemory(const ReplayMemorySetting& setting);

    int size() const { return static_cast<int>(size_); }
    int capacity() const { return static_cast<int>(records_.size()); }
    bool prioritised() const { return setting_.prioritised; }
    /// How much memory it takes now; that of features grows with what is remembered.
    std::size_t bytes() const;

    void add(const Experience& experience);
    /// Where the experience of this age lies; 0 is the oldest, size() - 1 the latest.
    int slot(int age) const { return static_cast<int>(slotAt(static_cast<std::size_t>(age))); }
    /// Draws an experience; there must be one.
    int draw(Rng& rng) const;
    /// The probability of drawing it.
    double probability(int slot) const;
    /// (N P(i))^-exponent for each slot, divided by the largest of them: what makes up for drawing
    /// unevenly. All 1 when not prioritised.
    void importanceWeights(std::span<const int> slots, double exponent,
                           std::span<float> weights) const;
    /// How wrong its value was found to be. Only when prioritised.
    void setSurprise(int slot, double error);

    Outcome outcome(int slot) const;
    // The states, as one more row.
    void addFrom(int slot, FeatureRows<float>& rows) const { addRow(record(slot).from, rows); }
    void addTo(int slot, FeatureRows<float>& rows) const { addRow(record(slot).to, rows); }

    /// The strongest features (LearnerState::strongest) of the states that it led from and to.
    std::pair<int, int> strongest(int slot) const {
        return {strongestOf(record(slot).from), strongestOf(record(slot).to)};
    }
    /// How many of the experiences began in a state with each strongest feature (features).
    std::vector<int> countByState(int features) const;

    void state(StateVisitor& s, const std::string& name, int features, int actions);
    /// Of states with so many features, and so many actions. Throws Error.

private:
    struct Entry {
        std::uint32_t feature = 0;
        float activity = 0.0F;
    };
    /// Entries of the ring from `place` on; or, if `count` says so, the one feature `place`.
    struct StoredState {
        std::uint32_t place = 0;
        std::uint32_t count = 0;
    };
    struct Record {
        StoredState from;
        StoredState to;
        std::uint64_t possible = 0;
        float reward = 0.0F;
        std::uint16_t action = 0;
        std::uint8_t done = 0;
        std::uint8_t unused = 0; ///< so that no byte of a saved record is undefined
    };
    static_assert(sizeof(Record) == 32);

    const Record& record(int slot) const { return records_[static_cast<std::size_t>(slot)]; }
    std::size_t slotAt(std::size_t age) const { return (first_ + age) % records_.size(); }
    /// A place counts all entries that ever were, modulo 2^32, which the ring's size divides.
    const Entry& entry(std::uint32_t place) const {
        return entries_[place & (entries_.size() - 1)];
    }
    Entry& entry(std::uint32_t place) { return entries_[place & (entries_.size() - 1)]; }

    int strongestOf(const StoredState& stored) const;
    bool equal(const StoredState& stored, const LearnerState& state) const;
    StoredState store(const LearnerState& state);
    void makeRoom(std::size_t entries);
    void resizeRing(std::size_t size);
    void forgetOldest();
    void addRow(const StoredState& state, FeatureRows<float>& rows) const;

    ReplayMemorySetting setting_;
    std::vector<Record> records_; ///< (capacity), a ring
    std::size_t first_ = 0;       ///< slot of the oldest
    std::size_t size_ = 0;
    std::vector<Entry> entries_; ///< a ring whose size is a power of two, or empty
    std::uint32_t firstEntry_ = 0;
    std::uint32_t nextEntry_ = 0;
    SumTree priorities_;    ///< p_i, by slot
    double greatest_ = 1.0; ///< error so far
};

} // namespace hippodrome

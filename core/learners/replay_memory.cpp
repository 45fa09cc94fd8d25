#include "core/learners/replay_memory.h"

#include "core/base/error.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

namespace hippodrome {

namespace {

constexpr std::uint32_t oneFeature = ~std::uint32_t{0}; // in place of a count
constexpr std::uint64_t allActions = ~std::uint64_t{0};
constexpr std::size_t fewestEntries = 256;
constexpr std::size_t largestRing = std::size_t{1} << 30;

bool isOneFeature(const LearnerState& state) {
    return state.features.size() == 1 && state.activities[0] == 1.0;
}

std::uint64_t possibleActions(const LearnerState& state) {
    assert(state.possible.size() <= ReplayMemory::mostActions);
    if (state.possible.empty())
        return allActions;
    std::uint64_t bits = 0;
    for (std::size_t a = 0; a < state.possible.size(); ++a)
        if (state.possible[a] != 0)
            bits |= std::uint64_t{1} << a;
    return bits;
}

} // namespace

SumTree::SumTree(int leaves)
    : count_(std::bit_ceil(static_cast<std::size_t>(std::max(leaves, 1)))), sums_(2 * count_) {}

void SumTree::set(int leaf, double weight) {
    std::size_t node = count_ + static_cast<std::size_t>(leaf);
    sums_[node] = weight;
    while (node > 1) {
        node /= 2;
        sums_[node] = sums_[2 * node] + sums_[2 * node + 1];
    }
}

int SumTree::find(double place) const {
    assert(total() > 0.0);
    std::size_t node = 1;
    while (node < count_) {
        const double left = sums_[2 * node];
        // Rounding must not lead to where there is nothing.
        const bool goRight = place >= left && sums_[2 * node + 1] > 0.0;
        if (goRight)
            place -= left;
        node = 2 * node + (goRight ? 1 : 0);
    }
    return static_cast<int>(node - count_);
}

ReplayMemory::ReplayMemory(const ReplayMemorySetting& setting)
    : setting_(setting), records_(static_cast<std::size_t>(std::max(setting.capacity, 1))),
      priorities_(setting.prioritised ? setting.capacity : 1) {}

std::size_t ReplayMemory::bytes() const {
    return records_.capacity() * sizeof(Record) + entries_.capacity() * sizeof(Entry) +
           priorities_.bytes();
}

bool ReplayMemory::equal(const StoredState& stored, const LearnerState& state) const {
    if (stored.count == oneFeature || stored.count != state.features.size())
        return false;
    for (std::uint32_t i = 0; i < stored.count; ++i) {
        const Entry& kept = entry(stored.place + i);
        if (kept.feature != static_cast<std::uint32_t>(state.features[i]) ||
            kept.activity != static_cast<float>(state.activities[i]))
            return false;
    }
    return true;
}

ReplayMemory::StoredState ReplayMemory::store(const LearnerState& state) {
    if (isOneFeature(state))
        return {static_cast<std::uint32_t>(state.features[0]), oneFeature};
    const StoredState stored{nextEntry_, static_cast<std::uint32_t>(state.features.size())};
    for (std::size_t i = 0; i < state.features.size(); ++i)
        entry(nextEntry_++) = {static_cast<std::uint32_t>(state.features[i]),
                               static_cast<float>(state.activities[i])};
    return stored;
}

void ReplayMemory::resizeRing(std::size_t size) {
    std::vector<Entry> larger(size);
    for (std::uint32_t place = firstEntry_; place != nextEntry_; ++place)
        larger[place & (size - 1)] = entry(place);
    entries_ = std::move(larger);
}

void ReplayMemory::makeRoom(std::size_t entries) {
    const std::size_t most =
        std::min(largestRing, std::bit_floor(setting_.mostFeatureBytes / sizeof(Entry)));
    while (nextEntry_ - firstEntry_ + entries > entries_.size()) {
        const std::size_t larger = std::max(2 * entries_.size(), fewestEntries);
        if (larger <= most || size_ == 0)
            resizeRing(larger);
        else
            forgetOldest();
    }
}

void ReplayMemory::forgetOldest() {
    if (setting_.prioritised)
        priorities_.set(slot(0), 0.0);
    first_ = slotAt(1);
    --size_;
    if (size_ == 0) {
        firstEntry_ = nextEntry_;
        return;
    }
    const Record& oldest = records_[first_];
    if (oldest.from.count != oneFeature)
        firstEntry_ = oldest.from.place;
    else if (oldest.to.count != oneFeature)
        firstEntry_ = oldest.to.place;
}

void ReplayMemory::add(const Experience& experience) {
    if (size_ == records_.size())
        forgetOldest();
    const auto needed = [](const LearnerState& state) {
        return isOneFeature(state) ? std::size_t{0} : state.features.size();
    };
    makeRoom(needed(experience.from) + needed(experience.to));
    Record fresh;
    if (size_ > 0 && equal(records_[slotAt(size_ - 1)].to, experience.from))
        fresh.from = records_[slotAt(size_ - 1)].to;
    else
        fresh.from = store(experience.from);
    fresh.to = store(experience.to);
    fresh.possible = possibleActions(experience.to);
    fresh.reward = static_cast<float>(experience.reward);
    fresh.action = static_cast<std::uint16_t>(experience.action);
    fresh.done = experience.done ? 1 : 0;
    ++size_;
    records_[slotAt(size_ - 1)] = fresh;
    if (setting_.prioritised)
        priorities_.set(slot(size() - 1), std::pow(greatest_, setting_.exponent));
}

int ReplayMemory::draw(Rng& rng) const {
    assert(size_ > 0);
    if (!setting_.prioritised || !(priorities_.total() > 0.0) || rng.uniform() < uniformShare)
        return static_cast<int>(slotAt(rng.below(size_)));
    return priorities_.find(rng.uniform() * priorities_.total());
}

double ReplayMemory::probability(int slot) const {
    const double uniform = 1.0 / static_cast<double>(size_);
    if (!setting_.prioritised || !(priorities_.total() > 0.0))
        return uniform;
    return (1.0 - uniformShare) * priorities_.weight(slot) / priorities_.total() +
           uniformShare * uniform;
}

void ReplayMemory::importanceWeights(std::span<const int> slots, double exponent,
                                     std::span<float> weights) const {
    if (!setting_.prioritised) {
        std::fill(weights.begin(), weights.end(), 1.0F);
        return;
    }
    double rarest = 1.0;
    for (const int slot : slots)
        rarest = std::min(rarest, probability(slot));
    for (std::size_t i = 0; i < slots.size(); ++i)
        weights[i] = static_cast<float>(std::pow(probability(slots[i]) / rarest, -exponent));
}

void ReplayMemory::setSurprise(int slot, double error) {
    assert(setting_.prioritised);
    greatest_ = std::max(greatest_, std::abs(error));
    priorities_.set(slot, std::pow(std::abs(error), setting_.exponent));
}

ReplayMemory::Outcome ReplayMemory::outcome(int slot) const {
    const Record& kept = record(slot);
    return {kept.action, kept.reward, kept.done != 0, kept.possible};
}

int ReplayMemory::strongestOf(const StoredState& stored) const {
    if (stored.count == oneFeature)
        return static_cast<int>(stored.place);
    Entry strongest;
    for (std::uint32_t i = 0; i < stored.count; ++i)
        if (const Entry& one = entry(stored.place + i);
            std::abs(one.activity) > std::abs(strongest.activity))
            strongest = one;
    return static_cast<int>(strongest.feature);
}

std::vector<int> ReplayMemory::countByState(int features) const {
    std::vector<int> counts(static_cast<std::size_t>(features));
    for (std::size_t age = 0; age < size_; ++age)
        ++counts[static_cast<std::size_t>(strongestOf(records_[slotAt(age)].from))];
    return counts;
}

void ReplayMemory::addRow(const StoredState& state, FeatureRows<float>& rows) const {
    if (state.count == oneFeature)
        rows.add(static_cast<int>(state.place), 1.0F);
    else
        for (std::uint32_t i = 0; i < state.count; ++i) {
            const Entry& kept = entry(state.place + i);
            rows.add(static_cast<int>(kept.feature), kept.activity);
        }
    rows.endRow();
}

void ReplayMemory::state(StateVisitor& s, const std::string& name, int features, int actions) {
    // As they lie in the ring, the oldest first, from where they are taken when all of them fit.
    std::vector<Record> records;
    std::vector<Entry> entries;
    std::vector<double> priorities;
    std::uint64_t first = first_;
    std::uint32_t firstEntry = firstEntry_;
    for (std::size_t age = 0; !s.reading() && age < size_; ++age) {
        records.push_back(records_[slotAt(age)]);
        if (setting_.prioritised)
            priorities.push_back(priorities_.weight(static_cast<int>(slotAt(age))));
    }
    for (std::uint32_t place = firstEntry_; !s.reading() && place != nextEntry_; ++place)
        entries.push_back(entry(place));

    s.list(name + "_entries", entries, [&](const StateCheck& check, const Entry& kept) {
        check.number(kept.feature, Allowed::below(features));
        check.number(kept.activity, {});
    });
    s.require(name + "_entries", entries.size() <= largestRing,
              "expected at most " + std::to_string(largestRing) + " entries, found " +
                  std::to_string(entries.size()));
    s(name + "_first_entry", firstEntry, Allowed::any());
    std::uint32_t reached = 0; // entries count from the first one; the older record has the older
    const auto fits = [&](const StoredState& state) {
        if (state.count == oneFeature)
            return state.place < static_cast<std::uint32_t>(features);
        const std::uint32_t begin = state.place - firstEntry;
        const bool within =
            begin >= reached && begin <= entries.size() && state.count <= entries.size() - begin;
        reached = within ? begin : reached;
        return within;
    };
    s.list(name + "_records", records, [&](const StateCheck& check, const Record& record) {
        check.require(fits(record.from) && fits(record.to) && record.action < actions &&
                          record.done <= 1 && std::isfinite(record.reward),
                      "expected an action, a reward and two states, found something else");
    });
    s.require(name + "_records", records.size() <= records_.size(),
              "expected at most " + std::to_string(records_.size()) +
                  " remembered experiences, found " + std::to_string(records.size()));
    if (s.reading())
        priorities.resize(setting_.prioritised ? records.size() : 0);
    s(name + "_priorities", priorities, Allowed::from(0.0, 1e290)); // their sum is finite
    s(name + "_first", first, Allowed::below(records_.size()));
    s(name + "_greatest", greatest_, Allowed::from(0.0, 1e300));
    if (!s.reading())
        return;

    first_ = first;
    size_ = records.size();
    for (std::size_t age = 0; age < size_; ++age)
        records_[slotAt(age)] = records[age];
    firstEntry_ = nextEntry_ = firstEntry;
    entries_.clear();
    if (!entries.empty())
        entries_.resize(std::max(std::bit_ceil(entries.size()), fewestEntries));
    for (const Entry& kept : entries)
        entry(nextEntry_++) = kept;
    if (setting_.prioritised) {
        priorities_ = SumTree(capacity());
        for (std::size_t age = 0; age < size_; ++age)
            priorities_.set(static_cast<int>(slotAt(age)), priorities[age]);
    }
}

} // namespace hippodrome

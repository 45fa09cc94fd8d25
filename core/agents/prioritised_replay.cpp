#include "core/agents/prioritised_replay.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr double leastGain = 1e-10;
constexpr double tolerance = 1e-10; // of need, where its iteration stops
constexpr int mostSweeps = 10000;

} // namespace

const Fields<PrioritisedReplayParameters>& PrioritisedReplayParameters::fields() {
    using P = PrioritisedReplayParameters;
    static const Fields<P> list =
        Fields<P>()
            .real("learning_rate", &P::learningRate,
                  learningRateText("in the world and in replay", "Mattar and Daw 2018: 1"))
            .real("discount", &P::discount, discountText())
            .real("transition_rate", &P::transitionRate,
                  learningRateText("of where its policy leads", "Mattar and Daw 2018: 0.9"))
            .integer("replays", &P::replays,
                     replaysText("Experiences gone over at the start and at the end of an episode.",
                                 "Mattar and Daw 2018: 20"))
            .boolean("use_gain", &P::useGain,
                     {.label = "Gain",
                      .help = "Off: how much better it would act counts alike for all experiences.",
                      .effect = Effect::live})
            .boolean("use_need", &P::useNeed,
                     {.label = "Need",
                      .help = "Off: how often it will come by counts alike for all states.",
                      .effect = Effect::live})
            .boolean("sequences", &P::sequences,
                     {.label = "Sequences",
                      .help = "Off: it replays single experiences only. Without gain and need too, "
                              "all are drawn alike.",
                      .effect = Effect::live})
            .group("policy", &P::policy, PolicyParameters::fields());
    return list;
}

PrioritisedReplay::PrioritisedReplay(const PrioritisedReplayParameters& parameters,
                                     const LearnerSetting& setting)
    : Learner(setting), parameters_(parameters), q_(featureCount() * actionCount()),
      memories_(q_.size()), led_(setting.features), new_(actionCount()), policyOld_(actionCount()),
      policyNew_(actionCount()) {}

void PrioritisedReplay::actionValues(const AgentState& state, std::span<double> values) {
    const std::span<double> known = row(state.strongest);
    std::copy(known.begin(), known.end(), values.begin());
}

AgentState PrioritisedReplay::tried(int state) const {
    AgentState known = AgentState::tile(state, std::vector<char>(actionCount()));
    for (int a = 0; a < actions(); ++a)
        known.possible[static_cast<std::size_t>(a)] = memory({state, a}).to >= 0;
    return known;
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
    double value = bestOf(memory(moves.back()).to);
    for (std::size_t j = moves.size(); j-- > 0;)
        targets[j] = value = memory(moves[j]).reward + parameters_.discount * value;
}

double PrioritisedReplay::gainOf(const Move& move, double target) {
    const std::span<double> old = row(move.from);
    const AgentState state = tried(move.from);
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
    const AgentState state = tried(end);
    if (std::find(state.possible.begin(), state.possible.end(), 1) == state.possible.end())
        return false;
    const Move more{end, greedyAction(state, row(end), rng)};
    const int to = memory(more).to;
    for (const Move& move : sequence)
        if (move.from == to || memory(move).to == to)
            return false;
    sequence.push_back(more);
    return true;
}

void PrioritisedReplay::replayFrom(std::span<const double> need, int backups, Rng& rng) {
    replayed_.clear();
    std::vector<Move> last; // the sequence replayed last
    const auto needAt = [&](int state) {
        return parameters_.useNeed ? need[static_cast<std::size_t>(state)] : 1.0;
    };
    const auto worth = [&](double gain) {
        return parameters_.useGain ? std::max(gain, leastGain) : 1.0;
    };
    for (int backup = 0; backup < backups; ++backup) {
        double highest = 0.0;
        int equals = 0;
        std::vector<Move> chosen;
        for (const int pair : triedPairs_) {
            const Move move{pair / actions(), pair % actions()};
            if (memory(move).to == move.from)
                continue; // a move that was blocked
            targetsOf(std::span(&move, 1), targets_);
            const double value = needAt(move.from) * worth(gainOf(move, targets_.front()));
            if (value > highest)
                equals = 0;
            if (value < highest || value <= 0.0)
                continue;
            highest = value;
            if (++equals == 1 || rng.below(static_cast<std::uint64_t>(equals)) == 0)
                chosen.assign(1, move);
        }
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
            double& value = q_[pairOf(chosen[j].from, chosen[j].action)];
            value += parameters_.learningRate * (targets_[j] - value);
        }
        replays().note(chosen.back().from, memory(chosen.back()).to);
        replayed_.push_back({chosen.back().from, chosen.back().action, memory(chosen.back()).to,
                             static_cast<int>(chosen.size())});
        last = std::move(chosen);
    }
}

std::vector<double> PrioritisedReplay::needFrom(int state) const {
    std::vector<double> need(featureCount()), next(featureCount());
    need[static_cast<std::size_t>(state)] = 1.0;
    for (int sweep = 0; sweep < mostSweeps; ++sweep) {
        std::fill(next.begin(), next.end(), 0.0);
        next[static_cast<std::size_t>(state)] = 1.0;
        for (int s = 0; s < features(); ++s)
            for (const Transitions::Entry& entry : led_.row(s))
                next[static_cast<std::size_t>(entry.to)] +=
                    parameters_.discount * entry.probability * need[static_cast<std::size_t>(s)];
        double largest = 0.0;
        for (std::size_t s = 0; s < need.size(); ++s)
            largest = std::max(largest, std::abs(next[s] - need[s]));
        need.swap(next);
        if (largest <= tolerance)
            break;
    }
    return need;
}

std::vector<double> PrioritisedReplay::needInTheLongRun() const {
    std::vector<double> share(featureCount(), 1.0 / features()), next(featureCount());
    for (int sweep = 0; sweep < mostSweeps; ++sweep) {
        // Half of it stays, so that a chain that goes round comes to rest.
        for (std::size_t s = 0; s < share.size(); ++s)
            next[s] = (led_.row(static_cast<int>(s)).empty() ? 1.0 : 0.5) * share[s];
        for (int s = 0; s < features(); ++s)
            for (const Transitions::Entry& entry : led_.row(s))
                next[static_cast<std::size_t>(entry.to)] +=
                    0.5 * entry.probability * share[static_cast<std::size_t>(s)];
        double largest = 0.0;
        for (std::size_t s = 0; s < share.size(); ++s)
            largest = std::max(largest, std::abs(next[s] - share[s]));
        share.swap(next);
        if (largest <= tolerance)
            break;
    }
    return share;
}

void PrioritisedReplay::learn(const Experience& now, Rng& rng) {
    const int from = now.from.strongest, to = now.to.strongest;
    const std::size_t pair = pairOf(from, now.action);
    if (memories_[pair].to < 0)
        triedPairs_.push_back(static_cast<int>(pair));
    memories_[pair] = {to, now.reward};
    const auto observe = [this](int before, int after) {
        led_.observe(before, after, led_.row(before).empty() ? 1.0 : parameters_.transitionRate);
    };
    const bool first = endedAt_ >= 0;
    if (first)
        observe(endedAt_, from);
    endedAt_ = -1;
    observe(from, to);
    const double target = now.reward + (now.done ? 0.0 : parameters_.discount * bestOf(to));
    q_[pair] += parameters_.learningRate * (target - q_[pair]);
    everPaid_ = everPaid_ || now.reward != 0.0;
    if (everPaid_ && (first || now.done))
        replayFrom(needFrom(from), parameters_.replays, rng);
    if (now.done) {
        everPaid_ = true;
        endedAt_ = to;
    }
}

void PrioritisedReplay::look(std::span<const AgentState> states, std::vector<StateLayer>& layers) {
    StateLayer known{"remembered",
                     "Remembered actions",
                     "Actions of a tile whose last outcome it remembers.",
                     {}};
    StateLayer gain{"lag",
                    "Gain of replay",
                    "How much better it would act here after going over what it remembers; the "
                    "largest over the actions of a tile.",
                    {}};
    for (const AgentState& state : states) {
        int tried = 0;
        double largest = 0.0;
        for (int a = 0; a < actions(); ++a) {
            const Move move{state.strongest, a};
            if (memory(move).to < 0)
                continue;
            ++tried;
            targetsOf(std::span(&move, 1), targets_);
            largest = std::max(largest, gainOf(move, targets_.front()));
        }
        known.values.push_back(tried);
        gain.values.push_back(largest);
    }
    layers.push_back(std::move(known));
    layers.push_back(std::move(gain));
}

bool PrioritisedReplay::successors(const AgentState& from, std::span<const AgentState> to,
                                   std::span<double> counts) const {
    const std::vector<double> need = needFrom(from.strongest);
    for (std::size_t i = 0; i < to.size(); ++i)
        counts[i] = need[static_cast<std::size_t>(to[i].strongest)];
    return true;
}

void PrioritisedReplay::replay(int backups, Rng& rng) {
    replayFrom(needInTheLongRun(), backups, rng);
}

PrioritisedReplay::Directions PrioritisedReplay::directionsOf(std::span<const Replayed> replay) {
    Directions directions;
    for (std::size_t i = 1; i < replay.size(); ++i) {
        directions.forward += replay[i - 1].to == replay[i].from;
        directions.reverse += replay[i].to == replay[i - 1].from;
    }
    return directions;
}

void PrioritisedReplay::update(const JsonCursor& parameters) {
    parameters_ = PrioritisedReplayParameters::fields().read(parameters);
}

void PrioritisedReplay::save(Checkpoint& checkpoint) const {
    checkpoint.put<double>("q", q_);
    std::vector<int> led;
    std::vector<double> rewards;
    for (const Memory& one : memories_) {
        led.push_back(one.to);
        rewards.push_back(one.reward);
    }
    checkpoint.put<int>("memory_to", led);
    checkpoint.put<double>("memory_rewards", rewards);
    checkpoint.put<int>("tried", triedPairs_);
    led_.save(checkpoint, "policy");
    checkpoint.putValue("ended_at", endedAt_);
    checkpoint.putValue("ever_paid", everPaid_);
}

void PrioritisedReplay::restore(const Checkpoint& checkpoint) {
    checkpoint.get<double>("q", q_);
    std::vector<int> led(memories_.size());
    std::vector<double> rewards(memories_.size());
    checkpoint.get<int>("memory_to", led);
    checkpoint.get<double>("memory_rewards", rewards);
    for (std::size_t pair = 0; pair < memories_.size(); ++pair) {
        if (led[pair] >= features())
            throw Error("the checkpoint remembers states that are not there");
        memories_[pair] = {led[pair], rewards[pair]};
    }
    triedPairs_ = checkpoint.list<int>("tried");
    led_.restore(checkpoint, "policy", features());
    endedAt_ = checkpoint.value<int>("ended_at");
    everPaid_ = checkpoint.value<bool>("ever_paid");
    replayed_.clear();
}

AgentType PrioritisedReplay::type() {
    AgentType type = describeLearner<PrioritisedReplayParameters>(
        "prioritised_replay", "Replay by gain and need",
        "Model-free, but replays at the start and at the end of an episode what is worth most: "
        "what would make it act better, where it will come by.",
        [](const PrioritisedReplayParameters& p, const LearnerSetting& setting) {
            return std::make_unique<PrioritisedReplay>(p, setting);
        });
    type.replays = true;
    return type;
}

} // namespace hippodrome

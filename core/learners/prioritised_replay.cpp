#include "core/learners/prioritised_replay.h"

#include "core/base/error.h"
#include "core/states/visits.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

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
      memories_(q_.size()), ledTo_(featureCount()), gains_(q_.size(), unknownGain),
      led_(setting.features), new_(actionCount()), policyOld_(actionCount()),
      policyNew_(actionCount()), known_(LearnerState::tile(0, std::vector<char>(actionCount()))) {}

void PrioritisedReplay::actionValues(const LearnerState& state, std::span<double> values) {
    const std::span<double> known = row(state.strongest);
    std::copy(known.begin(), known.end(), values.begin());
}

void PrioritisedReplay::learn(const Experience& now, Rng& rng) {
    const int from = now.from.strongest, to = now.to.strongest;
    const std::size_t pair = pairOf(from, now.action);
    remember(pair, {to, now.reward, now.done});
    const auto observe = [this](int before, int after) {
        led_.observe(before, after, led_.row(before).empty() ? 1.0 : parameters_.transitionRate);
    };
    const bool first = endedAt_ >= 0;
    if (first)
        observe(endedAt_, from);
    endedAt_ = -1;
    observe(from, to);
    const double target = now.reward + parameters_.discount * valueAfter(memories_[pair]);
    setValue({from, now.action}, q_[pair] + parameters_.learningRate * (target - q_[pair]));
    everPaid_ = everPaid_ || now.reward != 0.0;
    if (everPaid_ && (first || now.done))
        replayFrom(visitsFrom(led_, parameters_.discount, from), parameters_.replays, false, rng);
    if (now.done) {
        everPaid_ = true;
        endedAt_ = to;
    }
}

void PrioritisedReplay::look(std::span<const LearnerState> states,
                             std::vector<StateLayer>& layers) {
    StateLayer known{"remembered",
                     "Remembered actions",
                     "Actions of a tile whose last outcome it remembers.",
                     {}};
    StateLayer gain{"lag",
                    "Gain of replay",
                    "How much better it would act here after going over what it remembers; the "
                    "largest over the actions of a tile.",
                    {}};
    for (const LearnerState& state : states) {
        int tried = 0;
        double largest = 0.0;
        for (int a = 0; a < actions(); ++a) {
            const Move move{state.strongest, a};
            if (memory(move).to < 0)
                continue;
            ++tried;
            largest = std::max(largest, gainOf(move));
        }
        known.values.push_back(tried);
        gain.values.push_back(largest);
    }
    layers.push_back(std::move(known));
    layers.push_back(std::move(gain));
}

bool PrioritisedReplay::successors(const LearnerState& from, std::span<const LearnerState> to,
                                   std::span<double> counts) const {
    const std::vector<double> need = visitsFrom(led_, parameters_.discount, from.strongest);
    for (std::size_t i = 0; i < to.size(); ++i)
        counts[i] = need[static_cast<std::size_t>(to[i].strongest)];
    return true;
}

void PrioritisedReplay::replay(int backups, Rng& rng) {
    replayFrom(visitsInTheLongRun(led_), backups, true, rng);
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
    std::fill(gains_.begin(), gains_.end(), unknownGain);
}

void PrioritisedReplay::state(StateVisitor& s) {
    s("q", q_);
    s.column<int>("memory_to", memories_, Allowed::from(-1, features() - 1), &Memory::to);
    s.column<double>("memory_rewards", memories_, {}, &Memory::reward);
    s.column<int>("memory_done", memories_, Allowed::truths(), &Memory::done);
    std::vector<int> tried;
    for (const Move& move : tried_)
        tried.push_back(static_cast<int>(pairOf(move.from, move.action)));
    s.list("tried", tried, [&](const StateCheck& check, int pair) {
        check.number(pair, Allowed::below(memories_.size()));
        check.require(memories_[static_cast<std::size_t>(pair)].to >= 0,
                      "expected actions whose outcome is remembered");
    });
    led_.state(s, "policy", features());
    s("ended_at", endedAt_, Allowed::from(-1, features() - 1))("ever_paid", everPaid_);
    if (!s.reading())
        return;
    tried_.clear();
    for (const int pair : tried)
        tried_.push_back({pair / actions(), pair % actions()});
    // The rest follows from these.
    std::fill(gains_.begin(), gains_.end(), unknownGain);
    for (std::vector<int>& before : ledTo_)
        before.clear();
    for (std::size_t pair = 0; pair < memories_.size(); ++pair)
        if (memories_[pair].to >= 0)
            ledTo_[static_cast<std::size_t>(memories_[pair].to)].push_back(static_cast<int>(pair));
    replayed_.clear();
}

LearnerType PrioritisedReplay::type() {
    LearnerType type = describeLearner<PrioritisedReplayParameters>(
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

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

void PrioritisedReplay::save(Checkpoint& checkpoint) const {
    checkpoint.put<double>("q", q_);
    std::vector<int> led, done, tried;
    std::vector<double> rewards;
    for (const Memory& one : memories_) {
        led.push_back(one.to);
        rewards.push_back(one.reward);
        done.push_back(one.done);
    }
    checkpoint.put<int>("memory_to", led);
    checkpoint.put<double>("memory_rewards", rewards);
    checkpoint.put<int>("memory_done", done);
    for (const Move& move : tried_)
        tried.push_back(static_cast<int>(pairOf(move.from, move.action)));
    checkpoint.put<int>("tried", tried);
    led_.save(checkpoint, "policy");
    checkpoint.putValue("ended_at", endedAt_);
    checkpoint.putValue("ever_paid", everPaid_);
}

void PrioritisedReplay::restore(const Checkpoint& checkpoint) {
    checkpoint.get<double>("q", q_);
    std::vector<int> led(memories_.size()), done(memories_.size());
    std::vector<double> rewards(memories_.size());
    checkpoint.get<int>("memory_to", led);
    checkpoint.get<double>("memory_rewards", rewards);
    checkpoint.get<int>("memory_done", done);
    checkpoint.requireWithin("memory_to", led, -1, features() - 1);
    checkpoint.requireWithin("memory_done", done, 0, 1);
    for (std::size_t pair = 0; pair < memories_.size(); ++pair) {
        memories_[pair] = {led[pair], rewards[pair], done[pair] != 0};
    }
    std::fill(gains_.begin(), gains_.end(), unknownGain);
    for (std::vector<int>& before : ledTo_)
        before.clear();
    for (std::size_t pair = 0; pair < memories_.size(); ++pair)
        if (led[pair] >= 0)
            ledTo_[static_cast<std::size_t>(led[pair])].push_back(static_cast<int>(pair));
    tried_.clear();
    const std::vector<int> tried = checkpoint.list<int>("tried");
    checkpoint.requireWithin("tried", tried, 0, static_cast<int>(memories_.size()) - 1);
    for (const int pair : tried) {
        if (led[static_cast<std::size_t>(pair)] < 0)
            checkpoint.fail("tried", "expected actions whose outcome is remembered");
        tried_.push_back({pair / actions(), pair % actions()});
    }
    led_.restore(checkpoint, "policy", features());
    endedAt_ = checkpoint.within("ended_at", -1, features() - 1);
    everPaid_ = checkpoint.value<bool>("ever_paid");
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

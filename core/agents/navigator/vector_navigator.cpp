#include "core/agents/navigator/vector_navigator.h"

#include "core/agents/navigator/vector_navigator_trained.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

/// Goal known, reward, put elsewhere; then the last heading and the walls.
constexpr int plainSenses = 3;

Vec2 headingVector(int heading) {
    return unitVector(2.0 * std::numbers::pi * heading / VectorNavigator::headings);
}

} // namespace

NavigatorShape VectorNavigator::shape() const {
    return {code_.units(), plainSenses + 2 * headings, parameters_.network.products,
            parameters_.network.hidden, headings};
}

VectorNavigator::VectorNavigator(const VectorNavigatorParameters& parameters,
                                 const AgentSetting& setting)
    : parameters_(parameters), arena_(setting.arena), code_(parameters.code, setting.populations),
      intact_(code_.intact(parameters.lesion)), network_(shape()),
      learning_(parameters.training, shape()), step_(shape(), 1, 1),
      hidden_(static_cast<std::size_t>(parameters.network.hidden)), cell_(hidden_.size()),
      goal_(static_cast<std::size_t>(code_.units())), probabilities_(headings) {
    input_.here.resize(goal_.size());
    input_.goal.resize(goal_.size());
    input_.senses.resize(step_.senses.size());
    if (parameters_.trained.empty())
        return;
    try {
        readTrainedPolicy(trainedPolicyFile(parameters_.trained, setting.folder), network_);
    } catch (const Error& error) {
        throw error.atField("trained");
    }
    started_ = true;
}

bool VectorNavigator::fits(const PopulationSource& populations) const {
    return code_.fits(populations);
}

void VectorNavigator::observe(const AgentView& view) {
    code_.read(view.populations, input_.here);
    const bool goal = goalKnown_ && parameters_.goalCode;
    for (std::size_t i = 0; i < goal_.size(); ++i) {
        input_.here[i] *= intact_[i];
        input_.goal[i] = goal ? intact_[i] * goal_[i] : 0.0F;
    }
    std::fill(input_.senses.begin(), input_.senses.end(), 0.0F);
    input_.senses[0] = goal ? 1.0F : 0.0F;
    input_.senses[1] = static_cast<float>(std::clamp(reward_, -1.0, 1.0));
    input_.senses[2] = putElsewhere_ ? 1.0F : 0.0F;
    if (heading_ >= 0)
        input_.senses[static_cast<std::size_t>(plainSenses + heading_)] = 1.0F;
    const double reach = parameters_.body.whiskerReach;
    for (int i = 0; reach > 0.0 && i < headings; ++i)
        if (const auto wall = arena_->rayCast(view.rat.position, headingVector(i), reach))
            input_.senses[static_cast<std::size_t>(plainSenses + headings + i)] =
                static_cast<float>(1.0 - wall->distance / reach);
}

void VectorNavigator::think() {
    step_.here = input_.here;
    step_.goal = input_.goal;
    step_.senses = input_.senses;
    std::copy(hidden_.begin(), hidden_.end(), step_.initialHidden());
    std::copy(cell_.begin(), cell_.end(), step_.initialCell());
    step_.forward(network_);
    softmax<float>(step_.logits(), probabilities_);
    value_ = static_cast<double>(step_.values()[0]);
}

void VectorNavigator::decide(const AgentView& view, Rng& rng) {
    if (!started_) {
        network_.start(rng);
        started_ = true;
    }
    observe(view);
    think();
    if (learning_.underWay())
        learning_.end(reward_, value_, false);
    if (learning_.full()) {
        learning_.learn(network_);
        think();
    }
    const double draw = rng.uniform();
    double sum = 0.0;
    heading_ = headings - 1;
    for (int i = 0; i < headings; ++i) {
        sum += static_cast<double>(probabilities_[static_cast<std::size_t>(i)]);
        if (draw < sum) {
            heading_ = i;
            break;
        }
    }
    if (parameters_.body.learning)
        learning_.begin(
            input_, hidden_.data(), cell_.data(), heading_,
            std::log(std::max(
                static_cast<double>(probabilities_[static_cast<std::size_t>(heading_)]), 1e-30)),
            value_);
    std::copy_n(step_.lastHidden(), hidden_.size(), hidden_.begin());
    std::copy_n(step_.lastCell(), cell_.size(), cell_.begin());
    reward_ = 0.0;
    putElsewhere_ = false;
    untilDecision_ = parameters_.body.decisionInterval;
    ++decisions_;
}

void VectorNavigator::rememberGoal(const AgentView& view) {
    code_.read(view.populations, goal_);
    goalKnown_ = true;
}

std::optional<Vec2> VectorNavigator::act(const AgentView& view, Rng& rng) {
    const double reward = rewardTaken_ ? 0.0 : view.reward;
    rewardTaken_ = false;
    reward_ += reward;
    if (reward > 0.0)
        rememberGoal(view);
    untilDecision_ -= view.dt;
    // A tick that ends nearer to the decision than the next one would is the one that takes it.
    if (heading_ < 0 || putElsewhere_ || reward != 0.0 || untilDecision_ < 0.5 * view.dt)
        decide(view, rng);
    return parameters_.body.speed * headingVector(heading_);
}

void VectorNavigator::endEpisode(const AgentView& view, bool reached, Rng&) {
    reward_ += view.reward;
    rewardTaken_ = true;
    if (view.reward > 0.0)
        rememberGoal(view);
    else if (!reached)
        forgetGoal();
    if (learning_.underWay()) {
        if (!reached) { // the time was up, not the way at its end
            observe(view);
            think();
        }
        learning_.end(reward_, reached ? 0.0 : value_, true);
    }
    putElsewhere_ = true;
}

void VectorNavigator::arenaChanged(ArenaPointer arena) {
    if (parameters_.toldOfNewGoals && !(arena->arena().rewards == arena_->arena().rewards))
        forgetGoal();
    arena_ = std::move(arena);
}

void VectorNavigator::checkUpdate(const JsonCursor& cursor) const {
    code_.intact(VectorNavigatorParameters::fields().read(cursor).lesion);
}

void VectorNavigator::update(const JsonCursor& cursor) {
    parameters_ = VectorNavigatorParameters::fields().read(cursor);
    intact_ = code_.intact(parameters_.lesion);
    learning_.update(parameters_.training);
    if (!parameters_.body.learning)
        learning_.abandon();
}

void VectorNavigator::state(StateVisitor& s) {
    NavigatorShape sizes = shape();
    s("policy_shape", sizes, [&](const StateCheck& check, const NavigatorShape& found) {
        check.require(found == shape(), "expected a policy of other sizes");
    });
    s("policy_weights", network_.weights())("started", started_).section("learning", learning_);
    s("hidden", hidden_)("cell", cell_)("goal", goal_)("goal_known", goalKnown_);
    const double longest = Checkpoint::longestTime;
    s("heading", heading_, Allowed::from(-1, headings - 1));
    s("until_decision", untilDecision_, Allowed::from(-longest, longest));
    s("reward", reward_)("reward_taken", rewardTaken_)("put_elsewhere", putElsewhere_);
    s("value", value_)("decisions", decisions_, Allowed::counts());
    s("probabilities", probabilities_);
}

std::vector<Reading> VectorNavigator::readings() const {
    return {{"value", "Value", "", value_},
            {"goal_known", "Goal known", "", goalKnown_ ? 1.0 : 0.0},
            {"decisions", "Decisions", "", static_cast<double>(decisions_)}};
}

AgentType VectorNavigator::type() {
    AgentType type{describe<VectorNavigatorParameters>(
        "vector_navigator", "Vector navigator",
        "Learns to go straight to where the last reward was, by the code of here and that of the "
        "goal.")};
    type.nature = Nature::artificial;
    type.create = [](const JsonCursor& cursor, const AgentSetting& setting) {
        return std::make_unique<VectorNavigator>(VectorNavigatorParameters::fields().read(cursor),
                                                 setting);
    };
    return type;
}

} // namespace hippodrome

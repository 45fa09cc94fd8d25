#include "docs/guides/skeletons/my_agent.h"

#include <cmath>
#include <numbers>

namespace hippodrome {

const Fields<MyAgentParameters>& MyAgentParameters::fields() {
    using P = MyAgentParameters;
    static const Fields<P> list = Fields<P>()
                                      .real("speed", &P::speed,
                                            {.label = "Speed",
                                             .unit = "m/s",
                                             .minimum = 0.01,
                                             .maximum = 10.0,
                                             .help = "That it wants along its heading.",
                                             .effect = Effect::live})
                                      .real("turn_interval", &P::turnInterval,
                                            {.label = "Time between turns",
                                             .unit = "s",
                                             .minimum = 0.05,
                                             .maximum = 1000.0,
                                             .help = "Mean time until it takes another heading.",
                                             .effect = Effect::live});
    return list;
}

std::optional<Vec2> MyAgent::act(const AgentView& view, Rng& rng) {
    untilTurn_ -= view.dt;
    if (untilTurn_ <= 0.0) {
        heading_ = rng.uniform(-std::numbers::pi, std::numbers::pi);
        untilTurn_ = -parameters_.turnInterval * std::log1p(-rng.uniform());
    }
    return parameters_.speed * unitVector(heading_);
}

void MyAgent::update(const JsonCursor& parameters) {
    parameters_ = MyAgentParameters::fields().read(parameters);
}

void MyAgent::state(StateVisitor& s) {
    s("heading", heading_, Allowed::from(-std::numbers::pi, std::numbers::pi));
    s("until_turn", untilTurn_, Allowed::from(-Checkpoint::longestTime, Checkpoint::longestTime));
}

AgentType MyAgent::type() {
    AgentType type{describe<MyAgentParameters>(
        "my_agent", "My agent", "Goes straight on, and takes another heading now and then.")};
    type.create = [](const JsonCursor& parameters, const AgentSetting&) {
        return std::make_unique<MyAgent>(MyAgentParameters::fields().read(parameters));
    };
    return type;
}

} // namespace hippodrome

#include "core/agents/steered.h"

#include <cmath>

namespace hippodrome {

const Fields<SteeredParameters>& SteeredParameters::fields() {
    using P = SteeredParameters;
    static const Fields<P> list = Fields<P>().real("speed", &P::speed,
                                                   {.label = "Speed",
                                                    .unit = "m/s",
                                                    .minimum = 0.01,
                                                    .maximum = 10,
                                                    .help = "While a key or the mouse steers it.",
                                                    .effect = Effect::live});
    return list;
}

void Steered::steer(std::optional<Vec2> direction) {
    steering_ = direction.value_or(Vec2{});
    const double size = length(steering_);
    if (!std::isfinite(size))
        steering_ = {};
    else if (size > 1.0)
        steering_ = 1.0 / size * steering_;
}

std::optional<Vec2> Steered::act(const AgentView&, Rng&) {
    return parameters_.speed * steering_;
}

void Steered::update(const JsonCursor& parameters) {
    parameters_ = SteeredParameters::fields().read(parameters);
}

void Steered::state(StateVisitor& s) {
    s("steering", steering_);
}

AgentType Steered::type() {
    AgentType type{describe<SteeredParameters>(
        "steered", "Steered by hand",
        "Goes where you steer it: with the arrow keys, or with the tool that leads the rat to the "
        "pointer.")};
    type.steered = true;
    type.create = [](const JsonCursor& cursor, const AgentSetting&) {
        return std::make_unique<Steered>(SteeredParameters::fields().read(cursor));
    };
    return type;
}

} // namespace hippodrome

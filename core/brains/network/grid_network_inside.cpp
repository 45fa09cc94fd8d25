// What a network shows of its inside.
#include "core/brains/network/grid_network.h"

#include <algorithm>
#include <array>

namespace hippodrome {

namespace {

void addActivity(InsideTable& table, const std::string& label, std::span<const float> values) {
    const bool isSigned =
        std::any_of(values.begin(), values.end(), [](float value) { return value < 0.0f; });
    table.addStrip(label, values, isSigned);
}

InsideTable stateOf(const PathIntegratorPass<float>& pass) {
    InsideTable state;
    state.label = "state as it rides";
    state.help = "Every column is a unit: how far its gates are open now, what it holds, and what "
                 "it tells the others. The number at the right is the largest of each strip.";
    const std::size_t hidden = static_cast<std::size_t>(pass.shape().hidden);
    if (pass.shape().recurrence == Recurrence::lstm) {
        const float* gates = pass.gates();
        for (const char* gate : gateNames) {
            addActivity(state, gate, std::span(gates, hidden));
            gates += hidden;
        }
        addActivity(state, "cell", std::span(pass.cells(), hidden));
    }
    addActivity(state, "hidden", std::span(pass.hidden(), hidden));
    return state;
}

} // namespace

Inside GridNetwork::inside() {
    Inside inside;
    inside.tables.push_back(stateOf(rider_->pass()));
    trainer_->watchNextStep();
    if (!trainer_->magnitudes())
        return inside;
    InsideTable forward, backward;
    forward.across = backward.across = "time step";
    forward.label = "activity, forwards";
    forward.help = "Size of the activity of every layer in the last training step that was looked "
                   "at (root mean square over the batch), time steps from left to right.";
    const bool random = parameters_.feedbackAlignment;
    backward.label =
        random ? "errors, backwards by random weights" : "errors, backwards by transposed weights";
    backward.help = std::string("Size of the error that reaches every layer, from the outputs down "
                                "and from the last time step to the first. It goes back through ") +
                    (random ? "fixed random weights, so that no synapse need know another one's "
                              "strength; the order of time is still turned round."
                            : "the transposed forward weights: every synapse would have to know "
                              "another one's strength, and the order of time would have to turn "
                              "round. Nothing in the rat does that.");
    const PathIntegratorMagnitudes& sizes = *trainer_->magnitudes();
    for (std::size_t layer = sizes.layers().size(); layer-- > 0;) { // the outputs stand above
        const std::string& name = sizes.layers()[layer].name;
        forward.addStrip(name, std::span<const float>(sizes.forward(layer)));
        backward.addStrip(name, std::span<const float>(sizes.backward(layer)));
    }
    inside.tables.push_back(std::move(forward));
    inside.tables.push_back(std::move(backward));
    return inside;
}

} // namespace hippodrome

#include "core/net/path_integrator_shape.h"

#include <cassert>

namespace hippodrome {

WeightLayout::WeightLayout(const PathIntegratorShape& shape) {
    const int gates = shape.gateBlocks() * shape.hidden;
    add("input", gates, shape.inputs);
    add("recurrent", gates, shape.hidden);
    if (shape.gated())
        add("velocity_gate", shape.hidden, 2 * shape.hidden);
    if (shape.recurrentBias)
        add("recurrent_bias", gates, 1);
    if (shape.initialInputs > 0) {
        add("initial_state", shape.hidden, shape.initialInputs);
        if (shape.initialBias)
            add("initial_state_bias", shape.hidden, 1);
        if (shape.recurrence == Recurrence::lstm) {
            add("initial_cell", shape.hidden, shape.initialInputs);
            if (shape.initialBias)
                add("initial_cell_bias", shape.hidden, 1);
        }
    }
    if (shape.bottleneck > 0)
        add("bottleneck", shape.bottleneck, shape.hidden);
    for (const HeadShape& head : shape.heads) {
        add(head.name, head.outputs, shape.representation());
        if (head.bias)
            add(head.name + "_bias", head.outputs, 1);
    }
}

void WeightLayout::add(const std::string& name, int rows, int columns) {
    views_.push_back({name, rows, columns, size_});
    size_ += views_.back().size();
}

const WeightView* WeightLayout::find(const std::string& name) const {
    for (const WeightView& view : views_)
        if (view.name == name)
            return &view;
    return nullptr;
}

std::size_t WeightLayout::offset(const std::string& name) const {
    const WeightView* view = find(name);
    assert(view);
    return view->offset;
}

} // namespace hippodrome

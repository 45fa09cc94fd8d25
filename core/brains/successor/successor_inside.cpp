// What a successor map shows of its inside.
#include "core/brains/probe_maps.h"
#include "core/brains/successor/successor.h"

#include <algorithm>
#include <array>

namespace hippodrome {

namespace {

/// Bins along the longer side of the pictures.
constexpr int pictureBins = 40;

} // namespace

Inside Successor::inside() {
    Inside inside;
    if (state_ < 0)
        return inside;
    const Bounds& bounds = arena_->bounds();
    const BinGrid grid =
        BinGrid::covering(bounds, std::max(bounds.width(), bounds.height()) / pictureBins);
    const std::array<std::span<const double>, 3> tiles = {map_.row(state_), map_.traces(),
                                                          map_.lastError()};
    const PopulationMaps pictures =
        probeMaps(grid, *arena_, tiles.size(), [&](Vec2 place, std::span<float> values) {
            const int state = graph_->stateAt(place);
            for (std::size_t k = 0; k < tiles.size(); ++k)
                values[k] = state < 0
                                ? std::nanf("")
                                : static_cast<float>(tiles[k][static_cast<std::size_t>(state)]);
        });
    const auto add = [&](int index, const char* label, const char* help, bool isSigned) {
        InsideTable table;
        table.label = label;
        table.help = help;
        table.setPicture(pictures.columns, pictures.map(index), isSigned);
        inside.tables.push_back(std::move(table));
    };
    add(0, "visits expected from here",
        "The row of the map that belongs to the rat's tile: how often each tile will be visited, "
        "discounted.",
        false);
    add(1, "eligibility trace",
        "Tiles that the rat came through: what a surprise teaches now, it teaches about all of "
        "them.",
        false);
    add(2, "error of the last move",
        "More visits than expected are red, fewer are blue. Each tile's row changes by this error "
        "times its trace and the learning rate: nothing but what is at hand.",
        true);
    return inside;
}

} // namespace hippodrome

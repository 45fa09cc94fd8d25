#include "core/brains/successor/successor.h"

namespace hippodrome {

const Fields<SuccessorParameters>& SuccessorParameters::fields() {
    using P = SuccessorParameters;
    static const Fields<P> list =
        Fields<P>()
            .choice("tiles", &P::tiles,
                    {{"square", TileShape::square}, {"hexagonal", TileShape::hexagonal}},
                    {.label = "Tiles",
                     .help = "What the arena is divided into: squares with four neighbours, or "
                             "hexagons with six."})
            .real("tile_size", &P::tileSize,
                  {.label = "Tile size",
                   .unit = "m",
                   .minimum = 0.02,
                   .maximum = 0.2,
                   .help = "Width of a tile."})
            .real("discount", &P::discount,
                  {.label = "Discount",
                   .minimum = 0.0,
                   .maximum = 0.999,
                   .help = "How much a visit counts for each move that it lies further ahead. It "
                           "sets the size of the fields; 1 would make the sum endless.",
                   .source = "Reproductions of Stachenfeld et al. 2017 use 0.9 to 0.995",
                   .effect = Effect::live})
            .real("learning_rate", &P::learningRate,
                  {.label = "Learning rate",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "Share of each prediction error that is learned.",
                   .effect = Effect::live})
            .real("trace", &P::trace,
                  {.label = "Trace",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help =
                       "Lambda: earlier states learn from the error too, each move back by "
                       "this times the discount less. 0 is TD(0), which needs many more visits.",
                   .effect = Effect::live})
            .choice("start", &P::start, {{"nothing", Start::nothing}, {"walk", Start::walk}},
                    {.label = "Starts with",
                     .help = "A rat that knows nothing (each tile predicts itself), or one that "
                             "has walked about at random in this arena for ever.",
                     .source = "De Cothi et al. 2022: the map of the open maze"})
            .choice("blocked_moves", &P::blocked,
                    {{"choose_again", BlockedMove::chooseAgain}, {"stay", BlockedMove::stay}},
                    {.label = "Blocked moves",
                     .help = "What a random walk does where a wall blocks a move. It changes how "
                             "often corners are visited."})
            .choice("policy", &P::policy,
                    {{"random_walk", Policy::randomWalk}, {"observed", Policy::observed}},
                    {.label = "Exact solution for",
                     .help = "The policy that the exact map is for: a random walk, or the moves "
                             "that the rat was seen to make. The rat learns its own.",
                     .effect = Effect::live})
            .real("policy_rate", &P::policyRate,
                  {.label = "Policy rate",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "How fast the moves that were seen from a tile replace the walk that "
                           "was assumed.",
                   .effect = Effect::live})
            .integer("cells", &P::cells,
                     {.label = "Cells shown",
                      .minimum = 1,
                      .maximum = StateGraph::mostStates,
                      .help = "Tiles whose column (a place cell) and row (a prediction) are shown, "
                              "spread evenly."})
            .integer("grid_cells", &P::gridCells,
                     {.label = "Grid cells",
                      .minimum = 1,
                      .maximum = 200,
                      .help = "Leading eigenvectors, at most as many as there are tiles, less "
                              "one."})
            .choice("grid_source", &P::gridSource,
                    {{"walk", GridSource::walk}, {"learned", GridSource::learned}},
                    {.label = "Grid cells from",
                     .help = "The random walk's moves, which an edit changes at once, or the map "
                             "that was learned, made symmetric.",
                     .effect = Effect::live});
    return list;
}

} // namespace hippodrome

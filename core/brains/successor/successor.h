#pragma once

#include "core/brains/brain.h"
#include "core/states/successor_map.h"
#include "core/states/transitions.h"

namespace hippodrome {

struct SuccessorParameters {
    enum class Policy { randomWalk, observed };
    enum class GridSource { walk, learned };
    enum class Start { nothing, walk };

    TileShape tiles = TileShape::square;
    double tileSize = 0.1;     ///< [m]
    double discount = 0.95;    ///< per move
    double learningRate = 0.1; ///< of the map
    double trace = 0.8;        ///< lambda
    Start start = Start::nothing;
    BlockedMove blocked = BlockedMove::chooseAgain;
    Policy policy = Policy::observed; ///< that the exact solution is for
    double policyRate = 0.02;         ///< how fast what was seen replaces what was thought
    int cells = 100;                  ///< shown of each kind
    int gridCells = 32;
    GridSource gridSource = GridSource::walk;

    static const Fields<SuccessorParameters>& fields();
};

/// The successor representation as a model of the hippocampus (Stachenfeld, Botvinick and Gershman
/// 2017, Nat. Neurosci. 20:1643): the arena is divided into tiles, and temporal differences along
/// the rat's path learn how often each tile will be visited from each other.
///
/// Populations: `place_cells` (columns of the map: how soon this tile will be reached from here),
/// `predictions` (rows: which tiles follow from this one) and `grid_cells` (leading eigenvectors,
/// thresholded at zero, scaled to a peak of 1).
///
/// A wall cuts moves at once, and with them the exact solution and the eigenvectors of the walk;
/// what was learned bends as the rat learns.
class Successor final : public Brain {
public:
    Successor(const SuccessorParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    const std::vector<Population>& populations() const override { return populations_; }
    void begin(const Observation& first) override;
    double observe(const Observation& observation) override;
    std::span<const float> rates(std::size_t population) const override {
        return rates_[population];
    }
    std::vector<Reading> readings() const override;
    Inside inside() override;
    void checkArena(const ArenaPointer& arena) const override;
    void arenaChanged(ArenaPointer arena) override;
    void update(const JsonCursor& parameters) override;
    std::optional<PopulationMaps> probe(std::size_t population, const BinGrid& grid) const override;
    std::vector<float> ratesAt(std::size_t population, std::span<const Vec2> places,
                               std::span<const double> headDirections) const override;
    void state(StateVisitor& s) override;

    const StateGraph& graph() const { return *graph_; }
    const SuccessorMap& map() const { return map_; }
    /// The tiles whose columns and rows are shown, in the order of the units.
    const std::vector<int>& shownStates() const { return shown_; }
    /// What the rat was seen to do.
    const Transitions& observedPolicy() const { return observed_; }
    /// Exact columns of the shown tiles under the chosen policy (cells, states).
    std::span<const double> exactColumns() const { return exact_; }
    /// Distance of the learned columns from the exact ones, relative to these. Looks at all of
    /// both.
    double distanceToExact() const;

private:
    enum Kind : std::size_t { placeCells, predictions, gridCells };

    void makeGraph();
    void startMap();
    void chooseShown();
    void solve();
    void compare();
    void findModes();
    void setGridFields();
    /// Of one population at a state (units).
    void ratesIn(std::size_t population, int state, std::span<float> rates) const;
    void setRates();

    SuccessorParameters parameters_;
    ArenaPointer arena_;
    Vec2 anchor_; ///< of the tiles: they survive an edit of the arena
    std::optional<StateGraph> graph_;
    SuccessorMap map_;
    Transitions observed_;
    int state_ = -1;
    std::vector<int> shown_;
    std::vector<double> exact_;
    Modes modes_;
    std::vector<float> gridFields_; ///< thresholded and scaled to 1 (grid cells, states)
    double predictionError_ = 0.0;  ///< smoothed
    long moves_ = 0;
    double distance_ = 0.0;    ///< to the exact columns when it was last looked at
    double sinceSolved_ = 0.0; ///< and when that was [s]
    std::vector<Population> populations_;
    std::vector<std::vector<float>> rates_;
};

} // namespace hippodrome

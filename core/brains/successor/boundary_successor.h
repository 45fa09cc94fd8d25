#pragma once

#include "core/brains/brain.h"
#include "core/cells/boundary_vector_cells.h"

namespace hippodrome {

struct BoundarySuccessorParameters {
    enum class Start { identity, ones };

    int distances = 10;      ///< preferred by boundary cells
    int directions = 16;     ///< for each distance
    double farthest = 0.75;  ///< preferred distance, of at most half the arena [m]
    double discount = 0.995; ///< per step
    double interval = 0.02;  ///< of a step [s]
    double learningRate = 1e-4;
    double threshold = 0.8; ///< of place cells, share of their peak
    int gridCells = 32;
    Start start = Start::identity;

    static const Fields<BoundarySuccessorParameters>& fields();
};

/// Boundary cells to successor features (de Cothi and Barry 2020, Hippocampus 30:1347): the rates f
/// of boundary vector cells are the features of continuous space, without tiles, and
///
///     M <- M + rate (f_t + discount M f_t+1 - M f_t) f_t^T
///
/// learns what they will be. Populations: `place_cells` (rows of psi = M f, over their peak and
/// above a threshold) and `grid_cells` (eigenvectors of M made symmetric, projected on f, over
/// their peak and above zero).
class BoundarySuccessor final : public Brain {
public:
    BoundarySuccessor(const BoundarySuccessorParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    const std::vector<Population>& populations() const override { return populations_; }
    void begin(const Observation& first) override;
    double observe(const Observation& observation) override;
    std::span<const float> rates(std::size_t population) const override {
        return rates_[population];
    }
    std::vector<Reading> readings() const override;
    void arenaChanged(ArenaPointer arena) override;
    void update(const JsonCursor& parameters) override;
    std::optional<PopulationMaps> probe(std::size_t population, const BinGrid& grid) const override;
    std::vector<float> ratesAt(std::size_t population, std::span<const Vec2> places,
                               std::span<const double> headDirections) const override;
    void state(StateVisitor& s) override;

    int features() const { return static_cast<int>(tunings_.size()); }
    std::span<const double> map() const { return map_; } ///< M (features, features)

private:
    enum Kind : std::size_t { placeCells, gridCells };

    void makeFeatures();
    void learn();
    /// What follows from the map: peaks of place cells, eigenvectors.
    void digest();
    void ratesFrom(std::size_t population, std::span<const float> features,
                   std::span<float> rates) const;
    void ratesThere(std::size_t population, Vec2 place, std::span<float> rates) const;

    BoundarySuccessorParameters parameters_;
    ArenaPointer arena_;
    std::vector<VectorTuning> tunings_;
    std::optional<BoundaryVectorCells> cells_;
    std::vector<double> map_;
    std::vector<float> before_, now_;    ///< features at the last step and at this moment
    double sinceStep_ = 0.0;             ///< [s]
    double sinceDigest_ = 0.0;           ///< [s]
    bool started_ = false;               ///< `before_` holds a step
    double predictionError_ = 0.0;       ///< smoothed
    std::vector<float> latticeFeatures_; ///< at places all over the arena (places, features)
    std::vector<double> peaks_;          ///< of psi over those places (features)
    std::vector<double> modes_;          ///< projections (grid cells, features)
    std::vector<double> modePeaks_;
    std::vector<Population> populations_;
    std::vector<std::vector<float>> rates_;
};

} // namespace hippodrome

#pragma once

#include "core/brains/brain.h"
#include "core/brains/dynamics/input_sheet.h"

namespace hippodrome {

struct PlasticGridParameters {
    enum class Rule {
        balance, ///< excitation and inhibition learn, inhibition keeps a target rate
        hebb     ///< non-negative Hebbian weights from centre-surround inputs
    };

    Rule rule = Rule::balance;
    int cells = 16;
    double width = 0.05;         ///< of excitatory fields [m]
    double widthRatio = 2.0;     ///< of inhibitory fields, or of the surround, over that
    double spacing = 1.0 / 70.0; ///< of excitatory inputs [m]; inhibitory ones are twice as far
    double excitatoryRate = 6.7e-5;
    double inhibitoryRate = 2.7e-4;
    double targetRate = 1.0; ///< [Hz]
    double surround = 1.0;   ///< strength under hebb; 1: inputs have mean zero
    bool nonNegative = true; ///< under hebb; excitation and inhibition always are
    double hebbianRate = 1e-3;
    double initialSpread = 0.05;
    double stepLength = 0.01; ///< of the training walk [m]
    double turnSpread = 0.2;  ///< turn per step, standard deviation [rad]
    int stepsPerUpdate = 2000;

    static const Fields<PlasticGridParameters>& fields();
};

/// Grid cells that form by local learning alone. Two rules: excitation and inhibition from place
/// inputs that are both plastic, where the inhibitory fields are wider (Weber and Sprekeler 2018,
/// eLife 7:e34560); or Hebbian weights that cannot be negative, from centre-surround inputs, with
/// Oja's decay (Dordek et al. 2016, eLife 5:e10094). Trained on a simulated walk of its own, since
/// in the rat's time it would need tens of hours; the rat shows the weights of the moment.
///
/// Inputs are Gaussians over the bounding box of the arena and somewhat beyond: only the walk knows
/// of its walls.
class PlasticGrid final : public Brain, public Trainable {
public:
    PlasticGrid(const PlasticGridParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    const std::vector<Population>& populations() const override { return populations_; }
    void begin(const Observation& first) override;
    double observe(const Observation& observation) override;
    std::span<const float> rates(std::size_t) const override { return rates_; }
    void arenaChanged(ArenaPointer arena) override;
    void update(const JsonCursor& parameters) override;
    std::optional<PopulationMaps> probe(std::size_t population, const BinGrid& grid) const override;
    std::vector<float> ratesAt(std::size_t population, std::span<const Vec2> places,
                               std::span<const double> headDirections) const override;
    Trainable* trainable() override { return this; }
    /// The weights of the first cell.
    Inside inside() override;
    bool trainStep(ThreadPool& threads, const std::function<bool()>& betweenParts) override;
    TrainingReport trainingReport() const override;
    FullProbe fullProbe(const BinGrid& grid, long samples, ThreadPool& threads) override;
    std::vector<NamedArray> exportedArrays() const override;
    void state(StateVisitor& s) override;

private:
    /// The weights of one cell. Excitatory ones are `scale` times `narrow`, so that keeping their
    /// length costs no pass over all of them.
    struct Cell {
        std::vector<float> narrow; ///< from the excitatory inputs
        std::vector<float> wide;   ///< from the inhibitory ones; none with the Hebbian rule
        double scale = 1.0;
        double squares = 0.0; ///< of `narrow`
    };
    struct Walk {
        Vec2 place;
        double heading = 0.0;
        Rng rng;
    };
    struct Inputs {
        InputSheet::Activity narrow, wide;
    };

    void makeSheets();
    void makeCells(Rng rng);
    void advance(Walk& walk) const;
    void inputsAt(Vec2 place, Inputs& inputs) const;
    double surroundHeight() const;
    void ratesThere(Vec2 place, std::span<float> rates) const;
    float output(const Cell& cell, const Inputs& inputs) const;
    float learn(Cell& cell, const Inputs& inputs) const;
    void foldScale(Cell& cell) const;

    PlasticGridParameters parameters_;
    ArenaPointer arena_;
    Bounds bounds_; ///< over which the inputs lie: around the arena it was made in
    std::optional<InputSheet> narrow_, wide_;
    std::vector<Cell> cells_;
    double length_ = 1.0; ///< that excitatory weights keep
    Walk walk_;
    long updates_ = 0;
    double loss_ = 1.0; ///< smoothed, see trainingReport()
    std::vector<Population> populations_;
    std::vector<float> rates_;
};

} // namespace hippodrome

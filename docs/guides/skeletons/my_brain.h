#pragma once

#include "core/brains/brain.h"

namespace hippodrome {

struct MyBrainParameters {
    int count = 16;
    double width = 0.15;       ///< of a field [m]
    double timeConstant = 0.2; ///< of the membrane [s]

    static const Fields<MyBrainParameters>& fields();
};

/// What it models, after whom (authors, year, journal), and in which equation:
///
///     tau dr/dt = exp(-d^2 / 2 w^2) - r
///
/// with d the distance from a cell's centre. What it leaves out.
class MyBrain final : public Brain {
public:
    MyBrain(const MyBrainParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    const std::vector<Population>& populations() const override { return populations_; }
    void begin(const Observation& first) override;
    double observe(const Observation& observation) override;
    std::span<const float> rates(std::size_t) const override { return rates_; }
    void arenaChanged(ArenaPointer arena) override { arena_ = std::move(arena); }
    void update(const JsonCursor& parameters) override;
    std::optional<PopulationMaps> probe(std::size_t population, const BinGrid& grid) const override;
    bool probeIsStatic() const override { return true; } // the centres stay
    void state(StateVisitor& s) override;

private:
    /// The rate that a cell comes to at a place.
    double drive(std::size_t cell, Vec2 place) const;

    MyBrainParameters parameters_;
    ArenaPointer arena_;
    std::vector<Population> populations_;
    std::vector<Vec2> centres_; ///< drawn once: they survive every edit
    std::vector<float> rates_;
};

} // namespace hippodrome

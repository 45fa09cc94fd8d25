#pragma once

#include "core/analysis/map_accumulator.h"
#include "core/arena/arena_geometry.h"
#include "core/base/kinds.h"
#include "core/base/nature.h"
#include "core/base/parallel.h"
#include "core/base/reading.h"
#include "core/base/state_visitor.h"
#include "core/brains/inside.h"
#include "core/cells/poisson_spikes.h"
#include "core/net/named_array.h"

#include <cmath>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hippodrome {

/// What every brain learns about the rat at a tick.
struct Observation {
    double dt = 0.0;              ///< since the tick before [s]
    Vec2 position;                ///< [m]
    Vec2 velocity;                ///< [m/s]
    double headDirection = 0.0;   ///< [rad]
    double angularVelocity = 0.0; ///< [rad/s]
    double reward = 0.0;          ///< received at this tick
    double time = 0.0;            ///< since the start of the run [s]
    bool dark = false;            ///< nothing is seen; walls are felt on contact only
    /// What the senses of own movement add to this tick's displacement and turn, which is the
    /// noise that path integration accumulates.
    Vec2 movementError;     ///< [m]
    double turnError = 0.0; ///< [rad]
};

/// Units of one kind inside a brain.
struct Population {
    std::string name; ///< `units`, `place_output`, ...
    int units = 0;
    bool signedActivity = false; ///< may fall below zero, so information measures do not apply
    std::string unit;            ///< of the activity: `Hz`, or empty for an arbitrary activation
    bool spiking = false;        ///< emits spikes; its path maps count them
};

/// How training goes, smoothed over the last steps where that helps reading.
struct TrainingReport {
    long updates = 0;
    double loss = 0.0;          ///< relative to predicting zero, or above the target entropy [nat]
    std::string lossLabel;      ///< says which of the two
    double decodingError = 0.0; ///< mean distance between true and decoded position [m]
    double chanceError = 0.0;   ///< the same for two random places [m]
    bool diverged = false;
};

/// What a brain that trains does on fresh samples.
struct FullProbe {
    /// Bins of heading, from 0 to 2 pi (Banino et al. 2018: 20).
    static constexpr int directionBins = 20;

    PopulationMaps maps;      ///< of population 0
    PopulationMaps direction; ///< the same by heading, (units, 1, directionBins); may have no units
    double decodingError = std::nan("");     ///< mean over all steps of the paths [m]
    double lastDecodingError = std::nan(""); ///< mean at their last step [m]
    double pathSeconds = 0.0;                ///< from the known start to the last step
};

/// A brain that learns from simulated paths, apart from the rat's.
class Trainable {
public:
    virtual ~Trainable() = default;
    /// One optimiser step. `betweenParts` is called often, on the calling thread only; when it
    /// returns true, the step is abandoned, nothing has changed, and false is returned.
    virtual bool trainStep(ThreadPool& threads, const std::function<bool()>& betweenParts) = 0;
    virtual TrainingReport trainingReport() const = 0;
    /// What it does on `samples` fresh samples, for numbers that are reported. Draws from a stream
    /// of its own, so that looking changes nothing.
    virtual FullProbe fullProbe(const BinGrid& grid, long samples, ThreadPool& threads) = 0;
    /// What it has learned, and what its outputs mean, under names that other programs know.
    virtual std::vector<NamedArray> exportedArrays() const = 0;
};

/// Something that rides in the rat: observes it at every tick, keeps state, may learn, and offers
/// populations of units. One thread at a time.
class Brain {
public:
    virtual ~Brain() = default;

    virtual const std::vector<Population>& populations() const = 0;
    /// The rat was put somewhere.
    virtual void begin(const Observation& first) = 0;
    /// Returns the seconds of path that new rates stand for, 0 while there are none: a brain may
    /// move in steps of its own.
    virtual double observe(const Observation& observation) = 0;
    /// The current activity of a population (units).
    virtual std::span<const float> rates(std::size_t population) const = 0;

    /// Spikes of a population during the last observe(), in the order of their times.
    virtual std::span<const Spike> spikes(std::size_t population) const {
        (void)population;
        return {};
    }
    /// Numbers about itself, always the same ones in the same order; NaN while unknown.
    virtual std::vector<Reading> readings() const { return {}; }

    /// What a person should know of it that the scene does not say, one sentence each.
    virtual std::vector<std::string> notes() const { return {}; }

    /// What goes on inside, for a panel that somebody looks at; asked some times per second. May
    /// note that the next training step is to be looked at, but changes nothing in what happens.
    virtual Inside inside() { return {}; }

    /// Throws Error when this brain could not live in that arena; an edit is then refused.
    virtual void checkArena(const ArenaPointer& arena) const { (void)arena; }
    /// The arena was edited, if only a reward. Cell centres survive; geometry is made again.
    virtual void arenaChanged(ArenaPointer arena) = 0;
    /// New values of fields that act live; the others are as before.
    virtual void update(const JsonCursor& parameters) = 0;

    /// Where the brain believes the rat to be.
    virtual std::optional<Vec2> decodedPosition() const { return std::nullopt; }
    /// The current tuning of a population without waiting for the rat, if the brain can tell;
    /// `grid` says at which bins it is wanted.
    virtual std::optional<PopulationMaps> probe(std::size_t population,
                                                const BinGrid& grid) const = 0;
    /// The probe changes only with edits and parameters, not as time passes.
    virtual bool probeIsStatic() const { return false; }
    /// Maps of this brain are made in the few bins of BinGrid::scoring(), as those of networks are:
    /// they move in steps longer than a tick.
    virtual bool usesScoringBins() const { return false; }
    /// Rates of a population at given places and head directions, for tuning curves without a walk;
    /// (places, units). Empty when the rates depend on the path.
    virtual std::vector<float> ratesAt(std::size_t population, std::span<const Vec2> places,
                                       std::span<const double> headDirections) const {
        (void)population, (void)places, (void)headDirections;
        return {};
    }
    virtual Trainable* trainable() { return nullptr; }

    /// What it has learned and where it stands, said once for both directions; read into a brain
    /// that was just made.
    virtual void state(StateVisitor& s) = 0;
    void save(Checkpoint& checkpoint) const { saveState(*this, checkpoint); }
    /// Throws Error; this brain is then half read and of no more use.
    void restore(const Checkpoint& checkpoint) { restoreState(*this, checkpoint); }
};

/// What a brain is made from.
struct BrainSetting {
    std::string name; ///< its name in the scene; part of its random streams
    std::uint64_t seed = 0;
    ArenaPointer arena;
};

/// The same boundary, holes and walls: at most rewards and objects differ.
bool sameGround(const Arena& a, const Arena& b);

/// A kind of brain that a scene can name.
struct BrainType : Kind {
    Nature nature = Nature::biological;
    std::function<std::unique_ptr<Brain>(const JsonCursor& parameters, const BrainSetting&)> create;
};

/// Every kind of brain; the list is in brain_types.cpp.
const Kinds<BrainType>& brainTypes();
/// The type with this key; throws Error at the cursor, listing the known ones.
inline const BrainType& brainType(const JsonCursor& key) {
    return brainTypes().named(key);
}
/// The same for a key that is known to exist.
inline const BrainType& brainType(const std::string& key) {
    return brainTypes().named(key);
}

/// A BrainType for a parameter struct `P` with `P::fields()` and a brain `B(P, BrainSetting)`.
template <class B, class P>
BrainType describeBrain(std::string key, std::string label, Nature nature, std::string help) {
    return {describe<P>(std::move(key), std::move(label), std::move(help)), nature,
            [](const JsonCursor& parameters, const BrainSetting& setting) {
                return std::make_unique<B>(P::fields().read(parameters), setting);
            }};
}

} // namespace hippodrome

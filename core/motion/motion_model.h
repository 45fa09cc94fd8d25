#pragma once

#include "core/arena/arena_geometry.h"
#include "core/base/json_io.h"
#include "core/base/kinds.h"
#include "core/base/rng.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hippodrome {

/// Where the rat is and how it moved in the last step, as an observer measures it.
struct RatState {
    Vec2 position;                ///< [m]
    Vec2 velocity;                ///< displacement of the last step over its duration [m/s]
    double headDirection = 0.0;   ///< counter-clockwise from +x, in [-pi, pi) [rad]
    double angularVelocity = 0.0; ///< turning in the last step [rad/s]; of what, the model says
    friend bool operator==(const RatState&, const RatState&) = default;
};

/// Moves the rat. After every step the rat stands inside the arena, a micrometre or more from every
/// wall (a recorded path may lead along a wall itself), and has crossed none. When the arena has
/// changed so that the rat stands outside, in a hole or in a wall, step() first puts it at the
/// nearest place inside.
class MotionModel {
public:
    virtual ~MotionModel() = default;

    /// Puts the rat at a random place with a random heading (a recorded path: at its beginning).
    /// Throws Error when the arena does not suit the model.
    virtual void start(const ArenaGeometry& arena, RatState& rat, Rng& rng) = 0;

    /// Moves the rat for `dt` seconds. A `desiredVelocity` [m/s] draws it as the drift velocity of
    /// RatInABox does: the walk stays random.
    virtual void step(const ArenaGeometry& arena, double dt, std::optional<Vec2> desiredVelocity,
                      RatState& rat, Rng& rng) = 0;

    /// Takes new parameters while it runs; false when they need a restart, and nothing is taken.
    virtual bool update(const JsonCursor& parameters) = 0;

    /// What the model remembers beyond the RatState; restoring gives the same bits.
    virtual Json saveState() const = 0;
    virtual void restoreState(const JsonCursor& cursor) = 0;

    /// True when there is no further movement.
    virtual bool finished() const { return false; }

    /// True when the last step led to a beginning: where the rat was before has nothing to do with
    /// where it is.
    virtual bool startedAnew() const { return false; }
    /// How many beginnings have followed the first.
    virtual long beginnings() const { return 0; }

    /// What a user should know of what was made of the given data, a sentence each.
    virtual std::vector<std::string> notes() const { return {}; }
};

/// A kind of motion model.
struct MotionType : Kind {
    /// The file that resolved parameters name, relative to the scene's folder; not set, or empty,
    /// when there is none. Its content is part of the scene: the parameters have `file`, and
    /// `data_hash` for the hash of it.
    std::function<std::filesystem::path(const Json& parameters)> dataFile;
    /// Files are looked for in the scene's folder.
    std::function<std::unique_ptr<MotionModel>(const JsonCursor& parameters,
                                               const std::filesystem::path& sceneFolder)>
        create;
};

/// All kinds of motion model: one line each.
const Kinds<MotionType>& motionTypes();
/// The kind that a text names; throws Error with the known names when there is none.
inline const MotionType& motionType(const JsonCursor& key) {
    return motionTypes().named(key);
}

} // namespace hippodrome

#pragma once

#include "core/lab/move_task.h"
#include "core/learners/learner_type.h"

#include <string>
#include <vector>

namespace hippodrome {

/// A learner that takes part in a protocol.
struct ProtocolAgent {
    std::string name; ///< `[a-z0-9_]+`, unique
    std::string type;
    Json parameters; ///< resolved
};

/// A stretch of a protocol: episodes in a world that may have changed, then rest.
struct ProtocolPhase {
    enum class Choice {
        own,    ///< each agent acts as its policy says
        random, ///< all are led along the same random way
        given   ///< all are led along given ways, in turn
    };

    std::string name;
    MoveTask task;        ///< the world as it is from this phase on
    bool changes = false; ///< it differs from the phase before
    int episodes = 0;
    int decisions = 1000; ///< most in an episode
    Choice choice = Choice::own;
    std::vector<int> starts;             ///< drawn from, or taken in turn where ways are given
    std::vector<std::vector<int>> moves; ///< ways that are given, one for each start
    int replays = 0;                     ///< experiences gone over after the episodes
};

/// What is asked in the end: without learning on, which of some places is chosen first.
struct ProtocolTest {
    struct Place {
        std::string name;
        std::vector<int> states;
    };

    /// Where the walker is put, and goes by its best actions until it comes to one of the places;
    /// -1: the places are compared by the value of their first state instead.
    int from = -1;
    std::vector<Place> places;
    int right = 0;         ///< the place to be chosen
    int decisions = 10000; ///< when none has been entered by then, none was chosen
};

/// An experiment in which agents learn, the world changes, and one choice is asked: latent
/// learning, revaluation, detours, shortcuts. It runs on states and moves.
struct Protocol {
    std::vector<ProtocolAgent> agents;
    std::vector<ProtocolPhase> phases;
    ProtocolTest test;
    std::vector<std::vector<int>> deadEnds; ///< states of each; entering one is an error

    const ProtocolAgent* findAgent(const std::string& name) const;
    /// Index of a phase or of a place of the test; -1 when there is none of that name.
    int findPhase(const std::string& name) const;
    int findPlace(const std::string& name) const;
};

/// Reads the `protocol` object of a scene strictly; the arena is the scene's. Throws Error.
Protocol readProtocol(const JsonCursor& cursor, const Arena& arena);
/// The object with the parameters of its agents spelled out.
Json resolveProtocol(const JsonCursor& cursor);
Json protocolSchema();

} // namespace hippodrome

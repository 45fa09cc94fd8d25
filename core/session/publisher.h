#pragma once

#include "core/maps/snapshot.h"
#include "core/world/simulation.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hippodrome {

/// What of a run is looked at: more is not worked out.
struct Watched {
    ViewParameters::MapKind maps = ViewParameters::MapKind::probe;
    bool inside = false; ///< of the brains
    // The unit whose activity along the path is wanted; an empty name for none.
    std::string brain;
    std::string population;
    int unit = -1;
    std::vector<int> agents;   ///< whose pictures are wanted, by their numbers
    std::optional<Vec2> place; ///< whose successor maps these show

    bool sameUnit(const Watched& other) const {
        return brain == other.brain && population == other.population && unit == other.unit;
    }
    bool sameAgents(const Watched& other) const {
        return agents == other.agents && place == other.place;
    }
};

/// What is said of a run besides what its simulation knows.
struct SessionStatus {
    RunState state = RunState::paused;
    std::string message;
    long sceneRevision = 0;
    RunNumber run;
    double updatesPerSecond = 0.0;
    double speed = 0.0; ///< simulated seconds per second
};

/// Turns a simulation into what a window shows: it keeps the recent path, spikes and activity,
/// looks at what costs time only now and then, and makes snapshots. It has no thread, and asks
/// nothing of the clock but what it is told.
class Publisher {
public:
    using Time = std::chrono::steady_clock::time_point;

    const Watched& watched() const { return watched_; }
    void watch(const Watched& watched);
    /// Call after every tick.
    void noteTick(const Simulation& simulation);
    /// The path begins again, and what was seen of agents is out of date.
    void forgetPath();
    /// A picture of this moment.
    std::shared_ptr<const Snapshot> snapshot(Simulation& simulation, const SessionStatus& status,
                                             Time now);
    /// The unit that is watched, and what it did along the path.
    const ActivityTrace& trace() const { return trace_; }

private:
    void noteTrails(const Simulation& simulation);
    void noteActivity(const Brain& brain, std::size_t population, Vec2 place);
    void noteSpikes(const World& world);
    void lookInside(World& world, Time now);
    void lookAtAgents(Simulation& simulation, bool running, Time now);
    void addBrains(const World& world, Snapshot& snapshot) const;
    void addAgents(const Simulation& simulation, Snapshot& snapshot) const;

    Watched watched_;
    long sequence_ = 0;
    std::vector<Vec2> trail_;
    std::vector<std::vector<Vec2>> rivalTrails_;
    ActivityTrace trace_;
    /// Recent spikes of each brain, by name.
    std::map<std::string, std::vector<RecentSpike>> recentSpikes_;
    Time lastLook_;
    /// What was seen then inside each brain, in the order of the world's brains.
    std::vector<std::shared_ptr<const Inside>> insides_;
    Time lastAgentLook_;
    std::map<int, std::shared_ptr<const AgentPicture>> agentPictures_; ///< of the watched ones
    std::shared_ptr<const std::vector<std::string>> notes_;
    std::pair<long, long> notesOf_{-1, -1}; ///< revision of the scene and number of the run
};

} // namespace hippodrome

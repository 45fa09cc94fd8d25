#pragma once

#include "core/analysis/grid_scorer.h"
#include "core/analysis/walled_bins.h"
#include "core/base/mailbox.h"
#include "core/maps/map_gatherer.h"
#include "core/maps/snapshot.h"

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace hippodrome {

/// Whether the noise null says something about a picture's scores: at least 100 bins were visited,
/// and half of those of which the rat can reach the centre. Where the arena is not known, half of
/// all bins.
bool nullApplies(const PopulationPicture& picture, const ArenaPointer& arena);

/// Grid scores and peaks of every unit of a picture.
void scoreUnits(PopulationPicture& picture, const std::function<bool()>& stop = {});

/// Smooths path maps as they are looked at, keeping them as they were beside; `sigma` in bins.
/// Peaks that are known already become those of the smoothed maps.
void smoothForDisplay(PopulationPicture& picture, double sigma);

/// The percentiles of the isotropic band-matched null for a population's scored maps, from `maps`
/// noise maps drawn from `rng`.
NullScores scoreNull(const PopulationPicture& picture, int maps, Rng& rng,
                     const std::function<bool()>& stop = {});

/// Turns what a simulation holds into pictures of maps, and scores them on a thread of its own, so
/// that neither the rat nor the window waits.
class MapScorer {
public:
    MapScorer();
    ~MapScorer();

    /// Copies the maps of every population; call on the simulation's thread.
    MapsSnapshot gather(const World& world, const Recorder& recorder,
                        ViewParameters::MapKind kind) {
        return gatherer_.gather(world, recorder, kind);
    }
    /// Smooths, scores and posts the picture, soon and elsewhere. A newer picture replaces one that
    /// still waits.
    void score(std::shared_ptr<MapsSnapshot> picture, double smoothing,
               Mailbox<MapsSnapshot>& target);

private:
    struct Job {
        std::shared_ptr<MapsSnapshot> picture;
        double smoothing = 0.0;
        Mailbox<MapsSnapshot>* target = nullptr;
    };
    void run(const std::stop_token& stop);
    void finish(Job& job, const std::stop_token& stop);
    void describeWatched(MapsSnapshot& snapshot);
    void addModules(PopulationPicture& picture, bool past);
    const WalledBins* wallsOf(const MapsSnapshot& snapshot, const PopulationPicture& picture);

    MapGatherer gatherer_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::optional<Job> job_;
    std::map<std::pair<int, int>, GridScorer> scorers_; ///< by rows and columns
    /// Of the arena and bins that were asked for last.
    struct Walls {
        ArenaPointer arena;
        BinGrid grid;
        WalledBins walls;
    };
    std::optional<Walls> walls_;
    std::map<std::string, std::pair<long, NullScores>>
        nulls_; ///< with the picture they were made for
    struct KnownModules {
        std::chrono::steady_clock::time_point since;
        std::shared_ptr<const std::vector<GridModule>> modules;
    };
    std::map<std::string, KnownModules> modules_; ///< of populations
    std::jthread thread_;                         ///< last, so that it ends first
};

} // namespace hippodrome

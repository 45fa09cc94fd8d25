#pragma once

#include "core/maps/snapshot.h"

#include "widgets/maps/unit_filter.h"

#include <map>
#include <string>
#include <vector>

namespace hippodrome {

/// The order of a population's units that a gallery keeps, and the moment that it is of.
class UnitOrder {
public:
    /// The largest rank first, undefined ones last; without ranks by number.
    void sort(std::span<const float> ranks, int units, const MapsSnapshot& moment);
    /// By number, until something is known to sort by.
    void begin(int units);
    /// It was sorted, and by these units.
    bool sortedFor(int units) const { return sorted_ && static_cast<int>(units_.size()) == units; }
    /// To sort would put units elsewhere.
    bool outdated(std::span<const float> ranks) const;
    const std::vector<int>& units() const { return units_; }
    /// What it is sorted by has changed.
    void forget() { sorted_ = false; }
    /// "2 800 updates ago", from `now` on; by simulated time where nothing learns.
    QString age(const MapsSnapshot& now, Nature nature) const;

private:
    static std::vector<int> sortedBy(std::span<const float> ranks, int units);

    std::vector<int> units_;
    bool sorted_ = false;
    long updates_ = 0;
    double time_ = 0.0; ///< [s]
};

/// How somebody looks at the maps of a brain. It goes over to the gallery that takes the place of
/// another when the window is drawn anew.
struct GalleryState {
    /// Whether the order goes on following the maps.
    enum class Sorting {
        young,   ///< it does, until somebody follows a unit or edits the arena
        settled, ///< it stays as it is
        always   ///< it does: somebody said so
    };

    Sorting sorting = Sorting::young;
    UnitFilter filter;
    bool sharedScale = false;
    std::map<std::string, UnitOrder> orders;      ///< of populations
    std::map<std::string, std::vector<int>> pins; ///< units kept in front, in the order of pinning
    int epoch = -1;                               ///< of the arena that was seen last; -1: none yet
    long run = -1;                                ///< the run that was seen last
};

} // namespace hippodrome
